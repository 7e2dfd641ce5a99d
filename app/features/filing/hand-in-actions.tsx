import { useRevalidator } from '@remix-run/react';
import { Button } from '@/app/components/button';
import { Confirm } from '@/app/components/confirm';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { useAct } from '@/app/lib/use-act';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { HandedView } from '@/server/domain/filing/handed-document';

/** Nothing brings a withdrawn document back, so it is asked first. */
export const WithdrawConfirm = ({ row, onClose }: { row: HandedView | null; onClose: () => void }) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  return (
    <Confirm
      open={row !== null}
      onClose={onClose}
      title={t('filing.handInWithdrawTitle')}
      effect={t('filing.handInWithdrawEffect', { title: row?.title ?? '' })}
      act={t('filing.handInWithdraw')}
      onConfirm={async () => {
        if (row) await client.filing.withdraw.mutate({ id: row.id, rowVersion: row.rowVersion });
        toast({ text: t('filing.handInWithdrawn') });
        revalidate();
      }}
    />
  );
};

/** Drafts that were left half-way are gone through again, one after another. */
export const ResumeButton = ({ drafts, onTaken }: { drafts: number; onTaken: (documents: HandedView[]) => void }) => {
  const t = useText();
  const client = useWorkspaceClient();
  const { act, busy } = useAct();
  return (
    <Button
      icon="pen"
      busy={busy}
      onClick={() =>
        void act(async () => onTaken((await client.filing.documents.query({ state: 'draft', limit: 200 })).rows))
      }
    >
      {t('filing.handInResume', { n: drafts })}
    </Button>
  );
};
