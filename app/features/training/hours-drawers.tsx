import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { useWorkspaceClient } from '@/app/lib/workspace';
import {
  COURSE_MODES,
  type CourseMode,
  HOST_LEVELS,
  type HostLevel,
  KNOWLEDGE_KINDS,
  type KnowledgeKind,
  TRAINEE_POSTS,
  type TraineePost,
} from '@/server/domain/training/course-vocabulary';
import type { PersonHoursView, RuleView } from '@/server/domain/training/hours';
import { FileField } from './course-drawers';
import { namesIn } from './names-in';

const PostSelect = (props: { value?: TraineePost; onChange?: (event: unknown) => void; id?: string }) => {
  const t = useText();
  return (
    <select className="lt-select" {...props}>
      {TRAINEE_POSTS.map((post) => (
        <option key={post} value={post}>
          {t(`hours.post_${post}`)}
        </option>
      ))}
    </select>
  );
};

interface PersonValues {
  personName: string;
  post: TraineePost;
  fromOn: string;
  untilOn: string;
}

/** 应训人员: added by hand, or changed in post and days. */
export const PersonDrawer = (props: {
  open: boolean;
  person: PersonHoursView | null;
  onClose: () => void;
  onDone: (text: string) => void;
}) => {
  const { person } = props;
  const t = useText();
  const today = useToday();
  const client = useWorkspaceClient();
  const initial = person
    ? { personName: person.personName, post: person.post, fromOn: person.fromOn, untilOn: person.untilOn ?? '' }
    : { personName: '', post: 'part_time' as const, fromOn: `${today.slice(0, 4)}-01-01`, untilOn: '' };
  return (
    <FormDrawer<PersonValues>
      open={props.open}
      onClose={props.onClose}
      title={t(person ? 'hours.editPerson' : 'hours.addPerson')}
      initialValues={initial}
      fieldLabels={{ personName: t('hours.person'), untilOn: t('hours.untilOn') }}
      onSubmit={async ({ personName, post, fromOn, untilOn }, idempotencyKey) => {
        const which = { traineeId: person?.id, rowVersion: person?.rowVersion ?? 0 };
        const input = { ...which, personName, post, fromOn, untilOn: untilOn || null };
        await client.hours.savePerson.mutate(input, { context: { idempotencyKey } });
        props.onDone(t(person ? 'hours.personChanged' : 'hours.personAdded'));
      }}
    >
      <FormField name="personName" label={t('hours.person')} required>
        <input className="lt-input" maxLength={40} />
      </FormField>
      <FormField name="post" label={t('hours.post')} required>
        <PostSelect />
      </FormField>
      <FormField name="fromOn" label={t('hours.fromOn')} required>
        <input className="lt-input" type="date" />
      </FormField>
      <FormField name="untilOn" label={t('hours.untilOn')} help={t('hours.untilOnHelp')}>
        <input className="lt-input" type="date" />
      </FormField>
    </FormDrawer>
  );
};

interface CreditValues {
  people: string;
  title: string;
  hostLevel: HostLevel;
  hostName: string;
  mode: CourseMode;
  knowledge: KnowledgeKind;
  hours: string | number;
  heldOn: string;
  approvedBy: string;
  result: string;
  certificateNumber: string;
  objectId?: string;
}

/** Who hosted it and how it was: what the report counts by. */
const HostFields = () => {
  const t = useText();
  return (
    <>
      <FormField name="hostLevel" label={t('hours.hostLevel')} required>
        <select className="lt-select">
          {HOST_LEVELS.map((level) => (
            <option key={level} value={level}>
              {t(`hours.level_${level}`)}
            </option>
          ))}
        </select>
      </FormField>
      <FormField name="hostName" label={t('hours.hostName')} required help={t('hours.hostNameHelp')}>
        <input className="lt-input" maxLength={80} />
      </FormField>
      <FormField name="mode" label={t('hours.mode')} required>
        <select className="lt-select">
          {COURSE_MODES.map((mode) => (
            <option key={mode} value={mode}>
              {t(`training.mode_${mode}`)}
            </option>
          ))}
        </select>
      </FormField>
      <FormField name="knowledge" label={t('hours.knowledge')} required>
        <select className="lt-select">
          {KNOWLEDGE_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {t(`course.knowledge_${kind}`)}
            </option>
          ))}
        </select>
      </FormField>
    </>
  );
};

/** 外出培训 of one or several people. */
export const CreditDrawer = (props: { open: boolean; onClose: () => void; onDone: (text: string) => void }) => {
  const t = useText();
  const today = useToday();
  const client = useWorkspaceClient();
  return (
    <FormDrawer<CreditValues>
      open={props.open}
      onClose={props.onClose}
      title={t('hours.addCredit')}
      initialValues={{ hostLevel: 'province', mode: 'online', knowledge: 'professional', hours: 8, heldOn: today }}
      fieldLabels={{ people: t('hours.people'), title: t('hours.creditTitle'), heldOn: t('hours.heldOn') }}
      onSubmit={async ({ people, hours, ...typed }, idempotencyKey) => {
        const input = { ...typed, people: namesIn(people), hours: Number(hours) };
        const { added } = await client.hours.addCredit.mutate(input, { context: { idempotencyKey } });
        props.onDone(t('hours.creditAdded', { n: added }));
      }}
    >
      <FormField name="people" label={t('hours.people')} required help={t('hours.peopleHelp')}>
        <textarea className="lt-input lt-textarea" rows={3} />
      </FormField>
      <FormField name="title" label={t('hours.creditTitle')} required>
        <input className="lt-input" maxLength={120} />
      </FormField>
      <FormField name="heldOn" label={t('hours.heldOn')} required>
        <input className="lt-input" type="date" />
      </FormField>
      <FormField name="hours" label={t('hours.hours')} required>
        <input className="lt-input" type="number" min={0.5} max={300} step={0.5} inputMode="decimal" />
      </FormField>
      <HostFields />
      <FormField name="approvedBy" label={t('hours.approvedBy')}>
        <input className="lt-input" maxLength={60} />
      </FormField>
      <FormField name="result" label={t('hours.result')} help={t('hours.resultHelp')}>
        <input className="lt-input" maxLength={60} />
      </FormField>
      <FormField name="certificateNumber" label={t('hours.certificateNumber')}>
        <input className="lt-input" maxLength={60} />
      </FormField>
      <FormField name="objectId" label={t('hours.proof')}>
        <FileField now={null} />
      </FormField>
    </FormDrawer>
  );
};

interface RuleValues {
  post: TraineePost;
  fromYear: string | number;
  totalHours: string | number;
  professionalHours: string | number;
  basis: string;
}

/** 学时要求 of one post from a year on. */
export const RuleDrawer = ({
  rule,
  year,
  onClose,
}: {
  rule: RuleView;
  year: number;
  onClose: (text?: string) => void;
}) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  return (
    <FormDrawer<RuleValues>
      open
      onClose={() => onClose()}
      title={t('hours.ruleEdit')}
      initialValues={{ ...rule, fromYear: year }}
      fieldLabels={{ professionalHours: t('hours.ruleProfessional') }}
      onSubmit={async ({ post, basis, ...numbers }) => {
        const fromYear = Number(numbers.fromYear);
        const hours = {
          totalHours: Number(numbers.totalHours),
          professionalHours: Number(numbers.professionalHours),
        };
        await client.hours.setRule.mutate({ post, basis, fromYear, ...hours });
        toast({ text: t('hours.ruleSaved') });
        onClose('saved');
      }}
    >
      <FormField name="post" label={t('hours.post')} required>
        <PostSelect />
      </FormField>
      <FormField name="fromYear" label={t('hours.ruleFromYear')} required>
        <input className="lt-input" type="number" min={1990} max={2999} step={1} inputMode="numeric" />
      </FormField>
      <FormField name="totalHours" label={t('hours.ruleTotal')} required>
        <input className="lt-input" type="number" min={0} max={500} step={0.5} inputMode="decimal" />
      </FormField>
      <FormField name="professionalHours" label={t('hours.ruleProfessional')} required>
        <input className="lt-input" type="number" min={0} max={500} step={0.5} inputMode="decimal" />
      </FormField>
      <FormField name="basis" label={t('hours.ruleBasis')} required>
        <input className="lt-input" maxLength={120} />
      </FormField>
    </FormDrawer>
  );
};
