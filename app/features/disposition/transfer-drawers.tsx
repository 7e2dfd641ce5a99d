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

export const SignDrawer = ({ batch, open, onClose }: DrawerProps) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { membership } = useWorkspace();
  const { revalidate } = useRevalidator();
  return (
    <FormDrawer<{ signedName: string }>
      open={open}
      onClose={onClose}
      title={t('disposition.signTitle')}
      submitLabel={t('disposition.sign')}
      initialValues={{ signedName: membership.displayName }}
      fieldLabels={{ signedName: t('disposition.signedBy') }}
      onSubmit={async ({ signedName }) => {
        await client.disposition.signTransfer.mutate({ batchId: batch.id, signedName });
        toast({ text: t('disposition.signed') });
        revalidate();
      }}
    >
      <p className="lt-reason-effect">{t('disposition.signText')}</p>
      <FormField name="signedName" label={t('disposition.signedBy')} required>
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
