import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { DataTable } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { ReasonDrawer } from '@/app/components/reason-drawer';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { useToast } from '@/app/components/toast';
import { AskSelfCheck } from '@/app/features/checklist/ask-self-check';
import { CoverAllDrawer, NameUnitsDrawer } from '@/app/features/inspection/choose-drawers';
import { DrawDrawer } from '@/app/features/inspection/draw-drawer';
import { DrawRecord } from '@/app/features/inspection/draw-record';
import { inspectionColumns } from '@/app/features/inspection/inspection-columns';
import { CAMPAIGN_STATUS } from '@/app/features/inspection/inspection-labels';
import { JointPeopleDrawer } from '@/app/features/inspection/joint-people';
import { NoticeDrawer } from '@/app/features/inspection/notice-drawer';
import { useText } from '@/app/i18n/use-text';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { useNewAsked } from '@/app/lib/use-new-asked';
import { useCan, useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { CampaignInspectionView, CampaignView, PoolPreview } from '@/server/domain/inspection/campaign';

interface Data {
  campaign: CampaignView;
  pool: PoolPreview | null;
}

export const handle: ScreenHandle<Data> = {
  crumbs: ({ data, params }, t) => [
    { label: t('inspection.title'), to: `/w/${params.slug}/inspections` },
    { label: data?.campaign.title ?? '' },
  ],
};

export const loader = async ({ request, context, params }: LoaderFunctionArgs): Promise<Data> => {
  const { slug = '', campaignId = '' } = params;
  const api = context.api.workspace(slug);
  const campaign = await loadOrThrow({ request, context }, api.inspection.campaignById({ campaignId }));
  const { permissions } = await loadOrThrow({ request, context }, api.workspace.current());
  const mayDraw = campaign.state === 'planned' && permissions.includes('inspection.plan');
  const pool = mayDraw ? await loadOrThrow({ request, context }, api.inspection.pool({ campaignId })) : null;
  return { campaign, pool };
};

type Step = 'draw' | 'all' | 'name' | 'notice' | 'joint' | 'cancel';
const CHOICE = {
  random: { step: 'draw', label: 'inspection.draw' },
  all: { step: 'all', label: 'inspectionPlan.coverAll' },
  named: { step: 'name', label: 'inspection.nameUnits' },
} as const;

/** A unit is asked once its notice is out, and not after its inspection has ended. */
const mayAsk = (campaign: CampaignView): boolean => campaign.state === 'noticed' || campaign.state === 'inspecting';

const Actions = ({ campaign, onStep }: { campaign: CampaignView; onStep: (step: Step) => void }) => {
  const t = useText();
  const mayCancel = campaign.state === 'planned' || campaign.state === 'drawn';
  return (
    <>
      {mayAsk(campaign) ? <AskSelfCheck campaignId={campaign.id} /> : null}
      {mayCancel ? <Button onClick={() => onStep('cancel')}>{t('inspection.cancelCampaign')}</Button> : null}
      {mayCancel && campaign.jointPartners.length > 0 ? (
        <Button icon="users" onClick={() => onStep('joint')}>
          {t('inspection.jointPeople')}
        </Button>
      ) : null}
      {campaign.state === 'planned' ? (
        <Button look="primary" icon="hash" onClick={() => onStep(CHOICE[campaign.selectedBy].step)}>
          {t(CHOICE[campaign.selectedBy].label)}
        </Button>
      ) : null}
      {campaign.state === 'drawn' ? (
        <Button look="primary" icon="send" onClick={() => onStep('notice')}>
          {t('inspection.sendNotices')}
        </Button>
      ) : null}
    </>
  );
};

const Steps = ({ data, step, onClose }: { data: Data; step: Step | null; onClose: () => void }) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const { campaign, pool } = data;
  const shared = { campaign, onClose, onDone: revalidate };
  return (
    <>
      {pool ? (
        <>
          <DrawDrawer {...shared} pool={pool} open={step === 'draw'} />
          <CoverAllDrawer {...shared} pool={pool} open={step === 'all'} />
          <NameUnitsDrawer {...shared} pool={pool} open={step === 'name'} />
        </>
      ) : null}
      <NoticeDrawer {...shared} open={step === 'notice'} />
      <JointPeopleDrawer {...shared} key={campaign.jointPeople.length} open={step === 'joint'} />
      <ReasonDrawer
        open={step === 'cancel'}
        onClose={onClose}
        title={t('inspection.cancelCampaign')}
        effect={t('inspection.cancelEffect')}
        label={t('inspection.cancelReason')}
        act={t('inspection.cancelCampaign')}
        onSubmit={async (reason) => {
          await client.inspection.cancelCampaign.mutate({ campaignId: campaign.id, reason });
          toast({ text: t('inspection.campaignCancelled') });
          revalidate();
        }}
      />
    </>
  );
};

const Pool = ({ pool, campaign }: { pool: PoolPreview; campaign: CampaignView }) => {
  const t = useText();
  return (
    <section className="lt-section" aria-label={t('inspection.pool')}>
      <h2>{t('inspection.pool')}</h2>
      <p className="lt-2">
        {t('inspection.poolLead', {
          kind: [campaign.subjectKind, ...campaign.furtherKinds]
            .map((kind) => t(`tenancy.kind_${kind}`))
            .join(t('common.list')),
          units: pool.units.length,
          inspectors: pool.inspectors.length,
        })}
      </p>
      {pool.units.length === 0 ? (
        <p>{t('inspection.poolEmpty')}</p>
      ) : (
        <ul className="lt-pool">
          {pool.units.map((unit) => (
            <li key={unit.slug}>{unit.name}</li>
          ))}
        </ul>
      )}
    </section>
  );
};

/** Before the notices are out there is no inspection yet: the drawn units stand in a list. */
const Drawn = ({ campaign }: { campaign: CampaignView }) => {
  const t = useText();
  return (
    <section className="lt-section" aria-label={t('inspection.units')}>
      <h2>{t('inspection.units')}</h2>
      <ul className="lt-pool">
        {campaign.drawn?.units.map((unit) => (
          <li key={unit.slug}>
            <span className="lt-strong">{unit.name}</span>{' '}
            <span className="lt-2">{unit.inspectors.map((person) => person.name).join(t('common.list'))}</span>
          </li>
        ))}
      </ul>
    </section>
  );
};

const Inspections = ({ campaign }: { campaign: CampaignView }) => {
  const t = useText();
  const { slug } = useWorkspace().tenant;
  const to = (row: CampaignInspectionView) => `/w/${slug}/inspections/${campaign.id}/${row.id}`;
  return (
    <DataTable
      name="campaign-units"
      caption={t('inspection.unitsCaption')}
      columns={inspectionColumns(t, to)}
      rows={campaign.inspections}
      page={{ nextCursor: null, previousCursor: null, total: campaign.inspections.length }}
      rowKey={(row) => row.id}
      rowLabel={(row) => row.subjectName}
      rowTo={to}
      empty={<Empty icon="clip" title={t('inspection.emptyInspections')} />}
    />
  );
};

export default function Campaign() {
  const t = useText();
  const data = useLoaderData<typeof loader>();
  const { campaign, pool } = data;
  const canPlan = useCan('inspection.plan');
  const [step, setStep] = useState<Step | null>(null);
  useNewAsked(canPlan && (pool?.units.length ?? 0) > 0, () => setStep(CHOICE[campaign.selectedBy].step));
  const lead = [
    t(`inspection.kind_${campaign.kind}`),
    t('inspection.round', { year: String(campaign.year), n: campaign.roundNumber }),
    t(`inspection.selectedBy_${campaign.selectedBy}`),
    campaign.checklistName,
    ...(campaign.theme ? [t(`inspectionPlan.theme_${campaign.theme}`)] : []),
    ...campaign.jointPartners,
    ...campaign.jointPeople.map((person) => person.name),
    campaign.planLine
      ? t('inspectionPlan.ofPlan', { plan: campaign.planLine.planTitle })
      : t('inspectionPlan.outsidePlan'),
  ];
  return (
    <div className="lt-page">
      <PageHeader
        title={campaign.title}
        lead={
          <>
            <Status kind={CAMPAIGN_STATUS[campaign.state]}>{t(`inspection.campaignState_${campaign.state}`)}</Status>
            {`${t('common.comma')}${lead.join(t('common.comma'))}`}
          </>
        }
        actions={canPlan ? <Actions campaign={campaign} onStep={setStep} /> : undefined}
      />
      {campaign.inspections.length > 0 ? <Inspections campaign={campaign} /> : null}
      {campaign.inspections.length === 0 && campaign.drawn ? <Drawn campaign={campaign} /> : null}
      {pool ? <Pool pool={pool} campaign={campaign} /> : null}
      <DrawRecord campaign={campaign} />
      <Steps data={data} step={step} onClose={() => setStep(null)} />
    </div>
  );
}
