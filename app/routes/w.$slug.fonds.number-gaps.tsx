import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useSearchParams } from '@remix-run/react';
import { type Column, DataTable } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, SearchBar } from '@/app/components/search-bar';
import { Segments } from '@/app/components/segments';
import { Empty } from '@/app/components/state-block';
import { countText } from '@/app/features/archive/count-text';
import { ExportLink } from '@/app/features/digital/export-link';
import { FondsTabs } from '@/app/features/fonds/fonds-tabs';
import { numberGapsOfParams } from '@/app/features/project/incomplete-params';
import { OfProject } from '@/app/features/project/of-project';
import { usePlaceFilters } from '@/app/features/project/place-filters';
import { projectPath } from '@/app/features/project/project-labels';
import { useText } from '@/app/i18n/use-text';
import { formatNumber } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useWorkspace } from '@/app/lib/workspace';
import { GAP_PLACES, type GapPlace, type NumberGap } from '@/server/domain/archive/incomplete';

export const handle: ScreenHandle = {
  crumbs: ({ params }, t) => [
    { label: t('fonds.title'), to: `/w/${params.slug}/fonds` },
    { label: t('project.gapsTab') },
  ],
};

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const asked = { request, context };
  const { archive } = context.api.workspace(params.slug ?? '');
  const search = new URL(request.url).searchParams;
  const question = { ...numberGapsOfParams(search), ...pageOfParams(search) };
  const [list, fonds] = await Promise.all([
    loadOrThrow(asked, archive.numberGaps(question)),
    loadOrThrow(asked, archive.fonds()),
  ]);
  return { ...list, fonds, of: question.of };
};

const useColumns = (of: GapPlace): Column<NumberGap>[] => {
  const t = useText();
  const { slug } = useWorkspace().tenant;
  return [
    {
      key: 'place',
      title: t(of === 'inside' ? 'project.gapVolume' : 'project.number'),
      render: (row) => (
        <Link to={row.volumeId ? `/w/${slug}/archives/${row.volumeId}` : projectPath(slug, { ...row, key: row.place })}>
          {row.place}
        </Link>
      ),
      sortable: true,
      width: '232px',
      onPhone: 'title',
    },
    {
      key: 'name',
      title: t(of === 'inside' ? 'fonds.itemTitle' : 'project.name'),
      render: (row) => row.name ?? '—',
      truncate: true,
    },
    {
      key: 'range',
      title: t('project.gapRange'),
      render: ({ from, to }) => (from === to ? String(from) : `${from}—${to}`),
      width: '120px',
    },
    {
      key: 'missing',
      title: t('project.gapCount'),
      render: (row) => formatNumber(row.missing),
      numeric: true,
      sortable: true,
      width: '88px',
    },
    {
      key: 'next',
      title: t('project.gapNext'),
      render: (row) => <Link to={`/w/${slug}/archives/${row.nextId}`}>{row.nextCode}</Link>,
      width: '232px',
    },
    { key: 'fonds', title: t('fonds.number'), render: (row) => row.fondsNumber, hiddenAtFirst: true },
  ];
};

/** 断号清单 */
export default function NumberGaps() {
  const t = useText();
  const { rows, page, fonds, of } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const { slug } = useWorkspace().tenant;
  const columns = useColumns(of);
  const filters = usePlaceFilters(fonds);
  return (
    <div className="lt-page">
      <PageHeader
        title={t('project.gapsTab')}
        lead={t('project.gapsLead')}
        count={countText(page.total, t)}
        actions={<ExportLink procedure="archive.downloadNumberGaps" input={numberGapsOfParams(params)} />}
      />
      <FondsTabs />
      <OfProject />
      <div className="lt-section-head lt-scroll-x">
        <Segments
          name="of"
          label={t('project.gapsOf')}
          segments={GAP_PLACES.map((value) => ({ value, label: t(`project.gapsOf_${value}`) }))}
        />
      </div>
      <DataTable
        name={`number-gaps-${of}`}
        caption={t('project.gapsTab')}
        columns={columns}
        rows={rows}
        page={page}
        rowKey={(row) => `${row.nextId} ${row.from}`}
        rowLabel={(row) => row.place}
        lead={
          <SearchBar
            placeholder={t('project.incompleteSearch')}
            filters={filters}
            keep={['of', 'project', ...(fonds.length > 1 ? [] : ['fonds'])]}
          />
        }
        filters={describeFilters(params, filters)}
        clearTo={`/w/${slug}/fonds/number-gaps`}
        empty={<Empty icon="check" title={t('project.gapsNone')} text={t(`project.gapsNone_${of}`)} />}
      />
    </div>
  );
}
