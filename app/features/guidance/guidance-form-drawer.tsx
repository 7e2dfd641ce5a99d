import { useRevalidator } from '@remix-run/react';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { UnitPicker } from '@/app/features/training/unit-picker';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { useWorkspaceClient } from '@/app/lib/workspace';
import {
  GUIDANCE_MODES,
  GUIDANCE_PROGRAMMES,
  type GuidanceMode,
  type GuidanceProgramme,
} from '@/server/domain/guidance/guidance-vocabulary';
import type { KnownUnitView } from '@/server/domain/tenancy/known-unit';

interface Values {
  unitTenantIds: number[];
  mode: GuidanceMode;
  programme: GuidanceProgramme;
  topic: string;
  hours: string | number;
  guidedOn: string;
}

interface GuidanceFormDrawerProps {
  open: boolean;
  onClose: () => void;
  units: readonly KnownUnitView[];
}

/** One act of guidance with one or several units. */
export const GuidanceFormDrawer = ({ open, onClose, units }: GuidanceFormDrawerProps) => {
  const t = useText();
  const toast = useToast();
  const today = useToday();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const labels = {
    guidedOn: t('guidance.guidedOn'),
    mode: t('guidance.mode'),
    programme: t('guidance.programme'),
    topic: t('guidance.topic'),
    hours: t('guidance.hours'),
    unitTenantIds: t('guidance.units'),
  };
  return (
    <FormDrawer<Values>
      open={open}
      onClose={onClose}
      title={t('guidance.register')}
      initialValues={{ unitTenantIds: [], mode: 'onsite', programme: 'general', hours: 1, guidedOn: today }}
      fieldLabels={labels}
      onSubmit={async (values, idempotencyKey) => {
        const input = { ...values, hours: Number(values.hours) };
        const { guidanceIds } = await client.guidance.register.mutate(input, { context: { idempotencyKey } });
        toast({ text: t('guidance.registered', { n: guidanceIds.length }) });
        revalidate();
      }}
    >
      <FormField name="topic" label={labels.topic} required>
        <input className="lt-input" maxLength={200} autoComplete="off" />
      </FormField>
      <div className="lt-field-pair">
        <FormField name="guidedOn" label={labels.guidedOn} required>
          <input className="lt-input" type="date" />
        </FormField>
        <FormField name="hours" label={labels.hours} required>
          <input className="lt-input" type="number" min={0.5} max={100} step={0.5} inputMode="decimal" />
        </FormField>
        <FormField name="mode" label={labels.mode} required>
          <select className="lt-select">
            {GUIDANCE_MODES.map((mode) => (
              <option key={mode} value={mode}>
                {t(`guidance.mode_${mode}`)}
              </option>
            ))}
          </select>
        </FormField>
        <FormField name="programme" label={labels.programme} required>
          <select className="lt-select">
            {GUIDANCE_PROGRAMMES.map((programme) => (
              <option key={programme} value={programme}>
                {t(`guidance.programme_${programme}`)}
              </option>
            ))}
          </select>
        </FormField>
      </div>
      <FormField
        name="unitTenantIds"
        label={labels.unitTenantIds}
        required
        help={t('guidance.unitsHelp')}
        rules={[{ type: 'array', min: 1, message: t('form.fieldRequired', { label: labels.unitTenantIds }) }]}
      >
        <UnitPicker units={units} label={labels.unitTenantIds} />
      </FormField>
    </FormDrawer>
  );
};
