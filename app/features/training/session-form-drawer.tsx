import { Checkbox } from 'antd';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useText } from '@/app/i18n/use-text';
import { ROLE_CODES, type Role } from '@/server/domain/tenancy/permission';
import {
  type CourseKind,
  type CourseMode,
  ORGANISER_KINDS,
  type OrganiserKind,
  SESSION_PROGRAMMES,
  type SessionProgramme,
  TRAINEE_POSTS,
  type TraineePost,
} from '@/server/domain/training/course-vocabulary';

import { Hours, KindAndMode, Place } from './session-fields';

export interface SessionFormValues {
  title: string;
  kind: CourseKind;
  mode: CourseMode;
  organiserKind: OrganiserKind;
  place: string;
  /** As typed. */
  hours: string | number;
  heldOn: string;
  programme: SessionProgramme;
  speaker: string;
  startsAt: string;
  capacity: string | number;
  enrolBy: string;
  posts: TraineePost[];
  courseId: string;
  audience: string;
  systemRoles: Role[];
}

interface SessionFormDrawerProps {
  open: boolean;
  onClose: () => void;
  title: string;
  initialValues: Partial<SessionFormValues>;
  /** What it may belong to. */
  courses: readonly { id: string; title: string }[];
  onSubmit: (values: SessionInput, idempotencyKey: string) => Promise<void>;
}

/** What goes to the server: nothing typed is nothing said. */
const toInput = (values: SessionFormValues) => {
  const { title, kind, mode, organiserKind, place, heldOn, programme, speaker, posts, systemRoles } = values;
  const given = <Value,>(typed: Value): Value | undefined => (typed ? typed : undefined);
  return {
    ...{ title, kind, mode, organiserKind, place, heldOn, programme, speaker, posts: posts ?? [] },
    hours: Number(values.hours),
    startsAt: given(values.startsAt),
    capacity: values.capacity ? Number(values.capacity) : undefined,
    enrolBy: given(values.enrolBy),
    courseId: given(values.courseId),
    audience: given(values.audience),
    systemRoles: systemRoles ?? [],
  };
};
type SessionInput = ReturnType<typeof toInput>;

const labelsOf = (t: ReturnType<typeof useText>) => ({
  title: t('training.name'),
  kind: t('training.kind'),
  mode: t('training.mode'),
  organiserKind: t('training.organiser'),
  place: t('training.place'),
  hours: t('training.hours'),
  heldOn: t('training.heldOn'),
  programme: t('training.programme'),
  speaker: t('training.speaker'),
  startsAt: t('training.startsAt'),
  capacity: t('training.capacity'),
  enrolBy: t('training.enrolBy'),
  posts: t('training.posts'),
  courseId: t('training.course'),
  audience: t('staffing.audience'),
  systemRoles: t('staffing.systemRoles'),
});

/** Who may come, how many, until when: what an invitation says beside the session itself. */
const EnrolmentFields = ({ labels }: { labels: ReturnType<typeof labelsOf> }) => {
  const t = useText();
  return (
    <>
      <FormField name="startsAt" label={labels.startsAt} help={t('training.startsAtHelp')}>
        <input className="lt-input" type="time" />
      </FormField>
      <FormField name="speaker" label={labels.speaker}>
        <input className="lt-input" maxLength={60} />
      </FormField>
      <FormField name="audience" label={labels.audience}>
        <input className="lt-input" maxLength={100} />
      </FormField>
      <FormField name="posts" label={labels.posts} help={t('training.postsHelp')} group>
        <Checkbox.Group options={TRAINEE_POSTS.map((post) => ({ value: post, label: t(`hours.post_${post}`) }))} />
      </FormField>
      <FormField name="capacity" label={labels.capacity} help={t('training.capacityHelp')}>
        <input className="lt-input" type="number" min={1} max={5000} step={1} inputMode="numeric" />
      </FormField>
      <FormField name="enrolBy" label={labels.enrolBy}>
        <input className="lt-input" type="date" />
      </FormField>
    </>
  );
};

/** Which programme and course it counts for. */
const BelongingFields = ({
  labels,
  courses,
}: {
  labels: ReturnType<typeof labelsOf>;
  courses: SessionFormDrawerProps['courses'];
}) => {
  const t = useText();
  return (
    <>
      <FormField name="programme" label={labels.programme} required>
        <select className="lt-select">
          {SESSION_PROGRAMMES.map((programme) => (
            <option key={programme} value={programme}>
              {t(`training.programme_${programme}`)}
            </option>
          ))}
        </select>
      </FormField>
      <FormField name="courseId" label={labels.courseId}>
        <select className="lt-select">
          <option value="">{t('training.courseNone')}</option>
          {courses.map((course) => (
            <option key={course.id} value={course.id}>
              {course.title}
            </option>
          ))}
        </select>
      </FormField>
      <FormField name="systemRoles" label={labels.systemRoles} help={t('staffing.systemRolesHelp')} group>
        <Checkbox.Group options={ROLE_CODES.map((role) => ({ value: role, label: t(`tenancy.role_${role}`) }))} />
      </FormField>
    </>
  );
};

/** One form for planning a session and for changing it. */
export const SessionFormDrawer = (props: SessionFormDrawerProps) => {
  const { open, onClose, title, initialValues, courses, onSubmit } = props;
  const t = useText();
  const labels = labelsOf(t);
  return (
    <FormDrawer<SessionFormValues>
      open={open}
      onClose={onClose}
      title={title}
      initialValues={initialValues}
      fieldLabels={labels}
      onSubmit={(values, key) => onSubmit(toInput(values), key)}
    >
      <FormField name="title" label={labels.title} required>
        <input className="lt-input" maxLength={120} />
      </FormField>
      <FormField name="heldOn" label={labels.heldOn} required>
        <input className="lt-input" type="date" />
      </FormField>
      <KindAndMode labels={labels} />
      <FormField name="organiserKind" label={labels.organiserKind} required>
        <select className="lt-select">
          {ORGANISER_KINDS.map((organiser) => (
            <option key={organiser} value={organiser}>
              {t(`training.organiser_${organiser}`)}
            </option>
          ))}
        </select>
      </FormField>
      <Place label={labels.place} />
      <Hours label={labels.hours} />
      <EnrolmentFields labels={labels} />
      <BelongingFields labels={labels} courses={courses} />
    </FormDrawer>
  );
};
