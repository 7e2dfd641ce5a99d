import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useSearchParams } from '@remix-run/react';
import { type Column, DataTable } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Segments } from '@/app/components/segments';
import { Empty } from '@/app/components/state-block';
import { categoryName, categoryOptions } from '@/app/features/archive/archive-labels';
import { countText } from '@/app/features/archive/count-text';
import { useCategories } from '@/app/features/archive/use-categories';
import { ExportLink } from '@/app/features/digital/export-link';
import { FondsTabs } from '@/app/features/fonds/fonds-tabs';
import { holdingsName } from '@/app/features/fonds/holdings-columns';
import { holdingsRowsOfParams } from '@/app/features/fonds/holdings-rows-path';
import { useText } from '@/app/i18n/use-text';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { thisYear } from '@/app/lib/shanghai-year.server';
import { useWorkspace } from '@/app/lib/workspace';
import { DEPARTMENT_MEASURES, type HeldRecord, HOLDING_MEASURES } from '@/server/domain/fonds/holdings-analysis';

export const handle: ScreenHandle = {
  crumbs: ({ params }, t) => [
    { label: t('fonds.title'), to: `/w/${params.slug}/fonds` },
    { label: t('fonds.tabHoldings'), to: `/w/${params.slug}/fonds/holdings` },
    { label: t('fonds.holdingsRows') },
  ],
};

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const { fonds } = context.api.workspace(params.slug ?? '');
  const search = new URL(request.url).searchParams;
  const question = holdingsRowsOfParams(search, thisYear());
  const list = await loadOrThrow({ request, context }, fonds.holdingsRows({ ...question, ...pageOfParams(search) }));
  return { ...list, question };
};

const useColumns = (): Column<HeldRecord>[] => {
  const t = useText();
  const words = useCategories();
  const { slug } = useWorkspace().tenant;
  return [
    {
      key: 'code',
      title: t('archive.field_referenceCode'),
      render: (row) => <Link to={`/w/${slug}/archives/${row.id}`}>{row.referenceCode}</Link>,
      sortable: true,
      width: '232px',
      onPhone: 'title',
    },
    { key: 'title', title: t('archive.field_title'), render: (row) => row.title, truncate: true },
    {
      key: 'party',
      title: t('archive.field_responsibleParty'),
      render: (row) => row.responsibleParty ?? '—',
      truncate: true,
      width: '176px',
    },
    {
      key: 'date',
      title: t('archive.field_documentDate'),
      render: (row) => row.documentDate ?? '—',
      sortable: true,
      width: '104px',
    },
    {
      key: 'pages',
      title: t('archive.field_pageCount'),
      render: (row) => row.pageCount ?? '—',
      numeric: true,
      width: '72px',
    },
    {
      key: 'category',
      title: t('fonds.category'),
      render: (row) => categoryName(row.category, words),
      width: '128px',
    },
    { key: 'year', title: t('archive.field_filingYear'), render: (row) => row.filingYear, hiddenAtFirst: true },
    { key: 'box', title: t('archive.field_boxNumber'), render: (row) => row.boxNumber ?? '—', hiddenAtFirst: true },
  ];
};

/** 馆藏明细 */
export default function HoldingsRows() {
  const t = useText();
  const words = useCategories();
  const { rows, page, name, detail, question } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const { slug } = useWorkspace().tenant;
  const columns = useColumns();
  const { by, key, year } = question;
  const measures = HOLDING_MEASURES.filter(
    (measure) => DEPARTMENT_MEASURES.some((one) => one === measure) === (by === 'department'),
  );
  const filters: Filter[] =
    by === 'category' && !key.includes('·')
      ? [
          {
            name: 'category',
            label: t('fonds.category'),
            options: categoryOptions(words).filter(({ value }) => value.startsWith(`${key}·`)),
          },
        ]
      : [{ name: 'category', label: t('fonds.category'), options: categoryOptions(words) }];
  return (
    <div className="lt-page">
      <PageHeader
        title={t('fonds.holdingsRows')}
        lead={t('fonds.holdingsRowsLead', {
          axis: t(`fonds.axis_${by}`),
          name: holdingsName(by, { key, name, detail }, t, words),
        })}
        count={countText(page.total, t)}
        actions={<ExportLink procedure="fonds.downloadHoldingsRows" input={question} />}
      />
      <FondsTabs />
      <div className="lt-section-head lt-scroll-x">
        <Segments
          name="measure"
          label={t('fonds.measures')}
          segments={measures.map((value) => ({
            value,
            label: t(`fonds.measure_${value}`, { year: String(year) }),
          }))}
        />
      </div>
      <DataTable
        name="holdings-rows"
        caption={t('fonds.holdingsRows')}
        columns={columns}
        rows={rows}
        page={page}
        rowKey={(row) => row.id}
        rowLabel={(row) => row.referenceCode}
        rowTo={(row) => `/w/${slug}/archives/${row.id}`}
        lead={
          <SearchBar
            placeholder={t('project.incompleteSearch')}
            filters={filters.filter(({ options }) => options && options.length > 0)}
            keep={['by', 'key', 'measure', 'year']}
          />
        }
        filters={describeFilters(params, filters)}
        clearTo={`/w/${slug}/fonds/holdings?by=${by}`}
        empty={<Empty icon="box" title={t('fonds.holdingsRowsNone')} text={t('fonds.holdingsRowsNoneText')} />}
      />
    </div>
  );
}
