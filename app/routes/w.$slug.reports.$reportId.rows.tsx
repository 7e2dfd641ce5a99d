import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { type Column, DataTable } from '@/app/components/data-table';
import { type Fact, FactList } from '@/app/components/fact-list';
import { PageHeader } from '@/app/components/page-header';
import { Segments } from '@/app/components/segments';
import { Empty } from '@/app/components/state-block';
import { amountColumn, countedRowColumns } from '@/app/features/figure/counted-row-columns';
import { figureDefinition, figureName, figureText, figureUnit } from '@/app/features/figure/figure-words';
import { recordPath } from '@/app/features/figure/record-path';
import type { Locale, Translate } from '@/app/i18n/messages';
import { useLocale, useText } from '@/app/i18n/use-text';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useWorkspace } from '@/app/lib/workspace';
import type { FigureRowView } from '@/server/domain/figure/figure-views';
import { paramsText } from '@/server/domain/report/chip';
import type { ReportRowsView } from '@/server/domain/report/report';

export const handle: ScreenHandle<{ read: ReportRowsView }> = {
  crumbs: ({ data, params }, t) => [
    { label: t('report.title'), to: `/w/${params.slug}/reports` },
    { label: data?.read.title ?? '', to: `/w/${params.slug}/reports/${params.reportId}` },
    { label: t('figure.rows') },
  ],
};

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const { slug = '', reportId = '' } = params;
  const search = new URL(request.url).searchParams;
  const key = search.get('figure');
  const asked = {
    reportId,
    ...(key ? { key } : {}),
    ...(search.get('only') === 'added' ? { only: 'added' as const } : {}),
    ...pageOfParams(search),
  };
  const { report } = context.api.workspace(slug);
  return { read: await loadOrThrow({ request, context }, report.figureRows(asked)) };
};

const columnsOf = (t: Translate, base: string): Column<FigureRowView>[] => [
  ...countedRowColumns<FigureRowView>(t, (row) => recordPath(base, row)),
  amountColumn(t),
];

type Figure = NonNullable<ReportRowsView['figure']>;
const factsOf = ({ named, params, from, to }: Figure, t: Translate, locale: Locale): Fact[] => [
  [t('figure.definition'), figureDefinition(named, locale)],
  [t('figure.period'), t('report.rowsDays', { from, to })],
  ...(params.length > 0 ? [[t('report.narrowedTo'), paramsText(params)] satisfies Fact] : []),
];

/** What the records say since the report was frozen. */
const Since = ({ since }: { since: NonNullable<ReportRowsView['since']> }) => {
  const t = useText();
  const { added, gone, goneRows } = since;
  if (added === 0 && gone === 0) return <p className="lt-2">{t('report.sinceSame')}</p>;
  return (
    <div className="lt-note">
      <p>{t('report.sinceChanged', { added, gone })}</p>
      {goneRows.length > 0 ? (
        <ul>
          {goneRows.map((row) => (
            <li key={row.id}>{[row.label, row.detail, row.on].filter(Boolean).join(' · ')}</li>
          ))}
        </ul>
      ) : null}
    </div>
  );
};

/** 点数到行: the rows behind one number of a report, of its own days and as it is narrowed. */
export default function ReportRows() {
  const t = useText();
  const locale = useLocale();
  const { read } = useLoaderData<typeof loader>();
  const { figure, since, rows, page, title } = read;
  const base = `/w/${useWorkspace().tenant.slug}`;
  if (!figure)
    return (
      <div className="lt-page">
        <PageHeader title={title} />
        <Empty icon="chart" title={t('report.rowsNone')} text={t('report.rowsNoneText')} />
      </div>
    );
  const name = figureName(figure.named, locale);
  return (
    <div className="lt-page">
      <PageHeader title={name} lead={title} />
      <p className="lt-figure-head">
        <strong>{figureText(figure.named, figure, t)}</strong>
        {figure.value === null ? null : <span>{figureUnit(figure.named, locale)}</span>}
      </p>
      <FactList facts={factsOf(figure, t, locale)} />
      {since ? (
        <>
          <Since since={since} />
          <Segments
            name="only"
            label={t('report.rowsShown')}
            segments={[
              { value: 'all', label: t('report.rowsAll'), count: figure.rows },
              { value: 'added', label: t('report.rowsAdded'), count: since.added },
            ]}
          />
        </>
      ) : null}
      <DataTable
        name="report-rows"
        caption={t('figure.rowsCaption', { name })}
        columns={columnsOf(t, base)}
        rows={rows}
        page={page}
        rowKey={(row) => row.id}
        rowLabel={(row) => row.label}
        rowTo={(row) => recordPath(base, row)}
        empty={<Empty icon="chart" title={t('figure.rowsEmpty')} text={t('figure.rowsEmptyText')} />}
      />
    </div>
  );
}
