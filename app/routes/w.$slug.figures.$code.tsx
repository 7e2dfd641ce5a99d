import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { type Column, DataTable } from '@/app/components/data-table';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { Empty } from '@/app/components/state-block';
import { amountColumn, countedRowColumns } from '@/app/features/figure/counted-row-columns';
import {
  exactText,
  figureDefinition,
  figureName,
  figureText,
  figureUnit,
  partsText,
  periodText,
} from '@/app/features/figure/figure-words';
import { recordPath } from '@/app/features/figure/record-path';
import { YearSwitch } from '@/app/features/figure/year-switch';
import type { Translate } from '@/app/i18n/messages';
import { useLocale, useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { downloadPath } from '@/app/lib/download';
import { loadOrThrow, notFound } from '@/app/lib/load.server';
import { dayOfParam, oneOf, yearOfParam } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { thisYear } from '@/app/lib/shanghai-year.server';
import { useWorkspace } from '@/app/lib/workspace';
import type { FigureRowsView, FigureRowView } from '@/server/domain/figure/figure-views';
import { FIGURE_CODES, FIGURES } from '@/server/domain/figure/figures';

export const handle: ScreenHandle<FigureRowsView> = {
  crumbs: ({ data, params }, t) => [
    { label: t('figure.title'), to: `/w/${params.slug}/figures${data ? `?year=${data.period.year}` : ''}` },
    { label: data ? data.code : '' },
  ],
};

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const code = oneOf(FIGURE_CODES, params.code ?? null);
  if (!code) {
    throw notFound(context.requestId);
  }
  const search = new URL(request.url).searchParams;
  const asOf = dayOfParam(search.get('asOf'));
  const year = (asOf ? Number(asOf.slice(0, 4)) : yearOfParam(search.get('year'))) ?? thisYear();
  const query = { code, year, ...(asOf ? { asOf } : {}), ...pageOfParams(search) };
  const { figure } = context.api.workspace(params.slug ?? '');
  return loadOrThrow({ request, context }, figure.rows(query));
};

const columnsOf = (t: Translate, base: string, withAmount: boolean): Column<FigureRowView>[] => [
  ...countedRowColumns<FigureRowView>(t, (row) => recordPath(base, row)),
  ...(withAmount ? [amountColumn<FigureRowView>(t)] : []),
];

export default function FigureRows() {
  const t = useText();
  const locale = useLocale();
  const { code, period, value, state, parts, rows, page } = useLoaderData<typeof loader>();
  const { slug } = useWorkspace().tenant;
  const base = `/w/${slug}`;
  const today = useToday();
  const name = figureName(code, locale);
  const reckoned = partsText(code, parts, t);
  return (
    <div className="lt-page">
      <PageHeader title={name} actions={<YearSwitch year={period.year} thisYear={Number(today.slice(0, 4))} />} />
      <p className="lt-figure-head">
        <strong>{figureText(code, { value, state }, t)}</strong>
        {value === null ? null : <span>{figureUnit(code, locale)}</span>}
        <span className="lt-3"> {exactText(code, value, t)}</span>
      </p>
      <dl className="lt-facts">
        <dt>{t('figure.definition')}</dt>
        <dd>{figureDefinition(code, locale)}</dd>
        <dt>{t('figure.period')}</dt>
        <dd>{periodText(code, period, t)}</dd>
        {reckoned ? (
          <>
            <dt>{t('figure.parts')}</dt>
            <dd>{reckoned}</dd>
          </>
        ) : null}
      </dl>
      <DataTable
        name="figure-rows"
        caption={t('figure.rowsCaption', { name })}
        columns={columnsOf(t, base, FIGURES[code].aggregate !== 'count')}
        rows={rows}
        page={page}
        tools={
          rows.length > 0 ? (
            <a
              className="lt-btn"
              href={downloadPath(slug, 'figure.downloadRows', { code, year: period.year, asOf: period.to })}
              download
            >
              <Icon name="download" />
              <span>{t('figure.exportReporting')}</span>
            </a>
          ) : undefined
        }
        rowKey={(row) => row.id}
        rowLabel={(row) => row.label}
        rowTo={(row) => recordPath(base, row)}
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
