import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useSearchParams } from '@remix-run/react';
import { type Column, DataTable } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import { categoryOptions } from '@/app/features/archive/archive-labels';
import { useCategories } from '@/app/features/archive/use-categories';
import { ExportLink } from '@/app/features/digital/export-link';
import { DigitalViews } from '@/app/features/digital/linking/digital-views';
import { PrintButton } from '@/app/features/print/print-button';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { thisYear } from '@/app/lib/shanghai-year.server';
import { useWorkspace } from '@/app/lib/workspace';
import type { BareItemPage } from '@/server/domain/digital/linking';

type Row = BareItemPage['rows'][number];

export const handle: ScreenHandle = {
  crumbs: ({ params }, t) => [
    { label: t('digital.title'), to: `/w/${params.slug}/digital` },
    { label: t('digital.bare') },
  ],
};

const YEARS = 30;
const SEPARATORS = ['separator_sheets'] as const;

const filterOf = (search: URLSearchParams) => {
  const year = Number(search.get('year') ?? '');
  return {
    categoryCode: search.get('category') ?? undefined,
    filingYear: Number.isInteger(year) && year > 0 ? year : undefined,
  };
};

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const search = new URL(request.url).searchParams;
  const query = { ...pageOfParams(search), ...filterOf(search) };
  const api = context.api.workspace(params.slug ?? '');
  const items = await loadOrThrow({ request, context }, api.digital.itemsWithoutFiles(query));
  const now = thisYear();
  return { items, years: Array.from({ length: YEARS }, (_, back) => String(now - back)) };
};

const columnsOf = (t: Translate, to: (row: Row) => string): Column<Row>[] => [
  {
    key: 'code',
    title: t('archive.field_referenceCode'),
    render: (row) => <Link to={to(row)}>{row.referenceCode}</Link>,
    width: '240px',
  },
  { key: 'title', title: t('archive.field_title'), render: (row) => row.title, truncate: true, onPhone: 'title' },
  {
    key: 'pages',
    title: t('archive.field_pageCount'),
    render: (row) => row.pageCount ?? '—',
    numeric: true,
    width: '80px',
  },
];

/** 无原文的条目 */
export default function BareItems() {
  const t = useText();
  const categories = useCategories();
  const { items, years } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const { slug } = useWorkspace().tenant;
  const to = (row: Row) => `/w/${slug}/archives/${row.id}`;
  const filters: Filter[] = [
    { name: 'category', label: t('archive.field_categoryCode'), options: categoryOptions(categories) },
    {
      name: 'year',
      label: t('archive.field_filingYear'),
      options: years.map((year) => ({ value: year, label: year })),
    },
  ];
  return (
    <div className="lt-page">
      <PageHeader
        title={t('digital.bare')}
        lead={t('digital.bareLead')}
        actions={<ExportLink procedure="digital.downloadBareItems" input={filterOf(params)} />}
      />
      <DigitalViews />
      <DataTable
        name="bare-items"
        caption={t('digital.bare')}
        columns={columnsOf(t, to)}
        rows={items.rows}
        page={items.page}
        rowKey={(row) => row.id}
        rowLabel={(row) => row.referenceCode}
        rowTo={to}
        bulkActions={(selection) =>
          selection.kind === 'rows' && selection.keys.length > 0 ? (
            <PrintButton forms={SEPARATORS} what={{ itemIds: selection.keys }} label={t('digital.printSeparators')} />
          ) : null
        }
        lead={<SearchBar placeholder={t('digital.bare')} withText={false} filters={filters} />}
        filters={describeFilters(params, filters)}
        clearTo={`/w/${slug}/digital/bare`}
        empty={<Empty icon="check" title={t('digital.bareNone')} text={t('digital.bareNoneText')} />}
      />
    </div>
  );
}
