import { Form } from 'antd';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { inWords } from '@/app/features/register/register-words';
import type { Locale, Translate } from '@/app/i18n/messages';
import { useLocale, useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { useWorkspaceClient } from '@/app/lib/workspace';
import { ARCHIVAL_CATEGORIES } from '@/server/domain/archive/archival-category';
import type { CampaignView } from '@/server/domain/inspection/campaign';
import { registersOf } from '@/server/domain/register/registers';
import { addDays } from '@/server/domain/shared/working-days';
import {
  GRANT_REGISTERS,
  type GrantRegister,
  RECORD_CLASSES,
  type RecordClass,
} from '@/server/domain/tenancy/grant-vocabulary';
import type { TenantKind } from '@/server/domain/tenancy/tenant';
import { CheckList } from './check-list';
import { DayPlan, type UnitDays } from './day-plan';
import { assignmentsOf, type JointPlan, JointPlanField } from './joint-people';

/** The registers that units of this kind keep; those that only their name opens are marked. */
const bookChoices = (kind: TenantKind, t: Translate, locale: Locale) =>
  registersOf(kind).map(({ code, name, isConfined }) => ({
    value: code,
    label: isConfined ? t('grant.bookConfined', { name: inWords(name, locale) }) : inWords(name, locale),
  }));

interface NoticeValues {
  scheduledOn: string;
  /** Not asked for where there is one unit alone. */
  days?: UnitDays;
  /** Not asked for where no partner has named anybody. */
  jointPeople?: JointPlan;
  validTo: string;
  recordClasses: RecordClass[];
  yearFrom: string | number;
  yearTo: string | number;
  reason: string;
  categoryCodes?: string[];
  registers?: GrantRegister[];
  registerCodes?: string[];
  roomCodes?: string;
  leadReason?: string;
  materials?: string;
  contact?: string;
}

interface NoticeDrawerProps {
  campaign: CampaignView;
  open: boolean;
  onClose: () => void;
  onDone: () => void;
}

const linesOf = (typed = ''): string[] =>
  typed
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

const wordsIn = (typed = ''): string[] =>
  typed
    .split(/[、,，;；\s]+/u)
    .map((word) => word.trim())
    .filter(Boolean);

/** A round over one unit has one day. */
const UnitDaysField = ({ campaign, today, label }: { campaign: CampaignView; today: string; label: string }) => {
  const t = useText();
  const from: string = Form.useWatch('scheduledOn') ?? '';
  const joint: JointPlan | undefined = Form.useWatch('jointPeople');
  const units = campaign.drawn?.units ?? [];
  return units.length < 2 ? null : (
    <FormField name="days" label={label} help={t('inspection.unitDaysHelp')} group>
      <DayPlan
        campaignId={campaign.id}
        units={units}
        jointPeople={joint ? assignmentsOf(joint) : undefined}
        from={from}
        today={today}
      />
    </FormField>
  );
};

const JointField = ({ campaign, label }: { campaign: CampaignView; label: string }) => {
  const t = useText();
  const from: string = Form.useWatch('scheduledOn') ?? '';
  const days: UnitDays = Form.useWatch('days') ?? {};
  return campaign.jointPeople.length === 0 ? null : (
    <FormField name="jointPeople" label={label} help={t('inspection.jointPlanHelp')} group>
      <JointPlanField campaign={campaign} dayOf={(slug) => days[slug] ?? from} />
    </FormField>
  );
};

/** What the unit will read, and what the inspectors may read, until when. */
export const NoticeDrawer = ({ campaign, open, onClose, onDone }: NoticeDrawerProps) => {
  const t = useText();
  const toast = useToast();
  const today = useToday();
  const client = useWorkspaceClient();
  const locale = useLocale();
  const year = Number(today.slice(0, 4));
  const labels = {
    scheduledOn: t('inspection.scheduledOn'),
    days: t('inspection.unitDays'),
    jointPeople: t('inspection.jointPeople'),
    validTo: t('inspection.grantUntil'),
    recordClasses: t('inspection.recordClasses'),
    yearFrom: t('inspection.yearFrom'),
    yearTo: t('inspection.yearTo'),
    reason: t('inspection.reason'),
    materials: t('inspection.materials'),
    contact: t('inspection.contact'),
    categoryCodes: t('inspectionPlan.categories'),
    leadReason: t('inspectionPlan.leadReason'),
    registers: t('grant.registers'),
    roomCodes: t('grant.roomCodes'),
    registerCodes: t('grant.books'),
  };
  const send = async (values: NoticeValues, idempotencyKey: string) => {
    const { validTo, yearFrom, yearTo, materials, contact, leadReason, categoryCodes = [], ...others } = values;
    const { registers = [], roomCodes, registerCodes = [], days = {}, jointPeople, ...rest } = others;
    const rooms = wordsIn(roomCodes);
    const opensStorage = rest.recordClasses.includes('storage');
    const lines = linesOf(materials);
    const { documentNumbers, warnings } = await client.inspection.sendNotices.mutate(
      {
        ...rest,
        campaignId: campaign.id,
        days: Object.entries(days).flatMap(([slug, day]) => (day ? [{ slug, day }] : [])),
        jointPeople: jointPeople ? assignmentsOf(jointPeople) : undefined,
        categoryCodes: categoryCodes.length > 0 ? categoryCodes : undefined,
        registers: opensStorage && registers.length > 0 ? registers : undefined,
        registerCodes: rest.recordClasses.includes('register') && registerCodes.length > 0 ? registerCodes : undefined,
        roomCodes: opensStorage && rooms.length > 0 ? rooms : undefined,
        leadReason: leadReason || undefined,
        // To the end of the day in Shanghai.
        validTo: `${validTo}T23:59:59+08:00`,
        yearFrom: Number(yearFrom),
        yearTo: Number(yearTo),
        materials: lines.length > 0 ? lines : undefined,
        contact: contact || undefined,
      },
      { context: { idempotencyKey } },
    );
    const said = [
      t('inspection.noticesSent', { n: documentNumbers.length }),
      ...warnings.map((warning) => t(`inspection.warning_${warning}`)),
    ];
    toast({ text: said.join(t('common.comma')) });
    onDone();
  };
  return (
    <FormDrawer<NoticeValues>
      open={open}
      onClose={onClose}
      title={t('inspection.sendNoticesTitle')}
      submitLabel={t('inspection.sendNotices')}
      initialValues={{
        scheduledOn: addDays(today, 14),
        days: {},
        validTo: addDays(today, 21),
        recordClasses: ['archive'],
        yearFrom: year - 3,
        yearTo: year,
        reason: campaign.title,
        categoryCodes: [],
        registers: [],
        registerCodes: [],
      }}
      fieldLabels={labels}
      onSubmit={send}
    >
      <p className="lt-note">{t('inspection.sendNoticesEffect', { n: campaign.unitCount })}</p>
      <FormField name="scheduledOn" label={labels.scheduledOn} required>
        <input className="lt-input" type="date" min={today} />
      </FormField>
      <UnitDaysField campaign={campaign} today={today} label={labels.days} />
      <JointField campaign={campaign} label={labels.jointPeople} />
      <FormField
        name="leadReason"
        label={labels.leadReason}
        help={t('inspectionPlan.leadReasonHelp', { n: campaign.rule.noticeLeadDays })}
      >
        <input className="lt-input" maxLength={300} />
      </FormField>
      <FormField name="validTo" label={labels.validTo} required>
        <input className="lt-input" type="date" min={today} />
      </FormField>
      <FormField name="recordClasses" label={labels.recordClasses} required>
        <CheckList
          label={labels.recordClasses}
          choices={RECORD_CLASSES.map((value) => ({ value, label: t(`inspection.recordClass_${value}`) }))}
        />
      </FormField>
      <FormField name="categoryCodes" label={labels.categoryCodes} help={t('inspectionPlan.categoriesHelp')} group>
        <CheckList
          label={labels.categoryCodes}
          choices={ARCHIVAL_CATEGORIES.map(({ code, zh, en }) => ({ value: code, label: locale === 'en' ? en : zh }))}
        />
      </FormField>
      <FormField name="registers" label={labels.registers} help={t('grant.registersHelp')} group>
        <CheckList
          label={labels.registers}
          choices={GRANT_REGISTERS.map((value) => ({ value, label: t(`grant.register_${value}`) }))}
        />
      </FormField>
      <FormField name="roomCodes" label={labels.roomCodes} help={t('grant.roomCodesHelp')}>
        <input className="lt-input" maxLength={300} />
      </FormField>
      <FormField name="registerCodes" label={labels.registerCodes} help={t('grant.booksHelp')} group>
        <CheckList label={labels.registerCodes} choices={bookChoices(campaign.subjectKind, t, locale)} />
      </FormField>
      <FormField name="yearFrom" label={labels.yearFrom} required>
        <input className="lt-input" type="number" min={1000} max={2999} inputMode="numeric" />
      </FormField>
      <FormField name="yearTo" label={labels.yearTo} required>
        <input className="lt-input" type="number" min={1000} max={2999} inputMode="numeric" />
      </FormField>
      <FormField name="reason" label={labels.reason} required>
        <textarea className="lt-input lt-textarea" rows={2} maxLength={500} />
      </FormField>
      <FormField name="materials" label={labels.materials} help={t('inspection.materialsHelp')}>
        <textarea className="lt-input lt-textarea" rows={4} maxLength={3000} />
      </FormField>
      <FormField name="contact" label={labels.contact}>
        <input className="lt-input" maxLength={100} />
      </FormField>
    </FormDrawer>
  );
};
