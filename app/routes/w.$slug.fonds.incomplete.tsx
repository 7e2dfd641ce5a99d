import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useSearchParams } from '@remix-run/react';
import { type Column, DataTable } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Segments } from '@/app/components/segments';
import { Empty } from '@/app/components/state-block';
import { categoryName } from '@/app/features/archive/archive-labels';
import { useCategories } from '@/app/features/archive/use-categories';
import { ExportLink } from '@/app/features/digital/export-link';
import { FondsTabs } from '@/app/features/fonds/fonds-tabs';
import { incompleteOfParams, NONE } from '@/app/features/project/incomplete-params';
import { OfProject } from '@/app/features/project/of-project';
import { usePlaceFilters } from '@/app/features/project/place-filters';
import { missingText, phaseName } from '@/app/features/project/project-labels';
import { useLocale, useText } from '@/app/i18n/use-text';
import { formatNumber } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useWorkspace } from '@/app/lib/workspace';
import { PROJECT_PHASES } from '@/server/domain/archive/category-fields';
import { INCOMPLETE_KINDS, type IncompleteItem } from '@/server/domain/archive/incomplete';

export const handle: ScreenHandle = {
  crumbs: ({ params }, t) => [
    { label: t('fonds.title'), to: `/w/${params.slug}/fonds` },
    { label: t('project.incompleteTab') },
  ],
};

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const asked = { request, context };
  const { archive } = context.api.workspace(params.slug ?? '');
  const search = new URL(request.url).searchParams;
  const question = { ...incompleteOfParams(search), ...pageOfParams(search) };
  const [list, fonds] = await Promise.all([
    loadOrThrow(asked, archive.incomplete(question)),
    loadOrThrow(asked, archive.fonds()),
  ]);
  return { ...list, fonds };
};

const useColumns = (): Column<IncompleteItem>[] => {
  const t = useText();
  const locale = useLocale();
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
    { key: 'title', title: t('fonds.itemTitle'), render: (row) => row.title, truncate: true },
    { key: 'what', title: t('project.kinds'), render: (row) => missingText(row, t), width: '240px' },
    {
      key: 'category',
      title: t('project.category'),
      render: (row) => categoryName(row.category, words),
      width: '128px',
    },
    {
      key: 'year',
      title: t('project.year'),
      render: (row) => row.filingYear,
      numeric: true,
      sortable: true,
      width: '72px',
    },
    {
      key: 'pieces',
      title: t('project.insidePieces'),
      render: (row) => formatNumber(row.pieces),
      numeric: true,
      width: '88px',
    },
    { key: 'pages', title: t('project.pages'), render: (row) => formatNumber(row.pages), numeric: true, width: '72px' },
    {
      key: 'phase',
      title: t('project.phase'),
      render: (row) => (row.phase ? phaseName(row.phase, t, locale) : '—'),
      hiddenAtFirst: true,
    },
    {
      key: 'package',
      title: t('project.package'),
      render: (row) => row.contractPackage || '—',
      hiddenAtFirst: true,
    },
  ];
};

/** 待补清单 */
export default function Incomplete() {
  const t = useText();
  const locale = useLocale();
  const { rows, page, counts, fonds } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const { slug } = useWorkspace().tenant;
  const columns = useColumns();
  const filters: Filter[] = [
    ...usePlaceFilters(fonds),
    {
      name: 'phase',
      label: t('project.phase'),
      options: [
        ...PROJECT_PHASES.map(({ code }) => ({ value: code, label: phaseName(code, t, locale) })),
        { value: NONE, label: t('project.noPhase') },
      ],
    },
  ];
  const segments = [
    { value: '', label: t('project.incompleteAll'), count: counts.all },
    ...INCOMPLETE_KINDS.map((kind) => ({ value: kind, label: t(`project.kind_${kind}`), count: counts[kind] })),
  ];
  return (
    <div className="lt-page">
      <PageHeader
        title={t('project.incompleteTab')}
        lead={t('project.incompleteLead')}
        actions={<ExportLink procedure="archive.downloadIncomplete" input={incompleteOfParams(params)} />}
      />
      <FondsTabs />
      <OfProject />
      <div className="lt-section-head lt-scroll-x">
        <Segments name="kind" label={t('project.kinds')} segments={segments} />
      </div>
      <DataTable
        name="incomplete"
        caption={t('project.incompleteTab')}
        columns={columns}
        rows={rows}
        page={page}
        rowKey={(row) => row.id}
        rowLabel={(row) => row.referenceCode}
        rowTo={(row) => `/w/${slug}/archives/${row.id}`}
        lead={
          <SearchBar
            placeholder={t('project.incompleteSearch')}
            filters={filters}
            keep={['kind', 'project', 'package', ...(fonds.length > 1 ? [] : ['fonds'])]}
          />
        }
        filters={describeFilters(params, filters)}
        clearTo={`/w/${slug}/fonds/incomplete`}
        empty={<Empty icon="check" title={t('project.incompleteNone')} text={t('project.incompleteNoneText')} />}
      />
    </div>
  );
}
