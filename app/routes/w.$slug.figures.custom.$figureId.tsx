import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Chart } from '@/app/components/chart/chart';
import { type Column, DataTable } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { Empty } from '@/app/components/state-block';
import { amountColumn, countedRowColumns } from '@/app/features/figure/counted-row-columns';
import { customValueText, groupText } from '@/app/features/figure/custom-words';
import { FigureTabs } from '@/app/features/figure/figure-tabs';
import { YearSwitch } from '@/app/features/figure/year-switch';
import type { Translate } from '@/app/i18n/messages';
import { useLocale, useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { downloadPath } from '@/app/lib/download';
import { isUuid } from '@/app/lib/is-uuid';
import { loadOrThrow, notFound } from '@/app/lib/load.server';
import { yearOfParam } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { thisYear } from '@/app/lib/shanghai-year.server';
import { useWorkspace } from '@/app/lib/workspace';
import type { CustomRowsView, CustomRowView } from '@/server/domain/figure/custom-figure';
import { findSubject } from '@/server/domain/figure/custom-subjects';

export const handle: ScreenHandle<CustomRowsView> = {
  crumbs: ({ data, params }, t) => [
    { label: t('figure.title'), to: `/w/${params.slug}/figures` },
    { label: t('dashboard.customTitle'), to: `/w/${params.slug}/figures/custom` },
    { label: data?.figure.name ?? '' },
  ],
};

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const id = params.figureId ?? '';
  if (!isUuid(id)) throw notFound(context.requestId);
  const search = new URL(request.url).searchParams;
  const asked = { id, year: yearOfParam(search.get('year')) ?? thisYear(), ...pageOfParams(search) };
  return loadOrThrow({ request, context }, context.api.workspace(params.slug ?? '').customFigure.rows(asked));
};

/** Where a counted record can be read. */
const pathOf = (base: string, subject: string, id: string): string => {
  if (subject === 'archive_item') return `${base}/archives/${id}`;
  return subject === 'reading_visit' ? `${base}/visits?visit=${id}` : `${base}/registers/entries/${id}`;
};

const columnsOf = (t: Translate, to: (row: CustomRowView) => string): Column<CustomRowView>[] => [
  ...countedRowColumns(t, to),
  amountColumn(t),
];

/** One figure of the unit's own: its value, its groups, its records. */
export default function CustomFigureRows() {
  const t = useText();
  const locale = useLocale();
  const { figure, groups, rows, page, period } = useLoaderData<typeof loader>();
  const { slug, kind } = useWorkspace().tenant;
  const today = useToday();
  const field = findSubject(kind, figure.subject)?.fields.find((one) => one.key === figure.spec.group);
  const to = (row: CustomRowView) => pathOf(`/w/${slug}`, figure.subject, row.id);
  const title = t('dashboard.customGroups', { name: figure.name });
  return (
    <div className="lt-page">
      <PageHeader
        title={figure.name}
        actions={<YearSwitch year={period.year} thisYear={Number(today.slice(0, 4))} />}
      />
      <FigureTabs year={period.year} />
      <p className="lt-figure-head">
        <strong>{customValueText(figure.value, t)}</strong>
        {figure.value === null ? null : <span>{figure.unit}</span>}
      </p>
      {groups.length > 0 ? (
        <Chart
          kind="bar"
          title={title}
          categoryTitle={t('dashboard.customGroupValue')}
          categories={groups.map((group) => groupText(group.key, field, t, locale))}
          series={[{ name: figure.unit, values: groups.map((group) => group.value) }]}
          excelTo={downloadPath(slug, 'customFigure.downloadGroups', { id: figure.id, year: period.year })}
        />
      ) : null}
      <DataTable
        name="custom-figure-rows"
        caption={t('figure.rowsCaption', { name: figure.name })}
        columns={columnsOf(t, to)}
        rows={rows}
        page={page}
        rowKey={(row) => row.id}
        rowLabel={(row) => row.label}
        rowTo={to}
        empty={<Empty icon="chart" title={t('figure.rowsEmpty')} text={t('figure.rowsEmptyText')} />}
      />
    </div>
  );
}
