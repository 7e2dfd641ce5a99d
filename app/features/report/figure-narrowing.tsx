import { useId, useState } from 'react';
import { Button } from '@/app/components/button';
import { useLocale, useText } from '@/app/i18n/use-text';
import type { CustomField, CustomSubject } from '@/server/domain/figure/custom-subjects';
import {
  conditionsOf,
  type FigureParam,
  MOST_PARAMS,
  paramFields,
  paramText,
} from '@/server/domain/figure/figure-params';

interface FieldProps {
  field: CustomField;
  value: string;
  onChange: (value: string) => void;
}

const ParamInput = ({ field, value, onChange }: FieldProps) => {
  const t = useText();
  const locale = useLocale();
  const id = useId();
  return (
    <div className="lt-field">
      <label className="lt-label" htmlFor={id}>
        {locale === 'en' ? field.name.en : field.name.zh}
      </label>
      {field.kind === 'choice' ? (
        <select id={id} className="lt-select" value={value} onChange={(event) => onChange(event.target.value)}>
          <option value="">{t('report.pickAny')}</option>
          {field.choices.map((choice) => (
            <option key={choice.code} value={choice.code}>
              {locale === 'en' ? choice.en : choice.zh}
            </option>
          ))}
        </select>
      ) : (
        <input
          id={id}
          className="lt-input"
          inputMode={field.kind === 'number' ? 'numeric' : undefined}
          maxLength={30}
          placeholder={t('report.pickAny')}
          value={value}
          onChange={(event) => onChange(event.target.value.trim())}
        />
      )}
    </div>
  );
};

interface NarrowingProps {
  name: string;
  subject: CustomSubject;
  disabled: boolean;
  onInsert: (params: FigureParam[]) => void;
  onClose: () => void;
}

/** 加条件: to which category, retention period, fonds … a figure is narrowed where it stands in the text. */
export const FigureNarrowing = ({ name, subject, disabled, onInsert, onClose }: NarrowingProps) => {
  const t = useText();
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const fields = paramFields(subject);
  const params = fields.flatMap((field) => {
    const value = values[field.key] ?? '';
    return value === '' ? [] : [paramText(field, value)];
  });
  const isWrong = conditionsOf(subject, params) === null;
  return (
    <fieldset className="lt-field">
      <legend className="lt-label">{t('report.pickNarrowTitle', { name })}</legend>
      {fields.map((field) => (
        <ParamInput
          key={field.key}
          field={field}
          value={values[field.key] ?? ''}
          onChange={(value) => setValues((before) => ({ ...before, [field.key]: value }))}
        />
      ))}
      {isWrong ? <p className="lt-report-warn">{t('report.pickWrong', { n: MOST_PARAMS })}</p> : null}
      <div className="lt-wrap">
        <Button onClick={onClose}>{t('report.pickBack')}</Button>
        <Button look="primary" disabled={disabled || isWrong || params.length === 0} onClick={() => onInsert(params)}>
          {t('report.pickInsert')}
        </Button>
      </div>
    </fieldset>
  );
};
