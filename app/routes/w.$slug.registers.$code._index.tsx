import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useSearchParams } from '@remix-run/react';
import { DataTable } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import { columnsOf, tableName } from '@/app/features/register/entry-columns';
import { filterOf, filtersOf } from '@/app/features/register/entry-filters';
import { HeldSegments } from '@/app/features/register/held-segments';
import { ReadingsCharts } from '@/app/features/register/readings-chart';
import { RegisterTools } from '@/app/features/register/register-tools';
import { inWords } from '@/app/features/register/register-words';
import { useLocale, useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { loadOrThrow, notFound } from '@/app/lib/load.server';
import { oneOf } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { shanghaiToday } from '@/app/lib/shanghai-year.server';
import { useWorkspace } from '@/app/lib/workspace';
import { CHART_SPANS } from '@/server/domain/register/register-entry';
import { registerOfCode } from '@/server/domain/register/registers';

export const handle: ScreenHandle<{ code: string }> = {
  crumbs: ({ params }, t) => [
    { label: t('register.title'), to: `/w/${params.slug}/registers` },
    { label: registerOfCode(params.code)?.name.zh ?? '' },
  ],
};

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const definition = registerOfCode(params.code);
  if (!definition) throw notFound(context.requestId);
  const asked = { request, context };
  const search = new URL(request.url).searchParams;
  const { register } = context.api.workspace(params.slug ?? '');
  const filter = filterOf(search, definition, shanghaiToday());
  const list = await loadOrThrow(asked, register.entries({ ...filter, ...pageOfParams(search) }));
  const span = oneOf(CHART_SPANS, search.get('chart')) ?? CHART_SPANS[0];
  const chart = definition.limits
    ? await loadOrThrow(asked, register.chart({ code: definition.code, span, q: filter.q }))
    : [];
  const late = definition.period ? await loadOrThrow(asked, register.late({ code: definition.code, limit: 1 })) : null;
  return { ...list, code: definition.code, chart, byHour: span === 'week', late: late?.page.total ?? 0 };
};

export default function Register() {
  const t = useText();
  const locale = useLocale();
  const { rows, page, code, chart, byHour, late } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const { slug } = useWorkspace().tenant;
  const today = useToday();
  const definition = registerOfCode(code);
  if (!definition) return null;
  const base = `/w/${slug}/registers/entries`;
  const filters = filtersOf(definition, params, { t, locale, today });
  const name = inWords(definition.name, locale);
  return (
    <div className="lt-page">
      <PageHeader
        title={name}
        lead={inWords(definition.purpose, locale)}
        actions={<RegisterTools definition={definition} total={page.total} />}
      />
      {late > 0 ? (
        <p className="lt-note" role="status">
          <Link to={`/w/${slug}/registers/late?register=${code}`}>{t('register.lateLink', { n: late })}</Link>
        </p>
      ) : null}
      <ReadingsCharts definition={definition} chart={chart} byHour={byHour} />
      <SearchBar placeholder={t('register.search')} filters={filters} keep={['held', 'chart']} />
      <DataTable
        name={tableName(definition)}
        caption={name}
        lead={definition.untilField ? <HeldSegments /> : undefined}
        columns={columnsOf(definition, { t, locale, base, today })}
        rows={rows}
        page={page}
        rowKey={(entry) => entry.id}
        rowLabel={(entry) => `${entry.on} ${entry.title}`}
        rowTo={(entry) => `${base}/${entry.id}`}
        filters={describeFilters(params, filters)}
        empty={<Empty icon="book" title={t('register.empty')} text={inWords(definition.purpose, locale)} />}
      />
    </div>
  );
}
