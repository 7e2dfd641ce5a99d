import { useLocale, useText } from '@/app/i18n/use-text';
import { type CustomOp, needsValues, opsFor } from '@/server/domain/figure/custom-figure';
import type { CustomField, CustomSubject } from '@/server/domain/figure/custom-subjects';
import type { DraftCondition } from './custom-draft';

interface ValueProps {
  condition: DraftCondition;
  field: CustomField;
  label: string;
  onChange: (values: string[]) => void;
}

const ValueInput = ({ condition, field, label, onChange }: ValueProps) => {
  const locale = useLocale();
  const [value = ''] = condition.values;
  if (field.kind === 'choice')
    return (
      <select
        className="lt-select lt-condition-choices"
        multiple
        aria-label={label}
        value={condition.values}
        onChange={(event) => onChange([...event.target.selectedOptions].map((option) => option.value))}
      >
        {field.choices.map((choice) => (
          <option key={choice.code} value={choice.code}>
            {locale === 'en' ? choice.en : choice.zh}
          </option>
        ))}
      </select>
    );
  return (
    <input
      className="lt-input"
      aria-label={label}
      type={field.kind === 'date' ? 'date' : 'text'}
      inputMode={field.kind === 'number' ? 'decimal' : undefined}
      maxLength={60}
      value={value}
      onChange={(event) => onChange(event.target.value ? [event.target.value.trimStart()] : [])}
    />
  );
};

/** One condition: field, relation, and what it is compared with. */
export const ConditionRow = (props: {
  number: number;
  condition: DraftCondition;
  subject: CustomSubject;
  onChange: (condition: DraftCondition) => void;
  onDrop: () => void;
}) => {
  const { number, condition, subject, onChange, onDrop } = props;
  const t = useText();
  const locale = useLocale();
  const field = subject.fields.find((one) => one.key === condition.field) ?? subject.fields[0];
  if (!field) return null;
  const choose = (key: string) => {
    const chosen = subject.fields.find((one) => one.key === key) ?? field;
    onChange({ id: condition.id, field: chosen.key, op: opsFor(chosen.kind)[0] ?? 'filled', values: [] });
  };
  return (
    <li className="lt-condition">
      <select
        className="lt-select"
        aria-label={t('dashboard.customField', { n: number })}
        value={field.key}
        onChange={(event) => choose(event.target.value)}
      >
        {subject.fields.map((one) => (
          <option key={one.key} value={one.key}>
            {locale === 'en' ? one.name.en : one.name.zh}
          </option>
        ))}
      </select>
      <select
        className="lt-select"
        aria-label={t('dashboard.customOp', { n: number })}
        value={condition.op}
        onChange={(event) => onChange({ ...condition, op: event.target.value as CustomOp })}
      >
        {opsFor(field.kind).map((op) => (
          <option key={op} value={op}>
            {t(`dashboard.op_${op}`)}
          </option>
        ))}
      </select>
      {needsValues(condition.op) ? (
        <ValueInput
          condition={condition}
          field={field}
          label={t('dashboard.customValues', { n: number })}
          onChange={(values) => onChange({ ...condition, values })}
        />
      ) : null}
      <button type="button" className="lt-link" onClick={onDrop}>
        {t('dashboard.customDrop', { n: number })}
      </button>
    </li>
  );
};
