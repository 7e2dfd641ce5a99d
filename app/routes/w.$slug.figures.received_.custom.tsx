import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { useState } from 'react';
import { type Column, DataTable } from '@/app/components/data-table';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { customValueText } from '@/app/features/figure/custom-words';
import { PartsDialog } from '@/app/features/figure/parts-dialog';
import { ReceivedTabs } from '@/app/features/figure/received-tabs';
import { YearSwitch } from '@/app/features/figure/year-switch';
import type { Locale, Translate } from '@/app/i18n/messages';
import { useLocale, useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { downloadPath } from '@/app/lib/download';
import { dayOf } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import { yearOfParam } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { thisYear } from '@/app/lib/shanghai-year.server';
import { useWorkspace } from '@/app/lib/workspace';
import type { ReceivedCustomRow, ReceivedCustomSum } from '@/server/domain/figure/custom-figure';

export const handle: ScreenHandle = {
  crumbs: ({ params }, t) => [
    { label: t('figure.title'), to: `/w/${params.slug}/figures` },
    { label: t('figure.receivedTitle'), to: `/w/${params.slug}/figures/received` },
    { label: t('figure.tabOwn') },
  ],
};

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const year = yearOfParam(new URL(request.url).searchParams.get('year')) ?? thisYear();
  return loadOrThrow({ request, context }, context.api.workspace(params.slug ?? '').customFigure.received({ year }));
};

const columnsOf = (
  t: Translate,
  locale: Locale,
  { to, onParts }: { to: (row: ReceivedCustomRow) => string; onParts: (row: ReceivedCustomRow) => void },
): Column<ReceivedCustomRow>[] => [
  {
    key: 'unitName',
    title: t('figure.unitName'),
    render: (row) => (
      <>
        {row.unitName}
        {row.basis === 'rolled_up' ? ` · ${t('figure.basis_rolled_up')} ` : ''}
        {row.basis === 'rolled_up' ? (
          <button type="button" className="lt-link" onClick={() => onParts(row)}>
            {t('figure.showParts')}
          </button>
        ) : null}
      </>
    ),
    width: '200px',
  },
  { key: 'name', title: t('figure.name'), render: (row) => row.name, onPhone: 'title', width: '200px' },
  {
    key: 'value',
    title: t('figure.value'),
    render: (row) => customValueText(row.value, t),
    numeric: true,
    width: '112px',
  },
  { key: 'unit', title: t('figure.unit'), render: (row) => row.unit, width: '80px' },
  {
    key: 'definition',
    title: t('figure.definition'),
    render: (row) => (locale === 'en' ? row.definition.en : row.definition.zh),
  },
  { key: 'asOf', title: t('figure.asOf'), render: (row) => row.asOf, width: '112px' },
  {
    key: 'releasedAt',
    title: t('figure.released'),
    render: (row) =>
      row.isReturned ? (
        <Status kind="attention">{t('figure.state_returned')}</Status>
      ) : (
        <Status kind="done">{t('figure.releasedOn', { date: dayOf(row.releasedAt) })}</Status>
      ),
    width: '160px',
  },
  { key: 'code', title: t('dashboard.customCode'), render: (row) => row.code, width: '72px' },
  {
    key: 'rows',
    title: t('figure.rows'),
    render: (row) =>
      row.basis === 'own' ? (
        <Link
          className="lt-link"
          to={to(row)}
          aria-label={t('figure.showRowsOf', { unit: `${row.unitName}${row.name}` })}
        >
          {t('figure.showRows')}
        </Link>
      ) : (
        '—'
      ),
    width: '88px',
  },
  { key: 'note', title: t('figure.explanation'), render: (row) => row.note ?? '—', hiddenAtFirst: true },
];

const sumColumnsOf = (t: Translate): Column<ReceivedCustomSum>[] => [
  { key: 'name', title: t('figure.name'), render: (sum) => sum.name, onPhone: 'title', width: '200px' },
  {
    key: 'total',
    title: t('figure.total'),
    render: (sum) => customValueText(sum.total, t),
    numeric: true,
    width: '112px',
  },
  { key: 'unit', title: t('figure.unit'), render: (sum) => sum.unit, width: '80px' },
  {
    key: 'released',
    title: t('figure.releasedUnits'),
    render: (sum) => (
      <Status kind={sum.releasedCount === sum.unitCount ? 'done' : 'attention'}>
        {t('figure.releasedOf', { n: sum.releasedCount, total: sum.unitCount })}
      </Status>
    ),
    width: '136px',
  },
  {
    key: 'missing',
    title: t('figure.missing'),
    render: (sum) => sum.missing.join(t('common.list')) || '—',
    truncate: true,
  },
  { key: 'code', title: t('dashboard.customCode'), render: (sum) => sum.code, width: '72px' },
];

/** 下级自定义指标: what units released that is none of the report's, with what each means; sums of what the platform defined. */
export default function ReceivedCustomFigures() {
  const t = useText();
  const locale = useLocale();
  const { period, figures, sums } = useLoaderData<typeof loader>();
  const { slug } = useWorkspace().tenant;
  const today = useToday();
  const [parts, setParts] = useState<ReceivedCustomRow | null>(null);
  const to = (row: ReceivedCustomRow) =>
    `/w/${slug}/figures/received/${row.unitTenantId}/${row.code}?year=${period.year}`;
  return (
    <div className="lt-page">
      <PageHeader
        title={t('figure.receivedTitle')}
        lead={t('figure.receivedOwnLead')}
        actions={<YearSwitch year={period.year} thisYear={Number(today.slice(0, 4))} />}
      />
      <ReceivedTabs year={period.year} />
      {sums.length > 0 ? (
        <DataTable
          name="figures-received-sums"
          caption={t('figure.receivedSumsCaption', { year: String(period.year) })}
          columns={sumColumnsOf(t)}
          rows={sums}
          page={{ nextCursor: null, previousCursor: null, total: sums.length }}
          rowKey={(sum) => sum.code}
          rowLabel={(sum) => sum.name}
          empty={<Empty icon="chart" title={t('figure.receivedOwnEmpty')} text={t('figure.receivedOwnEmptyText')} />}
        />
      ) : null}
      <DataTable
        name="figures-received-own"
        caption={t('figure.receivedOwnCaption', { year: String(period.year) })}
        columns={columnsOf(t, locale, { to, onParts: setParts })}
        rows={figures}
        page={{ nextCursor: null, previousCursor: null, total: figures.length }}
        rowKey={(row) => `${row.unitTenantId} ${row.code} ${row.basis}`}
        rowLabel={(row) => `${row.unitName} ${row.name}`}
        tools={
          <a
            className="lt-btn"
            href={downloadPath(slug, 'customFigure.downloadReceived', { year: period.year })}
            download
          >
            <Icon name="download" />
            <span>{t('dashboard.excel')}</span>
          </a>
        }
        empty={<Empty icon="chart" title={t('figure.receivedOwnEmpty')} text={t('figure.receivedOwnEmptyText')} />}
      />
      {parts ? (
        <PartsDialog of={parts} valueText={(value) => customValueText(value, t)} onClose={() => setParts(null)} />
      ) : null}
    </div>
  );
}
