import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import { insertInspection, setInspectionNoticed } from '@/db/queries/inspection.queries';
import {
  type CampaignRow,
  findCampaignForUpdate,
  readClock,
  setCampaignNoticed,
} from '@/db/queries/inspection-campaign.queries';
import { audit } from '@/server/audit/audit';
import {
  type DrawRecord,
  drawRecord,
  poolObject,
  type SendNoticesInput,
  type SendNoticesResult,
} from '@/server/domain/inspection/campaign';
import { drawSheet } from '@/server/domain/inspection/draw-sheet';
import {
  DEFAULT_MATERIALS,
  enforcementDocumentTitle,
  NOTICE_LEGAL_BASIS,
} from '@/server/domain/inspection/enforcement-document';
import { type JointPerson, jointPerson, labelOfJoint } from '@/server/domain/inspection/joint-people';
import type { NoticeBody } from '@/server/domain/inspection/received';
import { canMoveCampaign } from '@/server/domain/inspection/states';
import { type CampaignState, FEWEST_INSPECTORS } from '@/server/domain/inspection/vocabulary';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { WORK_CALENDAR } from '@/server/domain/shared/work-calendar';
import { addWorkingDays } from '@/server/domain/shared/working-days';
import { GRANT_REGISTERS } from '@/server/domain/tenancy/grant-vocabulary';
import { addTodo } from '@/server/features/platform';
import { createGrant, sendDispatch } from '@/server/features/tenancy';
import type { TenantScope } from '@/server/tenancy/scope';
import type { MadeDocument, Press } from './documents/make-document.ts';
import { requireCampaign } from './draw-pool.ts';
import { jointPeopleOf, readJointClashes } from './joint-people.ts';
import { makeNotice } from './make-notice.ts';
import { ruleInForce } from './plan/save-rule.ts';

type DrawnUnit = DrawRecord['units'][number];

interface Sending {
  campaign: CampaignRow;
  drawn: DrawRecord;
  /** The kind of each unit by its slug: a campaign may go over several kinds. */
  kinds: ReadonlyMap<string, string>;
  input: SendNoticesInput;
  validFrom: string;
  today: string;
}

/** What the rule says of the time between notice and inspection. Less needs a reason, which the unit reads. */
const checkLead = (
  today: string,
  { leadReason }: SendNoticesInput,
  { days, scheduledOn }: { days: number; scheduledOn: string },
): SendNoticesResult['warnings'] => {
  const earliest = addWorkingDays(today, days, WORK_CALENDAR);
  if (earliest.kind === 'unknown') return ['CALENDAR_UNKNOWN'];
  if (scheduledOn >= earliest.date) return [];
  if (leadReason) return ['NOTICE_LEAD_SHORT'];
  throw new AppError('NOTICE_LEAD_SHORT', `${scheduledOn} is before ${earliest.date}`, {
    days,
    earliest: earliest.date,
  });
};

const kindsOf = (campaign: CampaignRow): ReadonlyMap<string, string> =>
  new Map(
    poolObject
      .pick({ slug: true })
      .extend({ kind: poolObject.shape.kind.optional() })
      .array()
      .parse(campaign.pool)
      .map((unit) => [unit.slug, unit.kind ?? campaign.subjectKind]),
  );

/** What the unit reads of registers and rooms: nothing where they are not asked for. */
const registersIn = ({ recordClasses, registers, roomCodes, registerCodes }: SendNoticesInput) => ({
  registers: recordClasses.includes('storage') ? [...(registers ?? GRANT_REGISTERS)] : null,
  roomCodes: recordClasses.includes('storage') ? (roomCodes ?? null) : null,
  registerCodes: recordClasses.includes('register') ? (registerCodes ?? null) : null,
});

/** The day of a unit: its own, or that of all. */
const dayOf = ({ days, scheduledOn }: SendNoticesInput, unit: DrawnUnit): string =>
  days.find(({ slug }) => slug === unit.slug)?.day ?? scheduledOn;

/** 联合检查人员 of one unit. */
const peopleFor = ({ campaign, input }: Sending, unit: DrawnUnit): JointPerson[] =>
  jointPeopleOf(jointPerson.array().parse(campaign.jointPeople), input.jointPeople, unit.slug);

const noticeBodyOf = (sending: Sending, scope: TenantScope, unit: DrawnUnit): NoticeBody => {
  const { campaign, input, validFrom, today } = sending;
  return {
    campaignTitle: campaign.title,
    documentTitle: enforcementDocumentTitle('NOTICE'),
    legalBasis: NOTICE_LEGAL_BASIS,
    method: campaign.kind,
    scheduledOn: dayOf(input, unit),
    inspectors: unit.inspectors.map(({ name }) => ({ name })),
    scope: {
      recordClasses: input.recordClasses,
      categoryCodes: input.categoryCodes ?? null,
      yearFrom: input.yearFrom,
      yearTo: input.yearTo,
      ...registersIn(input),
      validFrom,
      validTo: input.validTo,
    },
    reason: input.reason,
    materials: input.materials ?? [...DEFAULT_MATERIALS],
    contact: input.contact ?? null,
    leadReason: input.leadReason ?? null,
    jointPartners: campaign.jointPartners,
    jointPeople: peopleFor(sending, unit),
    issuedBy: scope.tenantName,
    issuedOn: today,
    draw: drawSheet.nullable().parse(campaign.drawSheet),
  };
};

interface Noticed {
  inspectionId: string;
  unit: DrawnUnit;
  made: MadeDocument;
}

/** The grant that the notice speaks of, and the notice itself with its paper. */
const openAndSend = async (tdb: TenantDb, scope: TenantScope, sending: Sending, noticed: Noticed) => {
  const { campaign, input, validFrom } = sending;
  const { inspectionId, unit, made } = noticed;
  const grant = await createGrant(tdb, scope, {
    unitTenantId: unit.tenantId,
    accountIds: unit.inspectors.map((person) => person.accountId),
    recordClasses: input.recordClasses,
    categoryCodes: input.categoryCodes,
    yearFrom: input.yearFrom,
    yearTo: input.yearTo,
    registers: input.registers,
    roomCodes: input.roomCodes,
    registerCodes: input.registerCodes,
    validFrom,
    validTo: input.validTo,
    reason: `${input.reason}（${made.documentNumber}）`,
    inspectionId,
  });
  const notice = await sendDispatch(tdb, scope, {
    addresseeTenantId: unit.tenantId,
    kind: 'inspection_notice',
    documentNumber: made.documentNumber,
    title: `${made.title}（${campaign.title}）`,
    body: { ...noticeBodyOf(sending, scope, unit), documentTitle: made.title },
    objectId: inspectionId,
    dueOn: dayOf(input, unit),
    attachments: [made.objectId],
  });
  const facts = { noticeNumber: made.documentNumber, noticeDispatchId: notice.id, grantId: grant.id };
  await setInspectionNoticed(tdb, { tenantId: scope.tenantId, inspectionId }, facts);
};

const sendOne = async (tdb: TenantDb, scope: TenantScope, press: Press, sending: Sending, unit: DrawnUnit) => {
  const { campaign, input } = sending;
  const inspectionId = uuidv7();
  const inspection = {
    id: inspectionId,
    campaignId: campaign.id,
    subjectTenantId: unit.tenantId,
    subjectName: unit.name,
    subjectKind: sending.kinds.get(unit.slug) ?? campaign.subjectKind,
    selectedBy: campaign.selectedBy,
    inspectorAccountIds: unit.inspectors.map((person) => person.accountId),
    inspectorNames: unit.inspectors.map((person) => person.name),
    jointPeople: peopleFor(sending, unit),
    scheduledOn: dayOf(input, unit),
    state: 'noticed',
    noticeNumber: null,
    noticeDispatchId: null,
    grantId: null,
  };
  // The paper belongs to a row that is there; number, grant and notice are put into it in the same transaction.
  await insertInspection(tdb, { ...inspection, tenantId: scope.tenantId });
  const made = await makeNotice(tdb, scope, press, {
    inspection: { ...inspection, inspectedOn: null, result: null },
    campaign,
    body: noticeBodyOf(sending, scope, unit),
  });
  await openAndSend(tdb, scope, sending, { inspectionId, unit, made });
  await addTodo(tdb, scope, {
    kind: 'inspection.inspect',
    title: `${campaign.title}：${unit.name}`,
    source: made.documentNumber,
    link: `inspections/${campaign.id}/${inspectionId}`,
    objectId: inspectionId,
    permission: 'inspection.inspect',
    dueOn: dayOf(input, unit),
  });
  return { inspectionId, documentNumber: made.documentNumber };
};

/**
 * 发检查通知书 to every chosen unit at once: number, notice, inspection and grant are one transaction, so that no unit
 * is opened without having been told. How long before is the bureau's rule (places differ: 5 days to a month).
 */
export const sendNotices = async (
  tdb: TenantDb,
  scope: TenantScope,
  press: Press,
  input: SendNoticesInput,
): Promise<SendNoticesResult> => {
  refuseClassified(input.reason, input.contact, input.leadReason, ...(input.materials ?? []));
  const campaign = await requireCampaign(tdb, scope, input.campaignId, findCampaignForUpdate);
  if (campaign.drawn === null || !canMoveCampaign(campaign.state as CampaignState, 'noticed')) {
    throw new AppError('CAMPAIGN_STATE_WRONG', `campaign ${campaign.id} is ${campaign.state}`);
  }
  const drawn = drawRecord.parse(campaign.drawn);
  if (drawn.units.some((unit) => unit.inspectors.length < FEWEST_INSPECTORS)) {
    throw new AppError('INSPECTORS_TOO_FEW', 'a unit has fewer than two inspectors');
  }
  const { now, today } = await readClock(tdb);
  const unknown = input.days.find(({ slug }) => !drawn.units.some((unit) => unit.slug === slug));
  if (unknown) throw new AppError('BAD_INPUT', `${unknown.slug} was not drawn`, { days: 'unknown' });
  const firstDay = drawn.units.map((unit) => dayOf(input, unit)).sort()[0] ?? input.scheduledOn;
  if (firstDay < today) throw new AppError('BAD_INPUT', 'the inspection lies in the past');
  if (Date.parse(input.validTo) <= Date.parse(now)) throw new AppError('BAD_INPUT', 'the grant lies in the past');
  const warnings = checkLead(today, input, {
    days: (await ruleInForce(tdb, scope)).noticeLeadDays,
    scheduledOn: firstDay,
  });
  const validFrom = input.validFrom ?? press.moment(now);
  const sending: Sending = { campaign, drawn, kinds: kindsOf(campaign), input, validFrom, today };
  const visits = drawn.units.map((unit) => ({
    slug: unit.slug,
    day: dayOf(input, unit),
    people: peopleFor(sending, unit).map(labelOfJoint),
  }));
  const isTwice = (await readJointClashes(tdb, scope, { campaignId: campaign.id, visits })).length > 0;
  const sent: { inspectionId: string; documentNumber: string }[] = [];
  for (const unit of drawn.units) sent.push(await sendOne(tdb, scope, press, sending, unit));
  const key = { tenantId: scope.tenantId, campaignId: campaign.id };
  await setCampaignNoticed(tdb, key, { noticeOn: today, startOn: firstDay });
  const documentNumbers = sent.map((one) => one.documentNumber);
  await audit(tdb, scope, {
    action: 'inspection.sendNotices',
    objectKind: 'inspection_campaign',
    objectId: campaign.id,
    objectLabel: campaign.title,
    detail: {
      documentNumbers,
      scheduledOn: firstDay,
      days: input.days.length,
      validTo: input.validTo,
      leadReason: input.leadReason ?? null,
    },
  });
  return {
    inspectionIds: sent.map((one) => one.inspectionId),
    documentNumbers,
    warnings: isTwice ? [...warnings, 'JOINT_PERSON_TWICE'] : warnings,
  };
};
