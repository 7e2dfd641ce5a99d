import { useRevalidator } from '@remix-run/react';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import { namesIn } from './names-in';

interface RecordDrawerProps {
  open: boolean;
  onClose: () => void;
  sessionId: string;
  /** Units to choose from, those that were invited first. */
  units: readonly { tenantId: number; name: string }[];
}

/** The paper list of one unit, typed or pasted. */
export const RecordDrawer = ({ open, onClose, sessionId, units }: RecordDrawerProps) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  return (
    <FormDrawer<{ unit: string; names: string }>
      open={open}
      onClose={onClose}
      title={t('training.record')}
      initialValues={{ unit: String(units[0]?.tenantId ?? '') }}
      onSubmit={async ({ unit, names }, idempotencyKey) => {
        const people = namesIn(names).map((personName) => ({ unitTenantId: Number(unit), personName }));
        const options = { context: { idempotencyKey } };
        const { recorded, already } = await client.training.recordAttendance.mutate({ sessionId, people }, options);
        toast({ text: t('training.recorded', { n: recorded, already }) });
        revalidate();
      }}
    >
      <FormField name="unit" label={t('training.recordUnit')} required>
        <select className="lt-select">
          {units.map((unit) => (
            <option key={unit.tenantId} value={String(unit.tenantId)}>
              {unit.name}
            </option>
          ))}
        </select>
      </FormField>
      <FormField
        name="names"
        label={t('training.recordNames')}
        required
        help={t('training.recordNamesHelp')}
        rules={[
          {
            validator: (_rule, typed: string | undefined) =>
              typed === undefined || typed === '' || namesIn(typed).every((name) => name.length <= 40)
                ? Promise.resolve()
                : Promise.reject(new Error(t('form.fieldInvalid', { label: t('training.recordNames') }))),
          },
        ]}
      >
        <textarea className="lt-input lt-textarea" rows={8} />
      </FormField>
    </FormDrawer>
  );
};
