import { useRevalidator } from '@remix-run/react';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { useWorkspaceClient } from '@/app/lib/workspace';
import { addDays } from '@/server/domain/shared/working-days';

interface Values {
  label: string;
  holderName: string;
  holderUnit?: string;
  purpose: string;
  dueOn: string;
}

const DAYS = 15;

/** 登记出库 of a box by its label, or of one record by its reference code. */
export const GiveOutDrawer = ({ open, onClose }: { open: boolean; onClose: () => void }) => {
  const t = useText();
  const client = useWorkspaceClient();
  const toast = useToast();
  const today = useToday();
  const { revalidate } = useRevalidator();
  const due = addDays(today, DAYS);

  /** What the text names; null when nothing does. */
  const subjectOf = async (typed: string): Promise<{ kind: 'box' | 'item'; id: string } | null> => {
    const found = await client.storage.resolveLabel.query({ label: typed });
    if (found.kind === 'box') {
      return { kind: 'box', id: found.id };
    }
    const { rows } = await client.archive.list.query({ q: typed, limit: 5 });
    const item = rows.find((row) => row.referenceCode === typed.trim());
    return item ? { kind: 'item', id: item.id } : null;
  };
  return (
    <FormDrawer<Values>
      open={open}
      onClose={onClose}
      title={t('storage.give')}
      initialValues={{ dueOn: due }}
      fieldLabels={{ dueOn: t('storage.dueOn'), purpose: t('storage.purpose'), holderName: t('storage.holder') }}
      onSubmit={async ({ label, ...values }, idempotencyKey) => {
        const subject = await subjectOf(label);
        if (!subject) {
          throw new Error(t('storage.targetUnknown'));
        }
        await client.storage.giveOut.mutate({ ...values, ...subject }, { context: { idempotencyKey } });
        toast({ text: t('storage.gaveOut') });
        revalidate();
      }}
    >
      <FormField
        name="label"
        label={t('storage.giveLabel')}
        required
        rules={[
          {
            validateTrigger: 'onSubmit',
            validator: async (_rule, value: string | undefined) => {
              if (value?.trim() && !(await subjectOf(value))) {
                throw new Error(t('storage.targetUnknown'));
              }
            },
          },
        ]}
      >
        <input className="lt-input" maxLength={100} autoComplete="off" />
      </FormField>
      <FormField name="holderName" label={t('storage.holder')} required>
        <input className="lt-input" maxLength={40} autoComplete="off" />
      </FormField>
      <FormField name="holderUnit" label={t('storage.holderUnit')}>
        <input className="lt-input" maxLength={80} autoComplete="off" />
      </FormField>
      <FormField name="purpose" label={t('storage.purpose')} required>
        <input className="lt-input" maxLength={200} autoComplete="off" />
      </FormField>
      <FormField name="dueOn" label={t('storage.dueOn')} required>
        <input className="lt-input" type="date" min={today} />
      </FormField>
    </FormDrawer>
  );
};
