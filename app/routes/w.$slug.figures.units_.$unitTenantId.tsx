import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { changeText, figureName, figureText, figureUnit } from '@/app/features/figure/figure-words';
import { AcceptConfirm, ReturnDrawer } from '@/app/features/figure/reporting-drawers';
import { YearSwitch } from '@/app/features/figure/year-switch';
import type { Locale, Translate } from '@/app/i18n/messages';
import { useLocale, useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { downloadPath } from '@/app/lib/download';
import { loadOrThrow, notFound } from '@/app/lib/load.server';
import { yearOfParam } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { thisYear } from '@/app/lib/shanghai-year.server';
import { useCan, useWorkspace } from '@/app/lib/workspace';
import type { UnitReleaseRow, UnitReleaseView } from '@/server/domain/figure/reporting';

export const handle: ScreenHandle<UnitReleaseView> = {
  crumbs: ({ data, params }, t) => [
    { label: t('figure.title'), to: `/w/${params.slug}/figures` },
    { label: t('figure.reportingTitle'), to: `/w/${params.slug}/figures/units` },
    { label: data?.unit.name ?? '' },
  ],
};

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const unitTenantId = Number(params.unitTenantId);
  if (!Number.isSafeInteger(unitTenantId) || unitTenantId < 1) throw notFound(context.requestId);
  const year = yearOfParam(new URL(request.url).searchParams.get('year')) ?? thisYear();
  const { figure } = context.api.workspace(params.slug ?? '');
  return loadOrThrow({ request, context }, figure.unitRelease({ unitTenantId, year }));
};

const Marks = ({ row, t }: { row: UnitReleaseRow; t: Translate }) => {
  if (!row.isUnlikeLastYear && !row.isUnlikeOthers) return <>—</>;
  return (
    <>
      {row.isUnlikeLastYear ? <Status kind="attention">{t('figure.unlikeLastYear')}</Status> : null}
      {row.isUnlikeOthers ? <Status kind="attention">{t('figure.unlikeOthers')}</Status> : null}
    </>
  );
};

const columnsOf = (t: Translate, locale: Locale, to: (row: UnitReleaseRow) => string): Column<UnitReleaseRow>[] => {
  const said = (row: UnitReleaseRow, value: number | null) =>
    value === null ? '—' : figureText(row.code, { value, state: 'no_entry' }, t);
  return [
    {
      key: 'name',
      title: t('figure.name'),
      render: (row) => (
        <>
          {row.basis === 'own' ? (
            <Link to={to(row)}>{figureName(row.code, locale)}</Link>
          ) : (
            figureName(row.code, locale)
          )}
          {row.basis === 'rolled_up' ? ` · ${t('figure.basis_rolled_up')}` : ''}
        </>
      ),
      onPhone: 'title',
    },
    {
      key: 'value',
      title: t('figure.value'),
      render: (row) => figureText(row.code, { value: row.value, state: 'no_entry' }, t),
      numeric: true,
      width: '112px',
    },
    { key: 'unit', title: t('figure.unit'), render: (row) => figureUnit(row.code, locale), width: '96px' },
    {
      key: 'lastYear',
      title: t('figure.lastYear'),
      render: (row) => said(row, row.lastYear),
      numeric: true,
      width: '96px',
    },
    {
      key: 'change',
      title: t('figure.change'),
      render: (row) => changeText(row.code, row.value, row.lastYear) ?? '—',
      numeric: true,
      width: '88px',
    },
    {
      key: 'median',
      title: t('figure.medianOfKind'),
      render: (row) => said(row, row.median),
      numeric: true,
      width: '120px',
    },
    { key: 'marks', title: t('figure.toAsk'), render: (row) => <Marks row={row} t={t} />, width: '200px' },
    { key: 'note', title: t('figure.explanation'), render: (row) => row.note ?? '—', truncate: true },
  ];
};

/** 审核 of one unit: all that it released for the year, with what may be asked about, before it is accepted or returned. */
export default function FiguresOfUnit() {
  const t = useText();
  const locale = useLocale();
  const { period, unit, rows, missing } = useLoaderData<typeof loader>();
  const { slug } = useWorkspace().tenant;
  const today = useToday();
  const mayReview = useCan('figure.call');
  const [act, setAct] = useState<'accept' | 'return' | null>(null);
  const year = String(period.year);
  const toAsk = rows.filter((row) => row.isUnlikeLastYear || row.isUnlikeOthers).length;
  const isOpen = unit.state === 'released' || unit.state === 'accepted';
  const lead = [t(`figure.state_${unit.state}`), t('figure.unitReleaseLead', { n: rows.length, toAsk })];
  const to = (row: UnitReleaseRow) => `/w/${slug}/figures/received/${unit.tenantId}/${row.code}?year=${year}`;
  return (
    <div className="lt-page">
      <PageHeader
        title={t('figure.unitReleaseTitle', { name: unit.name, year })}
        lead={lead.join(' · ')}
        actions={
          <>
            <YearSwitch year={period.year} thisYear={Number(today.slice(0, 4))} />
            {mayReview && isOpen ? <Button onClick={() => setAct('return')}>{t('figure.giveBack')}</Button> : null}
            {mayReview && unit.state === 'released' ? (
              <Button look="primary" onClick={() => setAct('accept')}>
                {t('figure.accept')}
              </Button>
            ) : null}
          </>
        }
      />
      {unit.reason ? <p className="lt-note">{unit.reason}</p> : null}
      <DataTable
        name="figures-of-unit"
        caption={t('figure.unitReleaseTitle', { name: unit.name, year })}
        columns={columnsOf(t, locale, to)}
        rows={rows}
        page={{ nextCursor: null, previousCursor: null, total: rows.length }}
        tools={
          <a
            className="lt-btn"
            href={downloadPath(slug, 'figure.downloadUnitRelease', { year: period.year, unitTenantId: unit.tenantId })}
            download
          >
            <Icon name="download" />
            <span>{t('figure.exportReporting')}</span>
          </a>
        }
        rowKey={(row) => `${row.code} ${row.basis}`}
        rowLabel={(row) => figureName(row.code, locale)}
        empty={<Empty icon="chart" title={t('figure.notReleased')} text={t('figure.unitReleaseEmpty')} />}
      />
      {rows.length > 0 && missing.length > 0 ? (
        <p className="lt-2">
          {t('figure.unitReleaseMissing', {
            n: missing.length,
            names: missing.map((code) => figureName(code, locale)).join(t('common.list')),
          })}
        </p>
      ) : null}
      {act === 'accept' ? <AcceptConfirm year={period.year} unit={unit} onClose={() => setAct(null)} /> : null}
      {act === 'return' ? <ReturnDrawer year={period.year} unit={unit} onClose={() => setAct(null)} /> : null}
    </div>
  );
}
