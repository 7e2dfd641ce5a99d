import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useNavigate, useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { Confirm } from '@/app/components/confirm';
import { FactList } from '@/app/components/fact-list';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { PageHeader } from '@/app/components/page-header';
import { ReasonDrawer } from '@/app/components/reason-drawer';
import { Status } from '@/app/components/status';
import { useToast } from '@/app/components/toast';
import { PlanFormDrawer } from '@/app/features/inspection/plan-form-drawers';
import { PLAN_STATUS } from '@/app/features/inspection/plan-labels';
import { PlanLineDrawer } from '@/app/features/inspection/plan-line-drawer';
import { type LineStep, PlanLines } from '@/app/features/inspection/plan-lines';
import { useText } from '@/app/i18n/use-text';
import { formatIsoDateTime } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { useCan, useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { PlanLineView, PlanView } from '@/server/domain/inspection/plan';
import { planIsOpen } from '@/server/domain/inspection/plan-vocabulary';

export const handle: ScreenHandle<PlanView> = {
  crumbs: ({ data, params }, t) => [
    { label: t('inspectionPlan.title'), to: `/w/${params.slug}/inspection-plans` },
    { label: data?.title ?? '' },
  ],
};

export const loader = ({ request, context, params }: LoaderFunctionArgs): Promise<PlanView> => {
  const { slug = '', planId = '' } = params;
  return loadOrThrow({ request, context }, context.api.workspace(slug).inspectionPlan.byId({ planId }));
};

type PlanStep = 'edit' | 'addLine' | 'submit' | 'approve' | 'return';
type Layer = { step: PlanStep; line?: undefined } | { step: LineStep; line: PlanLineView } | null;

const byOn = (name: string | null, at: string | null, t: ReturnType<typeof useText>): string | null =>
  name && at ? t('inspectionPlan.byOn', { name, time: formatIsoDateTime(at) }) : null;

const Decisions = ({ plan, layer, onClose }: { plan: PlanView; layer: Layer; onClose: () => void }) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const planId = plan.id;
  const done = (text: string) => {
    toast({ text });
    onClose();
    revalidate();
  };
  return (
    <>
      <Confirm
        open={layer?.step === 'submit'}
        onClose={onClose}
        title={t('inspectionPlan.submitTitle')}
        effect={t('inspectionPlan.submitEffect')}
        act={t('inspectionPlan.submit')}
        onConfirm={async () => {
          await client.inspectionPlan.submit.mutate({ planId });
          done(t('inspectionPlan.submitted'));
        }}
      />
      <FormDrawer<{ opinion?: string }>
        open={layer?.step === 'approve'}
        onClose={onClose}
        title={t('inspectionPlan.approveTitle')}
        submitLabel={t('inspectionPlan.approve')}
        onSubmit={async ({ opinion }) => {
          await client.inspectionPlan.decide.mutate({ planId, decision: 'approve', opinion: opinion || undefined });
          done(t('inspectionPlan.approved'));
        }}
      >
        <p className="lt-note">{t('inspectionPlan.approveEffect')}</p>
        <FormField name="opinion" label={t('inspectionPlan.opinion')}>
          <textarea className="lt-input lt-textarea" rows={3} maxLength={1000} />
        </FormField>
      </FormDrawer>
      <ReasonDrawer
        open={layer?.step === 'return'}
        onClose={onClose}
        title={t('inspectionPlan.giveBackTitle')}
        effect={t('inspectionPlan.giveBackEffect')}
        label={t('inspectionPlan.opinion')}
        act={t('inspectionPlan.giveBack')}
        onSubmit={async (opinion) => {
          await client.inspectionPlan.decide.mutate({ planId, decision: 'return', opinion });
          done(t('inspectionPlan.givenBack'));
        }}
      />
    </>
  );
};

const LineSteps = ({ plan, layer, onClose }: { plan: PlanView; layer: Layer; onClose: () => void }) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const navigate = useNavigate();
  const { revalidate } = useRevalidator();
  const { slug } = useWorkspace().tenant;
  const line = layer?.line;
  return (
    <>
      {layer?.step === 'addLine' || (layer?.step === 'edit' && line) ? (
        <PlanLineDrawer open planId={plan.id} line={line} onClose={onClose} onDone={revalidate} />
      ) : null}
      {layer?.step === 'edit' && !line ? (
        <PlanFormDrawer open plan={plan} onClose={onClose} onDone={revalidate} />
      ) : null}
      <Confirm
        open={layer?.step === 'remove'}
        onClose={onClose}
        title={t('inspectionPlan.removeLine')}
        effect={t('inspectionPlan.removeLineEffect', { title: line?.title ?? '' })}
        act={t('inspectionPlan.removeLine')}
        onConfirm={async () => {
          await client.inspectionPlan.removeLine.mutate({ lineId: line?.id ?? '' });
          toast({ text: t('inspectionPlan.lineRemoved') });
          onClose();
          revalidate();
        }}
      />
      {layer?.step === 'start' && line ? (
        <FormDrawer<{ title: string }>
          open
          onClose={onClose}
          title={t('inspectionPlan.startTitle')}
          submitLabel={t('inspectionPlan.start')}
          initialValues={{ title: line.title }}
          fieldLabels={{ title: t('inspection.campaignTitle') }}
          onSubmit={async ({ title }, idempotencyKey) => {
            const input = { lineId: line.id, title };
            const { id } = await client.inspectionPlan.startCampaign.mutate(input, { context: { idempotencyKey } });
            toast({ text: t('inspectionPlan.started') });
            navigate(`/w/${slug}/inspections/${id}?new=1`);
          }}
        >
          <p className="lt-note">{t('inspectionPlan.startEffect')}</p>
          <FormField name="title" label={t('inspection.campaignTitle')} required>
            <input className="lt-input" maxLength={200} />
          </FormField>
        </FormDrawer>
      ) : null}
    </>
  );
};

const Actions = ({ plan, onStep }: { plan: PlanView; onStep: (step: PlanStep) => void }) => {
  const t = useText();
  const canPlan = useCan('inspection.plan');
  if (plan.mayDecide) {
    return (
      <>
        <Button onClick={() => onStep('return')}>{t('inspectionPlan.giveBack')}</Button>
        <Button look="primary" icon="check" onClick={() => onStep('approve')}>
          {t('inspectionPlan.approve')}
        </Button>
      </>
    );
  }
  if (!canPlan || !planIsOpen(plan.state)) return null;
  return (
    <>
      <Button onClick={() => onStep('edit')}>{t('inspectionPlan.edit')}</Button>
      <Button icon="plus" onClick={() => onStep('addLine')}>
        {t('inspectionPlan.addLine')}
      </Button>
      {plan.lines > 0 ? (
        <Button look="primary" icon="send" onClick={() => onStep('submit')}>
          {t('inspectionPlan.submit')}
        </Button>
      ) : null}
    </>
  );
};

export default function InspectionPlan() {
  const t = useText();
  const plan = useLoaderData<typeof loader>();
  const [canPlan, canApprove] = [useCan('inspection.plan'), useCan('inspection.approve')];
  const [layer, setLayer] = useState<Layer>(null);
  const close = () => setLayer(null);
  const stepsOf = (line: PlanLineView): LineStep[] => {
    if (!canPlan) return [];
    if (planIsOpen(plan.state)) return ['edit', 'remove'];
    return plan.state === 'approved' && line.campaigns.length < line.rounds ? ['start'] : [];
  };
  return (
    <div className="lt-page">
      <PageHeader
        title={plan.title}
        lead={<Status kind={PLAN_STATUS[plan.state]}>{t(`inspectionPlan.state_${plan.state}`)}</Status>}
        actions={<Actions plan={plan} onStep={(step) => setLayer({ step })} />}
      />
      {plan.state === 'returned' ? (
        <p className="lt-note">{t('inspectionPlan.returnedNote', { opinion: plan.opinion ?? '' })}</p>
      ) : null}
      {plan.state === 'submitted' && canApprove && !plan.mayDecide ? (
        <p className="lt-note">{t('inspectionPlan.ownPlan')}</p>
      ) : null}
      <FactList
        facts={[
          [t('inspectionPlan.year'), String(plan.year)],
          [t('inspectionPlan.basis'), plan.basis],
          [t('inspectionPlan.createdBy'), byOn(plan.createdByName, plan.createdAt, t)],
          [t('inspectionPlan.submittedAt'), byOn(plan.submittedByName, plan.submittedAt, t)],
          [t('inspectionPlan.decidedBy'), byOn(plan.decidedByName, plan.decidedAt, t)],
          [t('inspectionPlan.opinion'), plan.state === 'approved' ? plan.opinion : null],
        ]}
      />
      <PlanLines lines={plan.planLines} stepsOf={stepsOf} onStep={(step, line) => setLayer({ step, line })} />
      <LineSteps plan={plan} layer={layer} onClose={close} />
      <Decisions plan={plan} layer={layer} onClose={close} />
    </div>
  );
}
