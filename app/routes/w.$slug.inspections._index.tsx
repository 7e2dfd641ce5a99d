import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useNavigate, useSearchParams } from '@remix-run/react';
import { useEffect, useState } from 'react';
import { Button } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Segments } from '@/app/components/segments';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { useToast } from '@/app/components/toast';
import { CampaignFormDrawer } from '@/app/features/inspection/campaign-form-drawer';
import { inspectionColumns } from '@/app/features/inspection/inspection-columns';
import { CAMPAIGN_STATUS } from '@/app/features/inspection/inspection-labels';
import { InspectionTabs } from '@/app/features/inspection/inspection-tabs';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { downloadPath } from '@/app/lib/download';
import { formatNumber } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf, recentYears, yearOfParam } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useCan, useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { CampaignRowView } from '@/server/domain/inspection/campaign';
import type { InspectionRowView } from '@/server/domain/inspection/inspection';
import { CAMPAIGN_KINDS, CAMPAIGN_STATES, INSPECTION_STATES } from '@/server/domain/inspection/vocabulary';
import type { PageInfo } from '@/server/domain/shared/pagination';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('inspection.title') }] };

const campaignFilter = (search: URLSearchParams) => ({
  search: search.get('q') || undefined,
  year: yearOfParam(search.get('year')),
  kind: oneOf(CAMPAIGN_KINDS, search.get('kind')),
  state: oneOf(CAMPAIGN_STATES, search.get('state')),
});
const inspectionFilter = (search: URLSearchParams) => ({
  search: search.get('q') || undefined,
  state: oneOf(INSPECTION_STATES, search.get('state')),
});

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const search = new URL(request.url).searchParams;
  const api = context.api.workspace(params.slug ?? '').inspection;
  const page = pageOfParams(search);
  if (search.get('view') === 'mine') {
    const call = api.listInspections({ ...inspectionFilter(search), ...page, mine: true });
    return { view: 'mine' as const, ...(await loadOrThrow({ request, context }, call)) };
  }
  const call = api.listCampaigns({ ...campaignFilter(search), ...page });
  return { view: 'campaigns' as const, ...(await loadOrThrow({ request, context }, call)) };
};

const campaignFilters = (t: Translate, today: string): Filter[] => [
  {
    name: 'year',
    label: t('inspection.year'),
    options: recentYears(today).map((year) => ({
      value: String(year),
      label: t('inspection.yearOption', { year: String(year) }),
    })),
  },
  {
    name: 'kind',
    label: t('inspection.kind'),
    options: CAMPAIGN_KINDS.map((kind) => ({ value: kind, label: t(`inspection.kind_${kind}`) })),
  },
  {
    name: 'state',
    label: t('inspection.state'),
    options: CAMPAIGN_STATES.map((state) => ({ value: state, label: t(`inspection.campaignState_${state}`) })),
  },
];
const inspectionFilters = (t: Translate): Filter[] => [
  {
    name: 'state',
    label: t('inspection.state'),
    options: INSPECTION_STATES.filter((state) => state !== 'drawn').map((state) => ({
      value: state,
      label: t(`inspection.state_${state}`),
    })),
  },
];

const campaignColumns = (t: Translate, base: string): Column<CampaignRowView>[] => [
  {
    key: 'title',
    title: t('inspection.campaignTitle'),
    render: (campaign) => <Link to={`${base}/${campaign.id}`}>{campaign.title}</Link>,
    truncate: true,
    onPhone: 'title',
  },
  {
    key: 'state',
    title: t('inspection.state'),
    render: (campaign) => (
      <Status kind={CAMPAIGN_STATUS[campaign.state]}>{t(`inspection.campaignState_${campaign.state}`)}</Status>
    ),
    width: '104px',
  },
  {
    key: 'kind',
    title: t('inspection.kind'),
    render: (campaign) => t(`inspection.kind_${campaign.kind}`),
    width: '104px',
  },
  {
    key: 'round',
    title: t('inspection.year'),
    render: (campaign) => t('inspection.round', { year: String(campaign.year), n: campaign.roundNumber }),
    width: '136px',
  },
  {
    key: 'subject',
    title: t('inspection.subjectKind'),
    render: (campaign) => t(`tenancy.kind_${campaign.subjectKind}`),
    width: '104px',
  },
  {
    key: 'done',
    title: t('inspection.unitsDone'),
    render: (campaign) => t('inspection.unitsDoneValue', { done: campaign.closedCount, all: campaign.unitCount }),
    numeric: true,
    width: '96px',
  },
  {
    key: 'open',
    title: t('inspection.openFindings'),
    render: (campaign) => formatNumber(campaign.openFindings),
    numeric: true,
    width: '88px',
  },
  {
    key: 'noticed',
    title: t('inspection.noticeOn'),
    render: (campaign) => campaign.noticeOn ?? '—',
    width: '112px',
  },
];

const CampaignTable = ({ rows, page }: { rows: CampaignRowView[]; page: PageInfo }) => {
  const t = useText();
  const [params] = useSearchParams();
  const base = `/w/${useWorkspace().tenant.slug}/inspections`;
  const filters = campaignFilters(t, useToday());
  return (
    <>
      <SearchBar placeholder={t('inspection.searchCampaigns')} filters={filters} />
      <DataTable
        name="campaigns"
        caption={t('inspection.campaignsCaption')}
        columns={campaignColumns(t, base)}
        rows={rows}
        page={page}
        rowKey={(campaign) => campaign.id}
        rowLabel={(campaign) => campaign.title}
        rowTo={(campaign) => `${base}/${campaign.id}`}
        filters={describeFilters(params, filters)}
        empty={<Empty icon="clip" title={t('inspection.emptyCampaigns')} text={t('inspection.emptyCampaignsText')} />}
      />
    </>
  );
};

const MineTable = ({ rows, page }: { rows: InspectionRowView[]; page: PageInfo }) => {
  const t = useText();
  const [params] = useSearchParams();
  const base = `/w/${useWorkspace().tenant.slug}/inspections`;
  const filters = inspectionFilters(t);
  const to = (row: InspectionRowView) => `${base}/${row.campaignId}/${row.id}`;
  return (
    <>
      <SearchBar placeholder={t('inspection.searchInspections')} filters={filters} keep={['view']} />
      <DataTable
        name="my-inspections"
        caption={t('inspection.inspectionsCaption')}
        columns={inspectionColumns(t, to)}
        rows={rows}
        page={page}
        rowKey={(row) => row.id}
        rowLabel={(row) => row.subjectName}
        rowTo={to}
        filters={describeFilters(params, filters)}
        clearTo="?view=mine"
        empty={
          <Empty icon="clip" title={t('inspection.emptyInspections')} text={t('inspection.emptyInspectionsText')} />
        }
      />
    </>
  );
};

const CreateCampaign = ({ open, onClose }: { open: boolean; onClose: () => void }) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const navigate = useNavigate();
  const { slug } = useWorkspace().tenant;
  return (
    <CampaignFormDrawer
      open={open}
      onClose={onClose}
      initialValues={{
        kind: 'enforcement',
        subjectKind: 'township',
        checklistCode: 'checklist_town',
        selectedBy: 'random',
      }}
      onSubmit={async (values, idempotencyKey) => {
        const { id } = await client.inspection.createCampaign.mutate(values, { context: { idempotencyKey } });
        toast({ text: t('inspection.campaignCreated') });
        // The next step of planning is to choose units: its form is open already.
        navigate(`/w/${slug}/inspections/${id}?new=1`);
      }}
    />
  );
};

const ExportLink = ({ view }: { view: 'mine' | 'campaigns' }) => {
  const t = useText();
  const [params] = useSearchParams();
  const { slug } = useWorkspace().tenant;
  const href =
    view === 'mine'
      ? downloadPath(slug, 'inspection.downloadInspections', { ...inspectionFilter(params), mine: true })
      : downloadPath(slug, 'inspection.downloadCampaigns', campaignFilter(params));
  return (
    <a className="lt-btn" href={href} download>
      <Icon name="download" />
      <span>{t(view === 'mine' ? 'inspection.exportInspections' : 'inspection.exportCampaigns')}</span>
    </a>
  );
};

export default function Inspections() {
  const t = useText();
  const data = useLoaderData<typeof loader>();
  const [params, setParams] = useSearchParams();
  const canPlan = useCan('inspection.plan');
  const [creating, setCreating] = useState(params.get('new') === '1');
  // The address asks once: going back to it later must not open the form again.
  useEffect(() => {
    if (params.has('new')) {
      setParams(
        (before) => {
          before.delete('new');
          return before;
        },
        { replace: true, preventScrollReset: true },
      );
    }
  }, [params, setParams]);
  return (
    <div className="lt-page">
      <PageHeader
        title={t('inspection.title')}
        lead={t('inspection.lead')}
        actions={
          <>
            <ExportLink view={data.view} />
            {canPlan ? (
              <Button look="primary" icon="plus" onClick={() => setCreating(true)}>
                {t('inspection.createCampaign')}
              </Button>
            ) : null}
          </>
        }
      />
      <InspectionTabs />
      <div className="lt-section-head">
        <Segments
          name="view"
          label={t('inspection.title')}
          segments={[
            { value: 'campaigns', label: t('inspection.viewCampaigns') },
            { value: 'mine', label: t('inspection.viewMine') },
          ]}
        />
      </div>
      {data.view === 'mine' ? (
        <MineTable rows={data.rows} page={data.page} />
      ) : (
        <CampaignTable rows={data.rows} page={data.page} />
      )}
      <CreateCampaign open={creating} onClose={() => setCreating(false)} />
    </div>
  );
}
