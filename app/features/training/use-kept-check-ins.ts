import { useRevalidator, useRouteLoaderData } from '@remix-run/react';
import { useEffect } from 'react';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { failureOf } from '@/app/lib/trpc';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import { dropKept, readKept } from './kept-check-ins';

/** Who is signed in, as the layout route loaded it. */
export const useAccountId = (): string => {
  const data = useRouteLoaderData('routes/w.$slug') as { account: { id: string } } | undefined;
  return data?.account.id ?? '';
};

/** 补传: sends what the phone has kept, when the page opens and whenever the network is back. */
export const useKeptCheckIns = (): void => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { slug } = useWorkspace().tenant;
  const accountId = useAccountId();
  const { revalidate } = useRevalidator();
  useEffect(() => {
    let sending = false;
    const sendAll = async () => {
      if (sending || !navigator.onLine) return;
      sending = true;
      for (const { key: idempotencyKey, ...checkIn } of readKept(slug, accountId)) {
        try {
          await client.training.checkIn.mutate(checkIn, { context: { idempotencyKey } });
          dropKept(slug, accountId, checkIn.invitationId);
          toast({ text: t('training.keptSent') });
          revalidate();
        } catch (error) {
          const { code } = failureOf(error);
          // No answer: it is tried again. A refusal is final, and the organiser can still enter the person by hand.
          if (code === null || code === 'SIGNED_OUT') break;
          dropKept(slug, accountId, checkIn.invitationId);
          if (code !== 'ATTENDANCE_ALREADY_RECORDED') toast({ text: t('training.keptRefused'), kind: 'fail' });
          revalidate();
        }
      }
      sending = false;
    };
    void sendAll();
    const onOnline = () => void sendAll();
    window.addEventListener('online', onOnline);
    return () => window.removeEventListener('online', onOnline);
  }, [client, slug, accountId, toast, t, revalidate]);
};
