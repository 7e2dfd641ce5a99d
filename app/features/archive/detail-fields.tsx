import { FormField } from '@/app/components/form-drawer';
import { useLocale, useText } from '@/app/i18n/use-text';
import { type CategoryField, categoryFields, DETAIL_LENGTH } from '@/server/domain/archive/category-fields';
import { fieldHelp } from '@/server/domain/archive/field-help';
import { splitTopics } from '@/server/domain/archive/grid-row';
import { useTopics } from './use-topics';

/** What a field is written like, with the clause that says so. */
export const useFieldHelp = (category: string) => {
  const locale = useLocale();
  return (column: string): string | undefined => {
    const help = fieldHelp(column, category);
    return help ? [locale === 'en' ? help.en : help.zh, `(${help.source})`].filter(Boolean).join(' ') : undefined;
  };
};

const Control = ({ field, locale, ...given }: { field: CategoryField; locale: string }) => {
  if (field.kind === 'choice') {
    return (
      <select className="lt-select" {...given}>
        <option value="" />
        {field.choices?.map((choice) => (
          <option key={choice.code} value={choice.code}>
            {locale === 'en' ? choice.en : choice.zh}
          </option>
        ))}
      </select>
    );
  }
  if (field.kind === 'longText') {
    return <textarea className="lt-input lt-textarea" rows={2} maxLength={DETAIL_LENGTH} {...given} />;
  }
  return (
    <input
      className="lt-input"
      inputMode={field.kind === 'number' ? 'numeric' : undefined}
      maxLength={field.kind === 'text' ? DETAIL_LENGTH : 20}
      {...given}
    />
  );
};

/** The fields that only records of the category have. Their form names are `details.<code>`. */
export const DetailFields = ({ category, others = [] }: { category: string; others?: readonly string[] }) => {
  const t = useText();
  const locale = useLocale();
  const helpOf = useFieldHelp(category);
  const fields = categoryFields(category);
  const unknown = others.filter((code) => !fields.some((field) => field.code === code));
  return (
    <>
      {fields.map((field) => (
        <FormField
          key={field.code}
          name={`details.${field.code}`}
          label={locale === 'en' ? field.en : field.zh}
          required={field.isRequired}
          help={helpOf(`details.${field.code}`) ?? (field.kind === 'date' ? t('archive.newDateHelp') : undefined)}
        >
          <Control field={field} locale={locale} />
        </FormField>
      ))}
      {unknown.map((code) => (
        <FormField key={code} name={`details.${code}`} label={code}>
          <input className="lt-input" maxLength={DETAIL_LENGTH} />
        </FormField>
      ))}
    </>
  );
};

interface TopicBoxesProps {
  id?: string;
  value?: string;
  onChange?: (codes: string) => void;
}

/** 专题 as boxes; the value of the field is their codes. What is not in the list stays. */
export const TopicBoxes = ({ id, value = '', onChange }: TopicBoxesProps) => {
  const t = useText();
  const locale = useLocale();
  const topics = useTopics();
  const chosen = splitTopics(value);
  const toggle = (code: string) =>
    onChange?.((chosen.includes(code) ? chosen.filter((one) => one !== code) : [...chosen, code]).join('、'));
  return (
    <fieldset id={id} className="lt-wrap lt-topics">
      <legend className="lt-hidden">{t('archive.field_topics')}</legend>
      {topics
        .filter((topic) => topic.isActive || chosen.includes(topic.code))
        .map((topic) => (
          <label key={topic.code} className="lt-row">
            <input
              type="checkbox"
              className="lt-checkbox"
              checked={chosen.includes(topic.code)}
              onChange={() => toggle(topic.code)}
            />
            <span>{locale === 'en' ? topic.en : topic.name}</span>
          </label>
        ))}
    </fieldset>
  );
};

export const TopicField = () => {
  const t = useText();
  return (
    <FormField name="topics" label={t('archive.field_topics')} group>
      <TopicBoxes />
    </FormField>
  );
};
