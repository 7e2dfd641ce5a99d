import { FormField } from '@/app/components/form-drawer';
import { useText } from '@/app/i18n/use-text';
import { COURSE_KINDS, COURSE_MODES } from '@/server/domain/training/course-vocabulary';

/* Fields of a session, whether it is planned by itself or comes of a line of the study plan. */

export const KindAndMode = ({ labels }: { labels: { kind: string; mode: string } }) => {
  const t = useText();
  return (
    <>
      <FormField name="kind" label={labels.kind} required>
        <select className="lt-select">
          {COURSE_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {t(`training.kind_${kind}`)}
            </option>
          ))}
        </select>
      </FormField>
      <FormField name="mode" label={labels.mode} required>
        <select className="lt-select">
          {COURSE_MODES.map((mode) => (
            <option key={mode} value={mode}>
              {t(`training.mode_${mode}`)}
            </option>
          ))}
        </select>
      </FormField>
    </>
  );
};

export const Hours = ({ label }: { label: string }) => (
  <FormField name="hours" label={label} required>
    <input className="lt-input" type="number" min={0.5} max={200} step={0.5} inputMode="decimal" />
  </FormField>
);

export const Place = ({ label }: { label: string }) => (
  <FormField name="place" label={label}>
    <input className="lt-input" maxLength={120} />
  </FormField>
);
