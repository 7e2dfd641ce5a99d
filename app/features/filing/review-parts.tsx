import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { Status } from '@/app/components/status';
import { useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { ReviewRow, ReviewView } from '@/server/domain/filing/retention-schedule';

const KINDS = { approve: 'done', return: 'attention' } as const;

export const DecisionStatus = ({ decision }: Pick<ReviewRow, 'decision'>) => {
  const t = useText();
  return decision === null ? (
    <Status kind="live">{t('filing.decision_none')}</Status>
  ) : (
    <Status kind={KINDS[decision]}>{t(`filing.decision_${decision}`)}</Status>
  );
};

interface Drawer {
  review: ReviewView;
  onClose: () => void;
  onDone: () => void;
}

export const ApproveDrawer = ({ review, onClose, onDone }: Drawer) => {
  const t = useText();
  const client = useWorkspaceClient();
  const { submissionId } = review;
  return (
    <FormDrawer<{ documentNumber: string; reason?: string }>
      open
      onClose={onClose}
      title={t('filing.approveTitle')}
      submitLabel={t('filing.approve')}
      fieldLabels={{ documentNumber: t('filing.approvalNumber') }}
      onSubmit={async (values, idempotencyKey) => {
        const input = { ...values, submissionId, decision: 'approve' as const };
        await client.filing.decideSchedule.mutate(input, { context: { idempotencyKey } });
        onDone();
      }}
    >
      <p className="lt-reason-effect">{t('filing.approveEffect')}</p>
      <FormField name="documentNumber" label={t('filing.approvalNumber')} required>
        <input className="lt-input" maxLength={100} autoComplete="off" />
      </FormField>
      <FormField name="reason" label={t('filing.note')}>
        <textarea className="lt-input lt-textarea" rows={2} maxLength={500} />
      </FormField>
    </FormDrawer>
  );
};

/** The opinion, and a reason for each rule that was ticked in the list. */
export const ReturnScheduleDrawer = ({ review, codes, onClose, onDone }: Drawer & { codes: readonly string[] }) => {
  const t = useText();
  const client = useWorkspaceClient();
  const { submissionId } = review;
  return (
    <FormDrawer<{ reason: string; rules?: string[] }>
      open
      onClose={onClose}
      title={t('filing.returnSchedule')}
      submitLabel={t('filing.return')}
      fieldLabels={{ reason: t('filing.returnScheduleReason') }}
      onSubmit={async ({ reason, rules = [] }, idempotencyKey) => {
        const ruleReasons = codes.flatMap((code, at) => {
          const typed = rules[at]?.trim();
          return typed ? [{ code, reason: typed }] : [];
        });
        const input = { submissionId, decision: 'return' as const, reason, ruleReasons };
        await client.filing.decideSchedule.mutate(input, { context: { idempotencyKey } });
        onDone();
      }}
    >
      <p className="lt-reason-effect">{t('filing.returnScheduleEffect')}</p>
      <FormField name="reason" label={t('filing.returnScheduleReason')} required>
        <textarea className="lt-input lt-textarea" rows={3} maxLength={500} />
      </FormField>
      {codes.map((code, at) => (
        <FormField
          key={code}
          name={['rules', at]}
          label={t('filing.ruleReason', { code })}
          help={review.rules.find((rule) => rule.code === code)?.description}
          required
        >
          <input className="lt-input" maxLength={300} autoComplete="off" />
        </FormField>
      ))}
    </FormDrawer>
  );
};
