import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useNavigate, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { SITE_STATUS } from '@/app/features/guidance/guidance-labels';
import { AddSiteDrawer } from '@/app/features/guidance/site-drawers';
import { SectionTabs } from '@/app/features/shell/section-tabs';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { formatNumber } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useCan, useWorkspace } from '@/app/lib/workspace';
import type { SiteRowView } from '@/server/domain/guidance/demonstration-site';
import { SITE_KINDS, SITE_STAGES, USUAL_CRITERIA } from '@/server/domain/guidance/guidance-vocabulary';

export const handle: ScreenHandle = {
  crumbs: ({ params }, t) => [
    { label: t('guidance.title'), to: `/w/${params.slug}/guidance` },
    { label: t('guidance.sitesTitle') },
  ],
};

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const asked = { request, context };
  const search = new URL(request.url).searchParams;
  const { guidance, demonstration } = context.api.workspace(params.slug ?? '');
  const filter = {
    q: search.get('q') || undefined,
    kind: oneOf(SITE_KINDS, search.get('kind')),
    stage: oneOf(SITE_STAGES, search.get('stage')),
  };
  const list = await loadOrThrow(asked, demonstration.list({ ...filter, ...pageOfParams(search) }));
  return { ...list, units: await loadOrThrow(asked, guidance.units()) };
};

const columnsOf = (t: Translate, base: string): Column<SiteRowView>[] => [
  {
    key: 'name',
    title: t('guidance.siteName'),
    render: (site) => <Link to={`${base}/${site.id}`}>{site.name}</Link>,
    onPhone: 'title',
  },
  { key: 'kind', title: t('guidance.siteKind'), render: (site) => t(`guidance.site_${site.kind}`), width: '112px' },
  { key: 'township', title: t('guidance.township'), render: (site) => site.townshipName, width: '160px' },
  {
    key: 'criteria',
    title: t('guidance.criteria'),
    render: (site) =>
      site.criteriaCount === 0 ? '—' : t('guidance.ofTarget', { done: site.met, all: site.criteriaCount }),
    numeric: true,
    width: '104px',
  },
  {
    key: 'guided',
    title: t('guidance.times'),
    render: (site) => formatNumber(site.guided),
    numeric: true,
    width: '104px',
  },
  {
    key: 'visits',
    title: t('guidance.siteVisits'),
    render: (site) => formatNumber(site.visits),
    numeric: true,
    width: '104px',
  },
  { key: 'formed', title: t('guidance.formedOn'), render: (site) => site.formedOn ?? '—', width: '112px' },
  {
    key: 'stage',
    title: t('guidance.stage'),
    render: (site) => <Status kind={SITE_STATUS[site.stage]}>{t(`guidance.stage_${site.stage}`)}</Status>,
    width: '112px',
  },
];

/** 示范创建: model villages and observation sites. */
export default function Sites() {
  const t = useText();
  const navigate = useNavigate();
  const { rows, page, units } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const base = `/w/${useWorkspace().tenant.slug}/guidance/sites`;
  const canRegister = useCan('guidance.register');
  const [adding, setAdding] = useState(false);
  const filters: Filter[] = [
    {
      name: 'kind',
      label: t('guidance.siteKind'),
      options: SITE_KINDS.map((value) => ({ value, label: t(`guidance.site_${value}`) })),
    },
    {
      name: 'stage',
      label: t('guidance.stage'),
      options: SITE_STAGES.map((value) => ({ value, label: t(`guidance.stage_${value}`) })),
    },
  ];
  return (
    <div className="lt-page">
      <PageHeader
        title={t('guidance.sitesTitle')}
        lead={t('guidance.sitesLead')}
        actions={
          canRegister ? (
            <Button look="primary" icon="plus" onClick={() => setAdding(true)}>
              {t('guidance.addSite')}
            </Button>
          ) : null
        }
      />
      <SectionTabs of="guidance" />
      <SearchBar placeholder={t('guidance.searchSite')} filters={filters} />
      <DataTable
        name="demonstration-sites"
        caption={t('guidance.sitesTitle')}
        columns={columnsOf(t, base)}
        rows={rows}
        page={page}
        rowKey={(site) => site.id}
        rowLabel={(site) => site.name}
        rowTo={(site) => `${base}/${site.id}`}
        filters={describeFilters(params, filters)}
        empty={<Empty icon="flag" title={t('guidance.sitesEmpty')} text={t('guidance.sitesEmptyText')} />}
      />
      {adding ? (
        <AddSiteDrawer
          units={units}
          usualCriteria={USUAL_CRITERIA}
          onClose={() => setAdding(false)}
          onDone={(siteId) => navigate(`${base}/${siteId}`)}
        />
      ) : null}
    </div>
  );
}
