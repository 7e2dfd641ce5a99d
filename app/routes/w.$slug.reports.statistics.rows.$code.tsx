import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { type Column, DataTable } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { Empty } from '@/app/components/state-block';
import { amountColumn, countedRowColumns } from '@/app/features/figure/counted-row-columns';
import { recordPath } from '@/app/features/figure/record-path';
import { amountText, languageOf } from '@/app/features/statistics/statistics-words';
import type { Translate } from '@/app/i18n/messages';
import { useLocale, useText } from '@/app/i18n/use-text';
import { loadOrThrow } from '@/app/lib/load.server';
import { yearOfParam } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { thisYear } from '@/app/lib/shanghai-year.server';
import { useWorkspace } from '@/app/lib/workspace';
import type { IndicatorRowsView, IndicatorRowView } from '@/server/domain/statistics/statistics';

export const handle: ScreenHandle<IndicatorRowsView> = {
  crumbs: ({ data, params }, t) => [
    { label: t('statistics.title'), to: `/w/${params.slug}/reports/statistics` },
    { label: data ? data.code : '' },
  ],
};

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const search = new URL(request.url).searchParams;
  const { statistics } = context.api.workspace(params.slug ?? '');
  const year = yearOfParam(search.get('year')) ?? thisYear();
  const yearsBack = search.get('back') === '1' ? (1 as const) : undefined;
  return loadOrThrow(
    { request, context },
    statistics.rows({ year, code: params.code ?? '', yearsBack, ...pageOfParams(search) }),
  );
};

/** Where the record can be read; some have no page of their own. */
const pathOf = (base: string, { kind, ...row }: IndicatorRowView): string | undefined =>
  kind === null ? undefined : recordPath(base, { ...row, kind });

const columnsOf = (t: Translate, base: string): Column<IndicatorRowView>[] => [
  ...countedRowColumns<IndicatorRowView>(t, (row) => pathOf(base, row)),
  amountColumn(t, '120px'),
];

/** The records behind a cell of the return. */
export default function IndicatorRows() {
  const t = useText();
  const language = languageOf(useLocale());
  const { name, definition, unit, value, state, from, to, rows, page } = useLoaderData<typeof loader>();
  const base = `/w/${useWorkspace().tenant.slug}`;
  return (
    <div className="lt-page">
      <PageHeader title={name[language]} />
      <p className="lt-figure-head">
        <strong>{state === 'no_entry' ? t('figure.noEntry') : amountText(value)}</strong>
        {value === null ? null : <span>{unit[language]}</span>}
      </p>
      <dl className="lt-facts">
        <dt>{t('figure.definition')}</dt>
        <dd>{definition[language]}</dd>
        <dt>{t('figure.period')}</dt>
        <dd>{t('figure.periodYear', { from, to })}</dd>
      </dl>
      <DataTable
        name="statistics-rows"
        caption={t('figure.rowsCaption', { name: name[language] })}
        columns={columnsOf(t, base)}
        rows={rows}
        page={page}
        rowKey={(row) => row.id}
        rowLabel={(row) => row.label}
        empty={
          <Empty
            icon="chart"
            title={t(state === 'no_entry' ? 'figure.noEntry' : 'figure.rowsEmpty')}
            text={t(state === 'no_entry' ? 'figure.noEntryHelp' : 'figure.rowsEmptyText')}
          />
        }
      />
    </div>
  );
}
