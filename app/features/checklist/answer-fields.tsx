import { useState } from 'react';
import { useText } from '@/app/i18n/use-text';
import type { ChecklistItem } from '@/server/domain/inspection/checklist';
import { type Verdict, verdictsOf } from '@/server/domain/inspection/checklist-vocabulary';
import type { ItemAnswer } from '@/server/domain/inspection/scoring';

type Values = Omit<ItemAnswer, 'itemCode'>;
interface FieldsProps {
  item: ChecklistItem;
  values: Values;
  onChange: (part: Partial<Values>) => void;
}

const numberOf = (typed: string): number | null => {
  const text = typed.normalize('NFKC').trim();
  return /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : null;
};

interface NumberFieldProps {
  label: string;
  help?: string;
  value: number | null;
  onChange: (value: number | null) => void;
}

/** Takes full-width digits as well; what is no number counts as nothing. */
const NumberField = ({ label, help, value, onChange }: NumberFieldProps) => {
  const [typed, setTyped] = useState(value === null ? '' : String(value));
  const shown = numberOf(typed) === value ? typed : value === null ? typed : String(value);
  return (
    <label className="lt-field">
      <span className="lt-label">{label}</span>
      <input
        className="lt-input"
        inputMode="decimal"
        maxLength={10}
        value={shown}
        onChange={(event) => {
          setTyped(event.target.value);
          onChange(numberOf(event.target.value));
        }}
      />
      {help ? <span className="lt-3">{help}</span> : null}
    </label>
  );
};

/** The number that an item of this type asks for. */
const Numbers = ({ item, values, onChange }: FieldsProps) => {
  const t = useText();
  if (item.type === 'count') {
    return (
      <NumberField
        label={t('checklist.count')}
        help={t('checklist.countNeed', { n: item.threshold ?? 1 })}
        value={values.countValue}
        onChange={(countValue) => onChange({ countValue, verdict: null })}
      />
    );
  }
  if (item.type === 'score') {
    return (
      <NumberField
        label={t('checklist.points')}
        help={t('checklist.pointsOf', { n: item.score ?? 0 })}
        value={values.points}
        onChange={(points) => onChange({ points, verdict: null })}
      />
    );
  }
  return item.type === 'sample' ? (
    <div className="lt-two">
      <NumberField
        label={t('checklist.sampleSize')}
        value={values.sampleSize}
        onChange={(sampleSize) => onChange({ sampleSize, verdict: null })}
      />
      <NumberField
        label={t('checklist.sampleFaults')}
        value={values.sampleFaults}
        onChange={(sampleFaults) => onChange({ sampleFaults, verdict: null })}
      />
    </div>
  ) : null;
};

/** The verdicts of the type as buttons in sight, and its numbers. */
export const AnswerFields = (props: FieldsProps) => {
  const { item, values, onChange } = props;
  const t = useText();
  const choose = (verdict: Verdict) => onChange({ verdict });
  return (
    <>
      <Numbers {...props} />
      <fieldset className="lt-field">
        <legend className="lt-label">{t('checklist.verdict')}</legend>
        <div className="lt-radio-row">
          {verdictsOf(item.type).map((verdict) => (
            <label key={verdict}>
              <input
                type="radio"
                name={`verdict-${item.code}`}
                checked={values.verdict === verdict}
                onChange={() => choose(verdict)}
              />
              <span>{t(`checklist.verdict_${verdict}`)}</span>
            </label>
          ))}
        </div>
      </fieldset>
    </>
  );
};
