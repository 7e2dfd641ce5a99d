import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { EventView } from '@/server/domain/filing/major-event';

interface ActProps<Done> {
  event: EventView;
  onClose: () => void;
  onDone: Done;
}

/** 整项验收. */
export const AcceptEventDrawer = ({ event, onClose, onDone }: ActProps<() => void>) => {
  const t = useText();
  const client = useWorkspaceClient();
  return (
    <FormDrawer<{ note?: string }>
      open
      onClose={onClose}
      title={t('event.acceptTitle', { name: event.name })}
      submitLabel={t('event.accept')}
      onSubmit={async ({ note }) => {
        await client.filing.acceptEvent.mutate({ eventId: event.id, rowVersion: event.rowVersion, note });
        onDone();
      }}
    >
      <p className="lt-reason-effect">{t('event.acceptEffect')}</p>
      <FormField name="note" label={t('event.acceptNote')}>
        <textarea className="lt-input lt-textarea" rows={3} maxLength={500} />
      </FormField>
    </FormDrawer>
  );
};

/** 报送: a frozen summary goes to the supervisors. */
export const ReportEventDrawer = ({ event, onClose, onDone }: ActProps<(to: string) => void>) => {
  const t = useText();
  const client = useWorkspaceClient();
  return (
    <FormDrawer<{ note?: string }>
      open
      onClose={onClose}
      title={t('event.reportTitle', { name: event.name })}
      submitLabel={t('event.report')}
      onSubmit={async ({ note }, idempotencyKey) => {
        const input = { eventIds: [event.id], note };
        const { to } = await client.filing.reportEvents.mutate(input, { context: { idempotencyKey } });
        onDone(to.join(t('common.list')));
      }}
    >
      <p className="lt-reason-effect">{t('event.reportEffect')}</p>
      <FormField name="note" label={t('event.reportNote')}>
        <textarea className="lt-input lt-textarea" rows={3} maxLength={500} />
      </FormField>
    </FormDrawer>
  );
};
