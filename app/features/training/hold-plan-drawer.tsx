import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useText } from '@/app/i18n/use-text';
import {
  type CourseKind,
  type CourseMode,
  SUBJECT_FIELDS,
  type SubjectField,
} from '@/server/domain/training/course-vocabulary';
import type { HoldPlanLineInput, PlanLineView } from '@/server/domain/training/study-plan';

import { Hours, KindAndMode, Place } from './session-fields';

interface Values {
  heldOn: string;
  subjectField: SubjectField;
  kind: CourseKind;
  mode: CourseMode;
  hours: string | number;
  place: string;
}

interface HoldPlanDrawerProps {
  line: PlanLineView;
  onClose: () => void;
  onSubmit: (input: Omit<HoldPlanLineInput, 'entryId'>, idempotencyKey: string) => Promise<void>;
}

/** 办成培训: topic, audience and speaker come from the line; the rest is filled in already and may be changed. */
export const HoldPlanDrawer = ({ line, onClose, onSubmit }: HoldPlanDrawerProps) => {
  const t = useText();
  const labels = {
    heldOn: t('training.heldOn'),
    subjectField: t('staffing.subjectField'),
    kind: t('training.kind'),
    mode: t('training.mode'),
    hours: t('training.hours'),
    place: t('training.place'),
  };
  return (
    <FormDrawer<Values>
      open
      onClose={onClose}
      title={t('staffing.holdTitle')}
      submitLabel={t('staffing.hold')}
      fieldLabels={labels}
      initialValues={{
        heldOn: line.plannedOn,
        subjectField: 'archives',
        kind: 'business_study',
        mode: 'onsite',
        hours: 2,
      }}
      onSubmit={({ hours, ...values }, key) => onSubmit({ ...values, hours: Number(hours) }, key)}
    >
      <p className="lt-note">
        {t('staffing.holdEffect', { topic: line.topic, audience: line.audience ?? t('staffing.everybody') })}
      </p>
      <FormField name="heldOn" label={labels.heldOn} required>
        <input className="lt-input" type="date" />
      </FormField>
      <FormField name="subjectField" label={labels.subjectField} required>
        <select className="lt-select">
          {SUBJECT_FIELDS.map((field) => (
            <option key={field} value={field}>
              {t(`staffing.subject_${field}`)}
            </option>
          ))}
        </select>
      </FormField>
      <KindAndMode labels={labels} />
      <Hours label={labels.hours} />
      <Place label={labels.place} />
    </FormDrawer>
  );
};
