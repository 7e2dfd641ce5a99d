import { FormField } from '@/app/components/form-drawer';
import { useLocale } from '@/app/i18n/use-text';
import { RATING_LEVELS, type RatingKind } from '@/server/domain/assessment/assessment-vocabulary';
import { levelName } from './assessment-labels';

interface LevelFieldProps {
  kind: RatingKind;
  name: string;
  label: string;
  required?: boolean;
}

/** The levels that a kind has. */
export const LevelField = ({ kind, name, label, required = false }: LevelFieldProps) => {
  const locale = useLocale();
  return (
    <FormField name={name} label={label} required={required}>
      <select className="lt-select">
        <option value="" />
        {RATING_LEVELS[kind].map(({ code }) => (
          <option key={code} value={code}>
            {levelName(kind, code, locale)}
          </option>
        ))}
      </select>
    </FormField>
  );
};
