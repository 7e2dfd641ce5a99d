import { Checkbox, Form } from 'antd';
import { FactList } from '@/app/components/fact-list';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { CalendarPerson, PlannedVisitView } from '@/server/domain/guidance/guidance-calendar';
import { GUIDANCE_MODES, type GuidanceMode } from '@/server/domain/guidance/guidance-vocabulary';
import type { KnownUnitView } from '@/server/domain/tenancy/known-unit';
import { DayNote } from './day-note';

interface PlanValues {
  unitTenantId: string;
  unitName?: string;
  mode: GuidanceMode;
  topic: string;
  plannedOn: string;
  guideAccountIds: string[];
  guides?: string;
}

interface PlanVisitProps {
  units: readonly KnownUnitView[];
  people: readonly CalendarPerson[];
  onClose: () => void;
  onDone: () => void;
}

const OtherName = ({ label, help }: { label: string; help: string }) =>
  Form.useWatch('unitTenantId') === '' ? (
    <FormField name="unitName" label={label} help={help} required>
      <input className="lt-input" maxLength={100} />
    </FormField>
  ) : null;

const namesIn = (typed = ''): string[] => typed.split(/[、，,\s]+/u).filter(Boolean);

/** Colleagues to tick; who has the name of another is told apart by what they are. */
const peopleOptions = (people: readonly CalendarPerson[]) =>
  people.map(({ accountId, name, position }) => {
    const isDoubled = people.some((one) => one.accountId !== accountId && one.name === name);
    return { value: accountId, label: isDoubled ? `${name}（${position ?? accountId.slice(-4)}）` : name };
  });

/** The day as it is being filled in: what its people and its unit have on it already. */
const PlannedDay = () => {
  const day: string = Form.useWatch('plannedOn') ?? '';
  const unit: string = Form.useWatch('unitTenantId') ?? '';
  const unitName: string = Form.useWatch('unitName') ?? '';
  const guideAccountIds: string[] = Form.useWatch('guideAccountIds') ?? [];
  const guides = namesIn(Form.useWatch('guides'));
  const whom = unit === '' ? { unitName: unitName || undefined } : { unitTenantId: Number(unit) };
  return <DayNote ask={{ day, ...whom, guideAccountIds, guides }} />;
};

/** 安排指导 for a day to come. */
export const PlanVisitDrawer = ({ units, people, onClose, onDone }: PlanVisitProps) => {
  const t = useText();
  const toast = useToast();
  const today = useToday();
  const client = useWorkspaceClient();
  const labels = {
    unitTenantId: t('calendar.unit'),
    unitName: t('calendar.unitName'),
    mode: t('calendar.mode'),
    topic: t('calendar.topic'),
    plannedOn: t('calendar.plannedOn'),
    guideAccountIds: t('calendar.guides'),
    guides: t('calendar.otherGuides'),
  };
  return (
    <FormDrawer<PlanValues>
      open
      onClose={onClose}
      title={t('calendar.plan')}
      fieldLabels={labels}
      initialValues={{
        unitTenantId: String(units[0]?.tenantId ?? ''),
        mode: 'onsite',
        plannedOn: today,
        guideAccountIds: [],
      }}
      onSubmit={async ({ unitTenantId, unitName, guides, ...values }, idempotencyKey) => {
        const whom = unitTenantId === '' ? { unitName } : { unitTenantId: Number(unitTenantId) };
        const visit = { ...values, ...whom, guides: namesIn(guides) };
        await client.guidance.planVisit.mutate(visit, { context: { idempotencyKey } });
        toast({ text: t('calendar.saved') });
        onDone();
      }}
    >
      <p className="lt-note">{t('calendar.planEffect')}</p>
      <FormField name="unitTenantId" label={labels.unitTenantId}>
        <select className="lt-select">
          {units.map((unit) => (
            <option key={unit.tenantId} value={unit.tenantId}>
              {unit.name}
            </option>
          ))}
          <option value="">{t('calendar.noUnit')}</option>
        </select>
      </FormField>
      <OtherName label={labels.unitName} help={t('calendar.unitNameHelp')} />
      <FormField name="mode" label={labels.mode} required>
        <select className="lt-select">
          {GUIDANCE_MODES.map((mode) => (
            <option key={mode} value={mode}>
              {t(`guidance.mode_${mode}`)}
            </option>
          ))}
        </select>
      </FormField>
      <FormField name="topic" label={labels.topic} required>
        <input className="lt-input" maxLength={200} />
      </FormField>
      <FormField name="plannedOn" label={labels.plannedOn} required>
        <input className="lt-input" type="date" min={today} />
      </FormField>
      <FormField name="guideAccountIds" label={labels.guideAccountIds} help={t('calendar.guidesHelp')}>
        <Checkbox.Group className="lt-check-column" options={peopleOptions(people)} />
      </FormField>
      <FormField name="guides" label={labels.guides} help={t('calendar.otherGuidesHelp')}>
        <input className="lt-input" maxLength={200} />
      </FormField>
      <PlannedDay />
    </FormDrawer>
  );
};

const ACTS = ['finish', 'move', 'cancel'] as const;
interface VisitValues {
  act: (typeof ACTS)[number];
  guidedOn?: string;
  hours?: string | number;
  result?: string;
  plannedOn?: string;
  reason?: string;
}

/** What each way of dealing with a visit asks for. */
const ActFields = ({ labels, today, visitId }: { labels: Record<string, string>; today: string; visitId: string }) => {
  const act: VisitValues['act'] = Form.useWatch('act') ?? 'finish';
  const day: string = Form.useWatch('plannedOn') ?? '';
  if (act === 'move')
    return (
      <>
        <FormField name="plannedOn" label={labels.plannedOn ?? ''} required>
          <input className="lt-input" type="date" min={today} />
        </FormField>
        <DayNote ask={{ day, visitId }} />
      </>
    );
  if (act === 'cancel')
    return (
      <FormField name="reason" label={labels.reason ?? ''} required>
        <input className="lt-input" maxLength={200} />
      </FormField>
    );
  return (
    <>
      <FormField name="guidedOn" label={labels.guidedOn ?? ''} required>
        <input className="lt-input" type="date" max={today} />
      </FormField>
      <FormField name="hours" label={labels.hours ?? ''} required>
        <input className="lt-input" type="number" min={0.5} max={100} step={0.5} inputMode="decimal" />
      </FormField>
      <FormField name="result" label={labels.result ?? ''}>
        <textarea className="lt-input lt-textarea" rows={3} maxLength={2000} />
      </FormField>
    </>
  );
};

interface VisitDrawerProps {
  visit: PlannedVisitView;
  onClose: () => void;
  onDone: () => void;
}

/** A planned visit: it was made, goes to another day, or is given up. */
export const VisitDrawer = ({ visit, onClose, onDone }: VisitDrawerProps) => {
  const t = useText();
  const toast = useToast();
  const today = useToday();
  const client = useWorkspaceClient();
  const labels = {
    guidedOn: t('calendar.guidedOn'),
    hours: t('calendar.hours'),
    result: t('calendar.result'),
    plannedOn: t('calendar.newDay'),
    reason: t('calendar.reason'),
  };
  const key = { visitId: visit.id, rowVersion: visit.rowVersion };
  const submit = async (values: VisitValues, idempotencyKey: string): Promise<string> => {
    const { act, guidedOn = '', hours, result, plannedOn = '', reason = '' } = values;
    if (act === 'move') {
      await client.guidance.moveVisit.mutate({ ...key, plannedOn });
      return t('calendar.moved');
    }
    if (act === 'cancel') {
      await client.guidance.cancelVisit.mutate({ ...key, reason });
      return t('calendar.cancelled');
    }
    const done = { ...key, guidedOn, hours: Number(hours), result: result || undefined };
    await client.guidance.finishVisit.mutate(done, { context: { idempotencyKey } });
    return t('calendar.finished');
  };
  return (
    <FormDrawer<VisitValues>
      open
      onClose={onClose}
      title={t('calendar.visit')}
      fieldLabels={labels}
      initialValues={{ act: 'finish', guidedOn: today, hours: 1, plannedOn: visit.plannedOn }}
      onSubmit={async (values, idempotencyKey) => {
        toast({ text: await submit(values, idempotencyKey) });
        onDone();
      }}
    >
      <FactList
        facts={[
          [t('calendar.unit'), visit.unitName],
          [t('calendar.topic'), visit.topic],
          [t('calendar.mode'), t(`guidance.mode_${visit.mode}`)],
          [t('calendar.plannedOn'), visit.plannedOn],
          [t('calendar.guides'), visit.guides.join(t('common.list'))],
        ]}
      />
      <FormField name="act" label={t('calendar.act')} required>
        <select className="lt-select">
          {ACTS.map((act) => (
            <option key={act} value={act}>
              {t(`calendar.act_${act}`)}
            </option>
          ))}
        </select>
      </FormField>
      <ActFields labels={labels} today={today} visitId={visit.id} />
    </FormDrawer>
  );
};
