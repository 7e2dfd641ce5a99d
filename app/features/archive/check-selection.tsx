import { useNavigate } from '@remix-run/react';
import { Button } from '@/app/components/button';
import type { Selection } from '@/app/components/data-table';
import { useText } from '@/app/i18n/use-text';
import { useAct } from '@/app/lib/use-act';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';

/** Puts the chosen records through the rules and goes to what was found. */
export const CheckSelection = ({ selection }: { selection: Selection }) => {
  const t = useText();
  const navigate = useNavigate();
  const client = useWorkspaceClient();
  const { slug } = useWorkspace().tenant;
  const { act, busy } = useAct();
  if (selection.kind !== 'rows') {
    return null;
  }
  return (
    <Button
      icon="check"
      busy={busy}
      onClick={() =>
        void act(async () => {
          const scope = { kind: 'selection' as const, itemIds: selection.keys };
          const { runId } = await client.archive.startCheck.mutate({ scope });
          navigate(`/w/${slug}/checks/${runId}`);
        })
      }
    >
      {t('check.link')}
    </Button>
  );
};
