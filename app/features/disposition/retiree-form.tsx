import { useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { uploadFile } from '@/app/lib/upload';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import { OWNERSHIP_LEVELS, type OwnershipLevel } from '@/server/domain/disposition/vocabulary';

interface Values {
  enterpriseName: string;
  ownership: OwnershipLevel;
  receivedOn: string;
  place?: string;
  handedOverBy?: string;
  handledBy: string;
  remarks?: string;
  roster: string;
}

/** 接收退休人员档案: the enterprise's list is uploaded and summed by the server. */
export const RetireeForm = ({ open, onClose }: { open: boolean; onClose: () => void }) => {
  const t = useText();
  const toast = useToast();
  const today = useToday();
  const client = useWorkspaceClient();
  const { membership, tenant } = useWorkspace();
  const { revalidate } = useRevalidator();
  const [file, setFile] = useState<File | null>(null);
  const labels = { enterpriseName: t('disposition.enterprise'), receivedOn: t('disposition.receivedOn') };
  return (
    <FormDrawer<Values>
      open={open}
      onClose={onClose}
      title={t('disposition.registerRetirees')}
      initialValues={{ ownership: 'city', receivedOn: today, handledBy: membership.displayName }}
      fieldLabels={labels}
      onSubmit={async ({ roster: _roster, ...values }, idempotencyKey) => {
        if (!file) return;
        const { id: objectId } = await uploadFile(tenant.slug, file);
        const options = { context: { idempotencyKey } };
        const made = await client.disposition.registerRetirees.mutate({ ...values, objectId }, options);
        toast({ text: t('disposition.retireesRegistered', { persons: made.persons, volumes: made.volumes }) });
        revalidate();
      }}
    >
      <FormField name="enterpriseName" label={labels.enterpriseName} required>
        <input className="lt-input" maxLength={200} autoComplete="off" />
      </FormField>
      <div className="lt-field-pair">
        <FormField name="ownership" label={t('disposition.ownership')} required>
          <select className="lt-select">
            {OWNERSHIP_LEVELS.map((level) => (
              <option key={level} value={level}>
                {t(`disposition.ownership_${level}`)}
              </option>
            ))}
          </select>
        </FormField>
        <FormField name="receivedOn" label={labels.receivedOn} required>
          <input className="lt-input" type="date" />
        </FormField>
        <FormField name="handedOverBy" label={t('disposition.handedOverBy')}>
          <input className="lt-input" maxLength={60} autoComplete="off" />
        </FormField>
        <FormField name="handledBy" label={t('disposition.handledBy')} required>
          <input className="lt-input" maxLength={60} autoComplete="off" />
        </FormField>
      </div>
      <FormField name="place" label={t('disposition.place')}>
        <input className="lt-input" maxLength={100} />
      </FormField>
      <FormField name="roster" label={t('disposition.roster')} required help={t('disposition.rosterHelp')}>
        <input
          className="lt-input"
          type="file"
          accept=".xlsx,.csv"
          onInput={(event) => setFile(event.currentTarget.files?.[0] ?? null)}
        />
      </FormField>
    </FormDrawer>
  );
};
