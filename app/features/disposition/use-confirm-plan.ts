import { useText } from '@/app/i18n/use-text';
import { newIdempotencyKey } from '@/app/lib/trpc';
import { useAct } from '@/app/lib/use-act';
import { useWorkspaceClient } from '@/app/lib/workspace';

/** Answers a plan with what is due here. */
export const useConfirmPlan = () => {
  const t = useText();
  const client = useWorkspaceClient();
  const { act, busy } = useAct();
  const confirm = (dispatchId: string) =>
    void act(
      () => client.disposition.confirmPlan.mutate({ dispatchId }, { context: { idempotencyKey: newIdempotencyKey() } }),
      { done: t('disposition.confirmed') },
    );
  return { confirm, busy };
};
