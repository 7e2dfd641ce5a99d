import { useRevalidator } from '@remix-run/react';
import { ReasonDrawer } from '@/app/components/reason-drawer';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { GuidanceView } from '@/server/domain/guidance/guidance-event';

interface VoidGuidanceProps {
  event: Pick<GuidanceView, 'id' | 'rowVersion'>;
  onClose: () => void;
}

/** 作废: it stays in the register and counts no longer. */
export const VoidGuidance = ({ event, onClose }: VoidGuidanceProps) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  return (
    <ReasonDrawer
      open
      onClose={onClose}
      title={t('guidance.voidTitle')}
      effect={t('guidance.voidText')}
      label={t('guidance.reason')}
      act={t('guidance.void')}
      onSubmit={async (reason) => {
        await client.guidance.void.mutate({ guidanceId: event.id, rowVersion: event.rowVersion, reason });
        toast({ text: t('guidance.voided') });
        revalidate();
      }}
    />
  );
};
