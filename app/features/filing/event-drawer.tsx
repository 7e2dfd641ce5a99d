import { Checkbox } from 'antd';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { DepartmentView } from '@/server/domain/filing/department';
import { EVENT_KINDS, type EventView, MATERIALS } from '@/server/domain/filing/registers';
import { Options } from './filing-labels';

interface Values {
  kind: EventView['kind'];
  name: string;
  heldFrom: string;
  heldTo?: string;
  host?: string;
  topicCode?: string;
  departmentId?: string;
  materials?: EventView['tasks'][number]['material'][];
  dueOn?: string;
}

const tasksOf = ({ departmentId, materials = [], dueOn }: Values) =>
  departmentId && dueOn ? materials.map((material) => ({ departmentId, material, dueOn })) : [];

/** 四重: what happens, and who collects what until when. */
export const EventDrawer = (props: {
  departments: readonly DepartmentView[];
  onClose: () => void;
  onDone: () => void;
}) => {
  const t = useText();
  const today = useToday();
  const client = useWorkspaceClient();
  return (
    <FormDrawer<Values>
      open
      onClose={props.onClose}
      title={t('filing.eventAdd')}
      fieldLabels={{ name: t('filing.eventName'), heldTo: t('filing.eventTo') }}
      initialValues={{
        kind: 'activity',
        heldFrom: today,
        departmentId: props.departments[0]?.id ?? '',
        materials: ['text', 'photo'],
      }}
      onSubmit={async (values, idempotencyKey) => {
        const { kind, name, heldFrom, heldTo, host, topicCode } = values;
        await client.filing.addEvent.mutate(
          { kind, name, heldFrom, heldTo: heldTo || undefined, host, topicCode, tasks: tasksOf(values) },
          { context: { idempotencyKey } },
        );
        props.onDone();
      }}
    >
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
      </div>
      <FormField name="topicCode" label={t('filing.eventTopic')} help={t('filing.eventTopicHelp')}>
        <input className="lt-input" maxLength={20} autoComplete="off" />
      </FormField>
      <FormField name="departmentId" label={t('filing.eventTaskDepartment')}>
        <select className="lt-select">
          <Options options={props.departments.map((one) => ({ value: one.id, label: one.name }))} />
        </select>
      </FormField>
      <FormField name="materials" label={t('filing.eventTaskMaterials')} group>
        <Checkbox.Group
          className="lt-choices"
          options={MATERIALS.map((material) => ({ value: material, label: t(`filing.material_${material}`) }))}
        />
      </FormField>
      <FormField name="dueOn" label={t('filing.eventTaskDue')} required>
        <input className="lt-input" type="date" />
      </FormField>
    </FormDrawer>
  );
};
