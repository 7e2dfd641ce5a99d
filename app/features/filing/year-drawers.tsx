import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { ReasonDrawer } from '@/app/components/reason-drawer';
import { useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { PlanView } from '@/server/domain/filing/filing-plan';

/** 年度归档办结: says what it does before it is done. */
export const CloseDrawer = ({ plan, onClose, onDone }: { plan: PlanView; onClose: () => void; onDone: () => void }) => {
  const t = useText();
  const client = useWorkspaceClient();
  return (
    <FormDrawer<{ note?: string }>
      open
      onClose={onClose}
      title={t('filing.closePlan')}
      submitLabel={t('filing.closePlan')}
      fieldLabels={{ note: t('filing.closeNote') }}
      onSubmit={async ({ note }) => {
        await client.filing.closePlan.mutate({ year: plan.year, rowVersion: plan.plan?.rowVersion ?? 1, note });
        onDone();
      }}
    >
      <p className="lt-reason-effect">{t('filing.closeEffect')}</p>
      <FormField name="note" label={t('filing.closeNote')}>
        <textarea className="lt-input lt-textarea" rows={3} maxLength={500} />
      </FormField>
    </FormDrawer>
  );
};

/** 报送进度: hands the year up as it stands. */
export const ReleaseDrawer = (props: { year: number; onClose: () => void; onDone: (names: string) => void }) => {
  const t = useText();
  const client = useWorkspaceClient();
  return (
    <FormDrawer<{ note?: string }>
      open
      onClose={props.onClose}
      title={t('filing.releaseTitle')}
      submitLabel={t('filing.release')}
      fieldLabels={{ note: t('filing.releaseNote') }}
      onSubmit={async ({ note }, idempotencyKey) => {
        const { to } = await client.filing.releaseYear.mutate(
          { year: props.year, note },
          { context: { idempotencyKey } },
        );
        props.onDone(to.join(t('common.list')));
      }}
    >
      <p className="lt-reason-effect">{t('filing.releaseEffect')}</p>
      <FormField name="note" label={t('filing.releaseNote')}>
        <textarea className="lt-input lt-textarea" rows={3} maxLength={500} />
      </FormField>
    </FormDrawer>
  );
};

/** 重新打开 of a closed year. The reason goes up with it. */
export const ReopenDrawer = (props: { plan: PlanView; onClose: () => void; onDone: () => void }) => {
  const t = useText();
  const client = useWorkspaceClient();
  const { plan } = props;
  return (
    <ReasonDrawer
      open
      onClose={props.onClose}
      title={t('filing.reopen')}
      effect={t('filing.reopenEffect')}
      label={t('filing.reopenReason')}
      act={t('filing.reopen')}
      onSubmit={async (reason) => {
        await client.filing.reopenPlan.mutate({ year: plan.year, rowVersion: plan.plan?.rowVersion ?? 1, reason });
        props.onDone();
      }}
    />
  );
};
