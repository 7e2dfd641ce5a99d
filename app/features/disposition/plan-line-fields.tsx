import { FormField } from '@/app/components/form-drawer';
import { useText } from '@/app/i18n/use-text';

export interface PlanLineValues {
  scope: string;
  yearFrom: string;
  yearTo: string;
  dueOn: string;
}

/** What a unit hands over and by when. */
export const PlanLineFields = () => {
  const t = useText();
  return (
    <>
      <FormField name="scope" label={t('disposition.scope')} required>
        <input className="lt-input" maxLength={500} />
      </FormField>
      <div className="lt-field-pair">
        <FormField name="yearFrom" label={t('disposition.yearFrom')} required>
          <input className="lt-input" type="number" min={1000} max={2100} inputMode="numeric" />
        </FormField>
        <FormField name="yearTo" label={t('disposition.yearTo')} required>
          <input className="lt-input" type="number" min={1000} max={2100} inputMode="numeric" />
        </FormField>
        <FormField name="dueOn" label={t('disposition.dueOn')} required>
          <input className="lt-input" type="date" />
        </FormField>
      </div>
    </>
  );
};
