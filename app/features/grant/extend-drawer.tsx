import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { dayOf } from '@/app/lib/format';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { GrantView } from '@/server/domain/tenancy/grant';

interface ExtendDrawerProps {
  /** Null: closed. */
  grant: GrantView | null;
  onClose: () => void;
  onDone: () => void;
}

/** 延期: until when and why. The unit reads both at once. */
export const ExtendDrawer = ({ grant, onClose, onDone }: ExtendDrawerProps) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const labels = { validTo: t('inspectionPlan.extendUntil'), reason: t('inspectionPlan.extendReason') };
  return (
    <FormDrawer<{ validTo: string; reason: string }>
      open={grant !== null}
      onClose={onClose}
      title={t('inspectionPlan.extendTitle')}
      submitLabel={t('inspectionPlan.extend')}
      fieldLabels={labels}
      onSubmit={async ({ validTo, reason }, idempotencyKey) => {
        await client.inspectionPlan.extendGrant.mutate(
          // To the end of the day in Shanghai.
          { inspectionId: grant?.inspectionId ?? '', validTo: `${validTo}T23:59:59+08:00`, reason },
          { context: { idempotencyKey } },
        );
        toast({ text: t('inspectionPlan.extended') });
        onDone();
      }}
    >
      <p className="lt-note">{t('inspectionPlan.extendEffect', { unit: grant?.unitName ?? '' })}</p>
      <FormField name="validTo" label={labels.validTo} required>
        <input className="lt-input" type="date" min={grant ? dayOf(grant.validTo) : undefined} />
      </FormField>
      <FormField name="reason" label={labels.reason} required>
        <textarea className="lt-input lt-textarea" rows={3} maxLength={500} />
      </FormField>
    </FormDrawer>
  );
};
