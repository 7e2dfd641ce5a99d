import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { CheckList } from '@/app/features/inspection/check-list';
import { useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { DrawnExpert } from '@/server/domain/talent/expert-draw';
import { EXPERT_FIELDS, type ExpertField, MOST_DRAWN_EXPERTS } from '@/server/domain/talent/talent-vocabulary';

interface DrawValues {
  purpose: string;
  unitName?: string;
  field: ExpertField | '';
  wanted: string | number;
  recused?: string[];
  recusalReason?: string;
}

interface DrawExpertsDrawerProps {
  experts: readonly DrawnExpert[];
  onClose: () => void;
  onDone: () => void;
}

/** 抽取专家: for what, how many, who stands back. The rest is the seed's. */
export const DrawExpertsDrawer = ({ experts, onClose, onDone }: DrawExpertsDrawerProps) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const labels = {
    purpose: t('talent.purpose'),
    unitName: t('talent.reviewed'),
    field: t('talent.expertField'),
    wanted: t('talent.wanted'),
    recusals: t('talent.recused'),
    recused: t('talent.recused'),
    recusalReason: t('talent.recusalReason'),
  };
  return (
    <FormDrawer<DrawValues>
      open
      onClose={onClose}
      title={t('talent.drawsTitle')}
      submitLabel={t('talent.draw')}
      fieldLabels={labels}
      initialValues={{ field: '', wanted: 3, recused: [] }}
      onSubmit={async ({ purpose, unitName, field, wanted, recused = [], recusalReason = '' }, idempotencyKey) => {
        const input = {
          purpose,
          unitName: unitName || undefined,
          field: field || undefined,
          wanted: Number(wanted),
          // Who is of another field is not in the pool anyway.
          recusals: experts
            .filter((one) => recused.includes(one.id) && (field === '' || one.field === field))
            .map(({ id }) => ({ id, reason: recusalReason })),
        };
        await client.talent.drawExperts.mutate(input, { context: { idempotencyKey } });
        toast({ text: t('talent.drawn') });
        onDone();
      }}
    >
      <p className="lt-note">{t('talent.drawEffect')}</p>
      <FormField name="purpose" label={labels.purpose} required>
        <input className="lt-input" maxLength={200} />
      </FormField>
      <FormField name="unitName" label={labels.unitName} help={t('talent.reviewedHelp')}>
        <input className="lt-input" maxLength={100} />
      </FormField>
      <FormField name="field" label={labels.field}>
        <select className="lt-select">
          <option value="">{t('talent.anyField')}</option>
          {EXPERT_FIELDS.map((field) => (
            <option key={field} value={field}>
              {t(`talent.field_${field}`)}
            </option>
          ))}
        </select>
      </FormField>
      <FormField name="wanted" label={labels.wanted} required>
        <input className="lt-input" type="number" min={1} max={MOST_DRAWN_EXPERTS} inputMode="numeric" />
      </FormField>
      <FormField name="recused" label={labels.recused} group>
        <CheckList
          label={labels.recused}
          choices={experts.map(({ id, name, unit }) => ({ value: id, label: unit ? `${name}（${unit}）` : name }))}
        />
      </FormField>
      <FormField
        name="recusalReason"
        label={labels.recusalReason}
        help={t('talent.recusalReasonHelp')}
        rules={[
          ({ getFieldValue }) => ({
            validator: (_rule, value) =>
              (getFieldValue('recused') ?? []).length > 0 && !String(value ?? '').trim()
                ? Promise.reject(new Error(t('talent.recusalReasonHelp')))
                : Promise.resolve(),
            validateTrigger: 'onSubmit',
          }),
        ]}
      >
        <input className="lt-input" maxLength={100} />
      </FormField>
    </FormDrawer>
  );
};
