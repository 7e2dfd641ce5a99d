import { Checkbox } from 'antd';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useTopics } from '@/app/features/archive/use-topics';
import { useLocale, useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { DepartmentView } from '@/server/domain/filing/department';
import type { EventView, Material } from '@/server/domain/filing/major-event';
import { EVENT_KINDS, MATERIALS } from './event-labels';
import { Options } from './filing-labels';

interface FieldValues {
  kind: EventView['kind'];
  name: string;
  heldFrom: string;
  heldTo?: string;
  host?: string;
  responsibleDepartmentId?: string;
  plan?: string;
  dueOn?: string;
  topicCode?: string;
}
interface TaskValues {
  departmentId?: string;
  materials?: Material[];
  taskDueOn?: string;
}
type Values = FieldValues & TaskValues;
interface DrawerProps {
  departments: readonly DepartmentView[];
  onClose: () => void;
  onDone: () => void;
}

const tasksOf = ({ departmentId, materials = [], taskDueOn }: TaskValues) =>
  departmentId && taskDueOn ? materials.map((material) => ({ departmentId, material, dueOn: taskDueOn })) : [];

const fieldsOf = ({ kind, name, heldFrom, heldTo, host, plan, dueOn, topicCode, ...rest }: FieldValues) => ({
  kind,
  name,
  heldFrom,
  heldTo: heldTo || undefined,
  host,
  responsibleDepartmentId: rest.responsibleDepartmentId || undefined,
  plan,
  dueOn: dueOn || undefined,
  topicCode: topicCode || undefined,
});

const departmentOptions = (departments: readonly DepartmentView[]) =>
  departments.map((one) => ({ value: one.id, label: one.name }));

const useLabels = () => {
  const t = useText();
  return {
    name: t('filing.eventName'),
    heldTo: t('filing.eventTo'),
    dueOn: t('event.dueOn'),
    plan: t('event.plan'),
    tasks: t('filing.eventTasks'),
  };
};

/** 专题 of the unit; one that is no longer among them stays chosen. */
const TopicChoice = ({
  id,
  value = '',
  onChange,
}: {
  id?: string;
  value?: string;
  onChange?: (code: string) => void;
}) => {
  const locale = useLocale();
  const t = useText();
  const topics = useTopics().filter((topic) => topic.isActive || topic.code === value);
  return (
    <select id={id} className="lt-select" value={value} onChange={(event) => onChange?.(event.target.value)}>
      <option value="">{t('event.topicNone')}</option>
      {value === '' || topics.some((topic) => topic.code === value) ? null : <option value={value}>{value}</option>}
      <Options options={topics.map(({ code, name, en }) => ({ value: code, label: locale === 'en' ? en : name }))} />
    </select>
  );
};

const EventFields = ({ departments }: { departments: readonly DepartmentView[] }) => {
  const t = useText();
  return (
    <>
      <FormField name="name" label={t('filing.eventName')} required>
        <input className="lt-input" maxLength={200} autoComplete="off" />
      </FormField>
      <div className="lt-field-pair">
        <FormField name="kind" label={t('filing.eventKind')} required>
          <select className="lt-select">
            <Options options={EVENT_KINDS.map((kind) => ({ value: kind, label: t(`filing.eventKind_${kind}`) }))} />
          </select>
        </FormField>
        <FormField name="host" label={t('filing.eventHost')}>
          <input className="lt-input" maxLength={80} autoComplete="off" />
        </FormField>
        <FormField name="heldFrom" label={t('filing.eventFrom')} required>
          <input className="lt-input" type="date" />
        </FormField>
        <FormField name="heldTo" label={t('filing.eventTo')}>
          <input className="lt-input" type="date" />
        </FormField>
        <FormField name="responsibleDepartmentId" label={t('event.responsible')}>
          <select className="lt-select">
            <option value="">{t('event.responsibleNone')}</option>
            <Options options={departmentOptions(departments)} />
          </select>
        </FormField>
        <FormField name="dueOn" label={t('event.dueOn')} help={t('event.dueHelp')}>
          <input className="lt-input" type="date" />
        </FormField>
      </div>
      <FormField name="plan" label={t('event.plan')} help={t('event.planHelp')}>
        <textarea className="lt-input lt-textarea" rows={3} maxLength={1000} />
      </FormField>
      <FormField name="topicCode" label={t('filing.eventTopic')} help={t('filing.eventTopicHelp')}>
        <TopicChoice />
      </FormField>
    </>
  );
};

const TaskFields = ({ departments, required }: { departments: readonly DepartmentView[]; required: boolean }) => {
  const t = useText();
  return (
    <>
      <FormField name="departmentId" label={t('filing.eventTaskDepartment')} required={required}>
        <select className="lt-select">
          <Options options={departmentOptions(departments)} />
        </select>
      </FormField>
      <FormField name="materials" label={t('filing.eventTaskMaterials')} required={required} group>
        <Checkbox.Group
          className="lt-choices"
          options={MATERIALS.map((material) => ({ value: material, label: t(`filing.material_${material}`) }))}
        />
      </FormField>
      <FormField name="taskDueOn" label={t('filing.eventTaskDue')} required={required}>
        <input className="lt-input" type="date" />
      </FormField>
    </>
  );
};

/** 四重: what happens, its plan and its day, and who collects what until when. */
export const EventDrawer = ({ departments, onClose, onDone }: DrawerProps) => {
  const t = useText();
  const today = useToday();
  const client = useWorkspaceClient();
  return (
    <FormDrawer<Values>
      open
      onClose={onClose}
      width={560}
      title={t('filing.eventAdd')}
      fieldLabels={useLabels()}
      initialValues={{
        kind: 'activity',
        heldFrom: today,
        departmentId: departments[0]?.id ?? '',
        materials: ['text', 'photo'],
      }}
      onSubmit={async (values, idempotencyKey) => {
        const input = { ...fieldsOf(values), tasks: tasksOf(values) };
        await client.filing.addEvent.mutate(input, { context: { idempotencyKey } });
        onDone();
      }}
    >
      <EventFields departments={departments} />
      <TaskFields departments={departments} required={departments.length > 0} />
    </FormDrawer>
  );
};

export const EditEventDrawer = ({ event, departments, onClose, onDone }: DrawerProps & { event: EventView }) => {
  const t = useText();
  const client = useWorkspaceClient();
  const { kind, name, heldFrom, heldTo, host, responsibleDepartmentId, plan, dueOn, topicCode } = event;
  return (
    <FormDrawer<FieldValues>
      open
      onClose={onClose}
      width={560}
      title={t('event.editTitle', { name })}
      fieldLabels={useLabels()}
      initialValues={{
        kind,
        name,
        heldFrom,
        heldTo: heldTo ?? '',
        host: host ?? '',
        responsibleDepartmentId: responsibleDepartmentId ?? '',
        plan: plan ?? '',
        dueOn: dueOn ?? '',
        topicCode: topicCode ?? '',
      }}
      onSubmit={async (values) => {
        const key = { eventId: event.id, rowVersion: event.rowVersion, note: event.note ?? undefined };
        await client.filing.updateEvent.mutate({ ...key, ...fieldsOf(values) });
        onDone();
      }}
    >
      <EventFields departments={departments} />
    </FormDrawer>
  );
};

export const AddTasksDrawer = ({ event, departments, onClose, onDone }: DrawerProps & { event: EventView }) => {
  const t = useText();
  const client = useWorkspaceClient();
  return (
    <FormDrawer<TaskValues>
      open
      onClose={onClose}
      title={t('event.addTasks')}
      fieldLabels={useLabels()}
      initialValues={{ departmentId: departments[0]?.id ?? '', materials: ['text'], taskDueOn: event.dueOn ?? '' }}
      onSubmit={async (values, idempotencyKey) => {
        const input = { eventId: event.id, tasks: tasksOf(values) };
        await client.filing.addEventTasks.mutate(input, { context: { idempotencyKey } });
        onDone();
      }}
    >
      <TaskFields departments={departments} required />
    </FormDrawer>
  );
};
