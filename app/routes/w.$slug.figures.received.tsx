import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { type Column, DataTable } from '@/app/components/data-table';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { figureName, figureText, figureUnit } from '@/app/features/figure/figure-words';
import { ReceivedTabs } from '@/app/features/figure/received-tabs';
import { ReceivedUnits } from '@/app/features/figure/received-units';
import { YearSwitch } from '@/app/features/figure/year-switch';
import type { Locale, Translate } from '@/app/i18n/messages';
import { useLocale, useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { downloadPath } from '@/app/lib/download';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf, yearOfParam } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { thisYear } from '@/app/lib/shanghai-year.server';
import { useWorkspace } from '@/app/lib/workspace';
import type { ReceivedFigureView } from '@/server/domain/figure/figure-views';
import { FIGURE_CODES, type FigureCode } from '@/server/domain/figure/figures';

export const handle: ScreenHandle = {
  crumbs: ({ params }, t) => [
    { label: t('figure.title'), to: `/w/${params.slug}/figures` },
    { label: t('figure.receivedTitle') },
  ],
};

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const asked = { request, context };
  const search = new URL(request.url).searchParams;
  const year = yearOfParam(search.get('year')) ?? thisYear();
  const code = oneOf(FIGURE_CODES, search.get('code')) ?? null;
  const { figure } = context.api.workspace(params.slug ?? '');
  const received = await loadOrThrow(asked, figure.received({ year }));
  return { ...received, code, units: code ? await loadOrThrow(asked, figure.receivedUnits({ year, code })) : [] };
};

const amountText = (code: FigureCode, value: number | null, t: Translate): string =>
  value === null ? '—' : figureText(code, { value, state: 'released' }, t);

const missingText = ({ missing, unitCount, releasedCount }: ReceivedFigureView, t: Translate): string => {
  const names = missing.join(t('common.list'));
  const owed = unitCount - releasedCount;
  return owed > missing.length ? t('figure.missingMore', { names, n: owed }) : names || '—';
};

const columnsOf = (t: Translate, locale: Locale, year: number): Column<ReceivedFigureView>[] => [
  {
    key: 'name',
    title: t('figure.name'),
    render: (figure) => (
      <Link to={`?year=${year}&code=${figure.code}`} preventScrollReset>
        {figureName(figure.code, locale)}
      </Link>
    ),
    onPhone: 'title',
  },
  {
    key: 'total',
    title: t('figure.total'),
    render: (figure) => <span className="lt-figure-value">{amountText(figure.code, figure.total, t)}</span>,
    numeric: true,
    width: '112px',
  },
  { key: 'unit', title: t('figure.unit'), render: (figure) => figureUnit(figure.code, locale), width: '120px' },
  {
    key: 'released',
    title: t('figure.releasedUnits'),
    render: (figure) => (
      <Status kind={figure.releasedCount === figure.unitCount ? 'done' : 'attention'}>
        {t('figure.releasedOf', { n: figure.releasedCount, total: figure.unitCount })}
      </Status>
    ),
    width: '136px',
  },
  { key: 'missing', title: t('figure.missing'), render: (figure) => missingText(figure, t), truncate: true },
];

const onePage = (total: number) => ({ nextCursor: null, previousCursor: null, total });

export default function ReceivedFigures() {
  const t = useText();
  const locale = useLocale();
  const { period, figures, code, units } = useLoaderData<typeof loader>();
  const today = useToday();
  const { slug } = useWorkspace().tenant;
  const year = String(period.year);
  return (
    <div className="lt-page">
      <PageHeader
        title={t('figure.receivedTitle')}
        lead={t('figure.receivedLead', { year })}
        actions={<YearSwitch year={period.year} thisYear={Number(today.slice(0, 4))} />}
      />
      <ReceivedTabs year={period.year} />
      <DataTable
        name="figures-received"
        caption={t('figure.receivedCaption', { year })}
        columns={columnsOf(t, locale, period.year)}
        rows={figures}
        page={onePage(figures.length)}
        tools={
          <a className="lt-btn" href={downloadPath(slug, 'figure.downloadReceived', { year: period.year })} download>
            <Icon name="download" />
            <span>{t('figure.exportReporting')}</span>
          </a>
        }
        rowKey={(figure) => figure.code}
        rowLabel={(figure) => figureName(figure.code, locale)}
        currentKey={code ?? undefined}
        empty={<Empty icon="chart" title={t('figure.receivedEmpty')} text={t('figure.receivedEmptyText')} />}
      />
      {code ? <ReceivedUnits key={code} code={code} year={period.year} units={units} /> : null}
    </div>
  );
}
