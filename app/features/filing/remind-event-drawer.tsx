import { useRevalidator } from '@remix-run/react';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { UnitEventView } from '@/server/domain/filing/major-event';

/** 催办 of one event of a unit. */
export const RemindEventDrawer = ({ event, onClose }: { event: UnitEventView; onClose: () => void }) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  return (
    <FormDrawer<{ note: string }>
      open
      onClose={onClose}
      title={t('event.remindTitle', { name: event.name })}
      submitLabel={t('event.remind')}
      fieldLabels={{ note: t('event.remindNote') }}
      initialValues={{ note: t('event.remindFirst') }}
      onSubmit={async ({ note }, idempotencyKey) => {
        const input = { releaseId: event.releaseId, note };
        const { sent } = await client.filing.remindEvent.mutate(input, { context: { idempotencyKey } });
        toast({ text: t(sent > 0 ? 'event.remindDone' : 'event.remindedToday') });
        revalidate();
      }}
    >
      <p className="lt-reason-effect">{t('event.remindEffect')}</p>
      <FormField name="note" label={t('event.remindNote')} required>
        <textarea className="lt-input lt-textarea" rows={3} maxLength={300} />
      </FormField>
    </FormDrawer>
  );
};
