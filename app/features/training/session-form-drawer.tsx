import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useText } from '@/app/i18n/use-text';
import {
  COURSE_KINDS,
  COURSE_MODES,
  type CourseKind,
  type CourseMode,
  ORGANISER_KINDS,
  type OrganiserKind,
} from '@/server/domain/training/course-vocabulary';

export interface SessionFormValues {
  title: string;
  kind: CourseKind;
  mode: CourseMode;
  organiserKind: OrganiserKind;
  place: string;
  /** As typed. */
  hours: string | number;
  heldOn: string;
}

interface SessionFormDrawerProps {
  open: boolean;
  onClose: () => void;
  title: string;
  initialValues: Partial<SessionFormValues>;
  onSubmit: (values: SessionFormValues & { hours: number }, idempotencyKey: string) => Promise<void>;
}

/** One form for planning a session and for changing it. */
export const SessionFormDrawer = ({ open, onClose, title, initialValues, onSubmit }: SessionFormDrawerProps) => {
  const t = useText();
  const labels = {
    title: t('training.name'),
    kind: t('training.kind'),
    mode: t('training.mode'),
    organiserKind: t('training.organiser'),
    place: t('training.place'),
    hours: t('training.hours'),
    heldOn: t('training.heldOn'),
  };
  return (
    <FormDrawer<SessionFormValues>
      open={open}
      onClose={onClose}
      title={title}
      initialValues={initialValues}
      fieldLabels={labels}
      onSubmit={(values, key) => onSubmit({ ...values, hours: Number(values.hours) }, key)}
    >
      <FormField name="title" label={labels.title} required>
        <input className="lt-input" maxLength={120} />
      </FormField>
      <FormField name="heldOn" label={labels.heldOn} required>
        <input className="lt-input" type="date" />
      </FormField>
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
      <FormField name="organiserKind" label={labels.organiserKind} required>
        <select className="lt-select">
          {ORGANISER_KINDS.map((organiser) => (
            <option key={organiser} value={organiser}>
              {t(`training.organiser_${organiser}`)}
            </option>
          ))}
        </select>
      </FormField>
      <FormField name="place" label={labels.place}>
        <input className="lt-input" maxLength={120} />
      </FormField>
      <FormField name="hours" label={labels.hours} required>
        <input className="lt-input" type="number" min={0.5} max={200} step={0.5} inputMode="decimal" />
      </FormField>
    </FormDrawer>
  );
};
