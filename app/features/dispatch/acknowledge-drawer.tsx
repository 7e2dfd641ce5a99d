import { Input } from 'antd';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { DispatchView } from '@/server/domain/tenancy/dispatch';

interface AcknowledgeDrawerProps {
  open: boolean;
  dispatch: DispatchView;
  onClose: () => void;
  onDone: () => void;
}

const ROWS = 4;
const MOST = 1000;

/** 回执: the document arrived and is known. */
export const AcknowledgeDrawer = ({ open, dispatch, onClose, onDone }: AcknowledgeDrawerProps) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  return (
    <FormDrawer<{ note?: string }>
      open={open}
      onClose={onClose}
      title={t('dispatch.acknowledgeTitle')}
      submitLabel={t('dispatch.acknowledge')}
      fieldLabels={{ note: t('dispatch.acknowledgeNote') }}
      onSubmit={async ({ note }, idempotencyKey) => {
        await client.dispatch.acknowledge.mutate({ id: dispatch.id, note }, { context: { idempotencyKey } });
        toast({ text: t('dispatch.acknowledged') });
        onDone();
      }}
    >
      <p className="lt-2 lt-form-effect">{t('dispatch.acknowledgeEffect', { sender: dispatch.senderName })}</p>
      <FormField name="note" label={t('dispatch.acknowledgeNote')}>
        <Input.TextArea rows={ROWS} maxLength={MOST} showCount />
      </FormField>
    </FormDrawer>
  );
};
