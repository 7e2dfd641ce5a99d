import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useSearchParams } from '@remix-run/react';
import { type Column, DataTable } from '@/app/components/data-table';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Segments } from '@/app/components/segments';
import { Empty } from '@/app/components/state-block';
import { categoryName } from '@/app/features/archive/archive-labels';
import { useCategories } from '@/app/features/archive/use-categories';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { formatNumber } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useWorkspace } from '@/app/lib/workspace';
import type { PersonRow } from '@/server/domain/archive/person-index';

export const handle: ScreenHandle = {
  crumbs: ({ params }, t) => [
    { label: t('archive.title'), to: `/w/${params.slug}/archives` },
    { label: t('search.peopleTitle') },
  ],
};

const questionOf = (search: URLSearchParams) => ({
  categoryCode: search.get('category')?.slice(0, 20) || undefined,
  q: search.get('q')?.trim().slice(0, 40) || undefined,
  place: search.get('place')?.slice(0, 500) || undefined,
});

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const { archive } = context.api.workspace(params.slug ?? '');
  const search = new URL(request.url).searchParams;
  return loadOrThrow({ request, context }, archive.people({ ...questionOf(search), ...pageOfParams(search) }));
};

/** One record opens itself; several are the answer of a search for this name at this place. */
const recordsOf = (row: PersonRow, slug: string): string => {
  if (row.itemId) {
    return `/w/${slug}/archives/${row.itemId}`;
  }
  const conditions = [
    { field: row.otherName ? 'details.spouseA' : 'details.personName', operator: 'equals', value: row.name },
    ...(row.otherName ? [{ field: 'details.spouseB', operator: 'equals', value: row.otherName }] : []),
    ...(row.placeField ? [{ field: `details.${row.placeField}`, operator: 'equals', value: row.place }] : []),
  ];
  return `/w/${slug}/search?${new URLSearchParams({ b: JSON.stringify({ join: 'and', conditions }) })}`;
};

const columnsOf = (t: Translate, slug: string): Column<PersonRow>[] => [
  {
    key: 'name',
    title: t('search.peopleName'),
    render: (row) => (
      <Link to={recordsOf(row, slug)}>
        {[row.name, row.otherName].filter(Boolean).join(t('common.list')) || t('search.peopleNameless')}
      </Link>
    ),
    width: '184px',
    onPhone: 'title',
  },
  { key: 'place', title: t('search.peoplePlace'), render: (row) => row.place || '—', truncate: true },
  {
    key: 'records',
    title: t('search.peopleRecords'),
    render: (row) => <Link to={recordsOf(row, slug)}>{formatNumber(row.records)}</Link>,
    numeric: true,
    width: '88px',
  },
  {
    key: 'pages',
    title: t('search.peoplePages'),
    render: (row) => formatNumber(row.pages),
    numeric: true,
    width: '88px',
    onPhone: 'hide',
  },
  {
    key: 'years',
    title: t('search.peopleYears'),
    render: (row) => (row.firstYear === row.lastYear ? String(row.firstYear) : `${row.firstYear}–${row.lastYear}`),
    width: '112px',
  },
  {
    key: 'code',
    title: t('archive.field_referenceCode'),
    render: (row) =>
      row.referenceCode ? (
        <span className="lt-code">{row.referenceCode}</span>
      ) : (
        <Link to={recordsOf(row, slug)}>{t('search.peopleAll')}</Link>
      ),
    width: '240px',
    onPhone: 'hide',
  },
];

export default function People() {
  const t = useText();
  const words = useCategories();
  const { rows, page, categories, categoryCode, places, needsName } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const { slug } = useWorkspace().tenant;
  const segments = categories.map((one) => ({
    value: one.categoryCode,
    label: categoryName(one.categoryCode, words),
    count: one.records,
  }));
  const filters: Filter[] =
    places.length > 0
      ? [
          {
            name: 'place',
            label: t('search.peoplePlace'),
            options: places.map(({ place, people }) => ({
              value: place,
              label: t('search.peoplePlaceCount', { place, n: people }),
            })),
          },
        ]
      : [];
  return (
    <div className="lt-page">
      <PageHeader
        title={t('search.peopleTitle')}
        lead={t('search.peopleLead')}
        actions={
          rows.length > 0 ? (
            <a className="lt-btn" href={downloadPath(slug, 'archive.downloadPeople', questionOf(params))} download>
              <Icon name="download" />
              <span>{t('search.peopleExport')}</span>
            </a>
          ) : null
        }
      />
      {segments.length > 0 ? (
        <div className="lt-section-head lt-scroll-x">
          <Segments name="category" label={t('search.peopleCategory')} segments={segments} />
        </div>
      ) : null}
      {needsName ? <p className="lt-note lt-note-info">{t('search.peoplePrivate')}</p> : null}
      <DataTable
        name="people"
        lead={
          categoryCode === null ? null : (
            <SearchBar placeholder={t('search.peopleSearch')} filters={filters} keep={['category']} />
          )
        }
        caption={t('search.peopleTitle')}
        columns={columnsOf(t, slug)}
        rows={rows}
        page={page}
        rowKey={(row) => `${row.place} ${row.name} ${row.otherName}`}
        rowLabel={(row) => row.name}
        rowTo={(row) => recordsOf(row, slug)}
        filters={needsName ? [] : describeFilters(params, filters)}
        clearTo={`/w/${slug}/archives/people${categoryCode ? `?category=${encodeURIComponent(categoryCode)}` : ''}`}
        empty={
          needsName ? (
            <Empty icon="users" title={t('search.peopleNameFirst')} text={t('search.peopleNameFirstText')} />
          ) : (
            <Empty icon="users" title={t('search.peopleEmpty')} text={t('search.peopleEmptyText')} />
          )
        }
      />
    </div>
  );
}
