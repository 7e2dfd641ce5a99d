import { useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { Confirm } from '@/app/components/confirm';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { newIdempotencyKey } from '@/app/lib/trpc';
import { useWorkspaceClient } from '@/app/lib/workspace';

interface SubmitConfirmProps {
  year: number;
  formKey: string;
  name: string;
  to: string;
  onClose: () => void;
}

/** 上报: says what goes to whom before it goes. */
export const SubmitConfirm = ({ year, formKey, name, to, onClose }: SubmitConfirmProps) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const [idempotencyKey] = useState(newIdempotencyKey);
  return (
    <Confirm
      open
      onClose={onClose}
      title={t('statistics.submitTitle', { year: String(year), name })}
      effect={t('statistics.submitEffect', { to })}
      act={t('statistics.submit')}
      onConfirm={async () => {
        await client.statistics.submit.mutate({ year, formKey }, { context: { idempotencyKey } });
        toast({ text: t('statistics.submitDone', { to }) });
        revalidate();
      }}
    />
  );
};

/** 汇总上报. */
export const HandOnConfirm = ({ year, formKey, name, to, onClose }: SubmitConfirmProps) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const [idempotencyKey] = useState(newIdempotencyKey);
  return (
    <Confirm
      open
      onClose={onClose}
      title={t('statistics.handOnTitle', { year: String(year), name })}
      effect={t('statistics.handOnEffect', { to })}
      act={t('statistics.handOn')}
      onConfirm={async () => {
        const { units } = await client.statistics.handOn.mutate({ year, formKey }, { context: { idempotencyKey } });
        toast({ text: t('statistics.handOnDone', { n: units, to }) });
        revalidate();
      }}
    />
  );
};
