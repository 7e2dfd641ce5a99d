import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useSearchParams } from '@remix-run/react';
import { type Column, DataTable } from '@/app/components/data-table';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import { type Categories, categoryName } from '@/app/features/archive/archive-labels';
import { useCategories } from '@/app/features/archive/use-categories';
import { wholePage } from '@/app/features/fonds/fonds-labels';
import { FondsTabs } from '@/app/features/fonds/fonds-tabs';
import { Missing } from '@/app/features/project/missing';
import { projectName, projectPath, spanText } from '@/app/features/project/project-labels';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { formatNumber } from '@/app/lib/format';
import { isUuid } from '@/app/lib/is-uuid';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { useWorkspace } from '@/app/lib/workspace';
import { PROJECT_SORTS, type ProjectRow } from '@/server/domain/archive/project';

export const handle: ScreenHandle = {
  crumbs: ({ params }, t) => [
    { label: t('fonds.title'), to: `/w/${params.slug}/fonds` },
    { label: t('project.title') },
  ],
};

const questionOf = (search: URLSearchParams) => {
  const fonds = search.get('fonds') ?? '';
  return {
    fondsId: isUuid(fonds) ? fonds : undefined,
    q: search.get('q')?.trim().slice(0, 100) || undefined,
    sort: oneOf(PROJECT_SORTS, search.get('sort')) ?? ('code' as const),
  };
};

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const asked = { request, context };
  const { archive } = context.api.workspace(params.slug ?? '');
  const search = new URL(request.url).searchParams;
  const [rows, fonds] = await Promise.all([
    loadOrThrow(asked, archive.projects(questionOf(search))),
    loadOrThrow(asked, archive.fonds()),
  ]);
  return { rows, fonds };
};

const columnsOf = (t: Translate, slug: string, words: Categories): Column<ProjectRow>[] => {
  const count = (key: 'volumes' | 'pieces' | 'pages' | 'phases' | 'packages', width: string): Column<ProjectRow> => ({
    key,
    title: t(`project.${key}`),
    render: (row) => formatNumber(row[key]),
    numeric: true,
    sortable: key === 'volumes',
    width,
  });
  return [
    {
      key: 'code',
      title: t('project.number'),
      render: (row) => <Link to={projectPath(slug, row)}>{row.key || t('project.noProject')}</Link>,
      sortable: true,
      width: '128px',
      onPhone: 'title',
    },
    {
      key: 'name',
      title: t('project.name'),
      render: (row) => <span title={projectName(row, t)}>{row.name ?? '—'}</span>,
      sortable: true,
      truncate: true,
    },
    {
      key: 'category',
      title: t('fonds.category'),
      render: (row) => categoryName(row.subcategoryCode ? `KJ·${row.subcategoryCode}` : 'KJ', words),
      width: '128px',
    },
    { key: 'fonds', title: t('fonds.number'), render: (row) => row.fondsNumber, width: '80px', hiddenAtFirst: true },
    count('phases', '72px'),
    count('packages', '72px'),
    count('volumes', '80px'),
    count('pieces', '80px'),
    count('pages', '88px'),
    { key: 'to', title: t('project.span'), render: (row) => spanText(row), sortable: true, width: '200px' },
    {
      key: 'missing',
      title: t('project.missing'),
      render: ({ fondsId, subcategoryCode, key, ...line }) => (
        <Missing line={line} project={{ fondsId, subcategoryCode, key }} />
      ),
      width: '240px',
    },
  ];
};

export default function Projects() {
  const t = useText();
  const words = useCategories();
  const { rows, fonds } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const { slug } = useWorkspace().tenant;
  const filters: Filter[] =
    fonds.length > 1
      ? [
          {
            name: 'fonds',
            label: t('project.fonds'),
            options: fonds.map((one) => ({ value: one.id, label: `${one.number} ${one.name}` })),
          },
        ]
      : [];
  return (
    <div className="lt-page">
      <PageHeader title={t('project.title')} lead={t('project.lead')} />
      <FondsTabs />
      <DataTable
        name="projects"
        caption={t('project.title')}
        columns={columnsOf(t, slug, words)}
        rows={rows}
        page={wholePage(rows.length)}
        rowKey={(row) => `${row.fondsId} ${row.subcategoryCode} ${row.key}`}
        rowLabel={(row) => projectName(row, t)}
        rowTo={(row) => projectPath(slug, row)}
        lead={<SearchBar placeholder={t('project.search')} filters={filters} />}
        filters={describeFilters(params, filters)}
        clearTo={`/w/${slug}/fonds/projects`}
        tools={
          <a className="lt-btn" href={downloadPath(slug, 'archive.downloadProjects', questionOf(params))} download>
            <Icon name="download" />
            <span>{t('project.export')}</span>
          </a>
        }
        empty={<Empty icon="box" title={t('project.empty')} text={t('project.emptyText')} />}
      />
    </div>
  );
}
