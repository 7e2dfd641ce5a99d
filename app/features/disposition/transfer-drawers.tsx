import { useRevalidator } from '@remix-run/react';
import { Confirm } from '@/app/components/confirm';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { newIdempotencyKey } from '@/app/lib/trpc';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { TransferDetail } from '@/server/domain/disposition/transfer';
import { TRANSFER_BASES, type TransferBasis } from '@/server/domain/disposition/vocabulary';

interface DrawerProps {
  batch: TransferDetail;
  open: boolean;
  onClose: () => void;
}
interface Annexes {
  title: string;
  basis: TransferBasis;
  openOpinion?: string;
  disclosureStatus?: string;
  secrecyStatus?: string;
  fourProperty?: string;
  description?: string;
}

const TEXTS = ['openOpinion', 'disclosureStatus', 'secrecyStatus', 'fourProperty', 'description'] as const;

/** 三项附具 and what offices write beside them. Empty ones may be saved; sending asks for them. */
export const AnnexDrawer = ({ batch, open, onClose }: DrawerProps) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const labels = {
    title: t('disposition.batchTitle'),
    openOpinion: t('disposition.openOpinion'),
    disclosureStatus: t('disposition.disclosureStatus'),
    secrecyStatus: t('disposition.secrecyStatus'),
    fourProperty: t('disposition.fourProperty'),
    description: t('disposition.description'),
  };
  const initial = Object.fromEntries(TEXTS.map((name) => [name, batch[name] ?? '']));
  return (
    <FormDrawer<Annexes>
      open={open}
      onClose={onClose}
      title={t('disposition.editAnnexes')}
      width={560}
      initialValues={{ title: batch.title, basis: batch.basis, ...initial }}
      fieldLabels={labels}
      onSubmit={async (values) => {
        await client.disposition.updateTransfer.mutate({ batchId: batch.id, rowVersion: batch.rowVersion, ...values });
        toast({ text: t('disposition.annexesSaved') });
        revalidate();
      }}
    >
      <FormField name="title" label={labels.title} required>
        <input className="lt-input" maxLength={200} />
      </FormField>
      <FormField name="basis" label={t('disposition.basis')} required>
        <select className="lt-select">
          {TRANSFER_BASES.map((basis) => (
            <option key={basis} value={basis}>
              {t(`disposition.basis_${basis}`)}
            </option>
          ))}
        </select>
      </FormField>
      {TEXTS.map((name) => (
        <FormField key={name} name={name} label={labels[name]}>
          <textarea className="lt-input lt-textarea" rows={3} maxLength={2000} />
        </FormField>
      ))}
    </FormDrawer>
  );
};

interface Signed {
  signedName: string;
  openOpinion?: string;
  disclosureStatus?: string;
  secrecyStatus?: string;
}

/** 签字并发送: what the law wants beside the list, where it is missing, and the name; the list is checked once more. */
export const SignDrawer = ({ batch, open, onClose }: DrawerProps) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { membership } = useWorkspace();
  const { revalidate } = useRevalidator();
  const { id: batchId, missingAnnexes: missing } = batch;
  const labels = {
    signedName: t('disposition.signedBy'),
    openOpinion: t('disposition.openOpinion'),
    disclosureStatus: t('disposition.disclosureStatus'),
    secrecyStatus: t('disposition.secrecyStatus'),
  };
  const saveAnnexes = async (annexes: Partial<Signed>) => {
    const kept = Object.fromEntries(TEXTS.map((name) => [name, batch[name] ?? undefined]));
    const { title, basis, rowVersion } = batch;
    await client.disposition.updateTransfer.mutate({ batchId, rowVersion, title, basis, ...kept, ...annexes });
  };
  return (
    <FormDrawer<Signed>
      open={open}
      onClose={onClose}
      title={t('disposition.sendTitle', { archives: batch.archivesName })}
      width={560}
      submitLabel={t('disposition.signAndSend')}
      initialValues={{ signedName: membership.displayName }}
      fieldLabels={labels}
      onSubmit={async ({ signedName, ...annexes }, idempotencyKey) => {
        try {
          if (missing.length > 0) await saveAnnexes(annexes);
          await client.disposition.checkTransfer.mutate({ batchId });
          await client.disposition.signTransfer.mutate({ batchId, signedName });
          const options = { context: { idempotencyKey } };
          const { jobId } = await client.disposition.sendTransfer.mutate({ batchId }, options);
          toast({ text: jobId ? t('disposition.sendStarted') : t('disposition.sent') });
        } finally {
          // What was saved before a step was refused is saved: the page shows it, and the next try goes on from there.
          revalidate();
        }
      }}
    >
      <p className="lt-reason-effect">
        {t('disposition.sendEffect', { n: batch.itemCount - batch.acceptedCount })}
        {t('disposition.signText')}
      </p>
      {missing.map((name) => (
        <FormField key={name} name={name} label={labels[name]} required>
          <textarea className="lt-input lt-textarea" rows={3} maxLength={2000} />
        </FormField>
      ))}
      <FormField name="signedName" label={labels.signedName} required>
        <input className="lt-input" maxLength={60} autoComplete="off" />
      </FormField>
    </FormDrawer>
  );
};

export const SendConfirm = ({ batch, open, onClose }: DrawerProps) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  return (
    <Confirm
      open={open}
      onClose={onClose}
      title={t('disposition.sendTitle', { archives: batch.archivesName })}
      effect={t('disposition.sendEffect', { n: batch.itemCount - batch.acceptedCount })}
      act={t('disposition.send')}
      onConfirm={async () => {
        const options = { context: { idempotencyKey: newIdempotencyKey() } };
        const { jobId } = await client.disposition.sendTransfer.mutate({ batchId: batch.id }, options);
        toast({ text: jobId ? t('disposition.sendStarted') : t('disposition.sent') });
        revalidate();
      }}
    />
  );
};

export const CancelConfirm = ({ batch, open, onClose }: DrawerProps) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  return (
    <Confirm
      open={open}
      onClose={onClose}
      title={t('disposition.cancelBatch')}
      effect={t('disposition.cancelEffect')}
      act={t('disposition.cancelBatch')}
      onConfirm={async () => {
        await client.disposition.cancelTransfer.mutate({ batchId: batch.id });
        toast({ text: t('disposition.cancelled') });
        revalidate();
      }}
    />
  );
};
