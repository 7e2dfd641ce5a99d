import { useNavigate } from '@remix-run/react';
import { useText } from '@/app/i18n/use-text';
import { newIdempotencyKey } from '@/app/lib/trpc';
import { useAct } from '@/app/lib/use-act';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';

/** Reads a delivery in and goes to its examination. */
export const useBeginIntake = () => {
  const t = useText();
  const navigate = useNavigate();
  const client = useWorkspaceClient();
  const { slug } = useWorkspace().tenant;
  const { act, busy } = useAct();
  const begin = (dispatchId: string) =>
    void act(
      async () => {
        const options = { context: { idempotencyKey: newIdempotencyKey() } };
        const { intakeId } = await client.disposition.beginIntake.mutate({ dispatchId }, options);
        navigate(`/w/${slug}/intakes/${intakeId}`);
      },
      { done: t('disposition.begun') },
    );
  return { begin, busy };
};
