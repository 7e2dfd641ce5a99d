import { z } from 'zod';
import { registerCode } from '@/server/domain/register/register-entry';
import { isoDate, optionalText, slug, tenantId, text, uuid } from '@/server/domain/shared/ids';
import { pageInput } from '@/server/domain/shared/pagination';
import { grantRegister, recordClass } from '@/server/domain/tenancy/grant';
import { GRANT_REGISTERS, MOST_ROOMS, RECORD_CLASSES, roomCodeOf } from '@/server/domain/tenancy/grant-vocabulary';
import { tenantKind } from '@/server/domain/tenancy/tenant';
import { checklistCode } from './checklist.ts';
import { drawSheet } from './draw-sheet.ts';
import { jointAssignment, jointPerson } from './joint-people.ts';
import { campaignTheme } from './plan.ts';
import { CERTIFICATE_STATES, RISK_LEVELS, STRATUM_FIELDS } from './plan-vocabulary.ts';
import { MOST_A_DAY } from './spread-days.ts';
import { campaignKind, campaignState, inspectionState, selectionMethod } from './states.ts';
import { FEWEST_INSPECTORS } from './vocabulary.ts';

/** 检查批次: one round of inspections over units of one kind, chosen by lot or by name. */
export const campaignId = uuid;

const MOST_INSPECTORS = 9;

export const createCampaignInput = z.strictObject({
  kind: campaignKind,
  title: text(200),
  jointPartners: z.array(text(100)).max(20).default([]),
  subjectKind: tenantKind,
  checklistCode,
  selectedBy: selectionMethod,
});
export type CreateCampaignInput = z.infer<typeof createCampaignInput>;

const MOST_UNITS = 500;
const sides = {
  campaignId,
  /** How many inspectors are drawn for each unit. */
  inspectors: z.number().int().min(1).max(MOST_INSPECTORS).default(FEWEST_INSPECTORS),
  /** 回避: inspectors who stay out of this draw, besides those who recuse themselves from single units. */
  recusedAccountIds: z.array(uuid).max(200).default([]),
};

/** A number in all, a number of each stratum, or a share of each: one of the three, or what the plan says. */
export const drawInput = z
  .strictObject({
    ...sides,
    units: z.number().int().min(1).max(MOST_UNITS).optional(),
    each: z.number().int().min(1).max(MOST_UNITS).optional(),
    share: z.number().int().min(1).max(100).optional(),
    stratifyBy: z.array(z.enum(STRATUM_FIELDS)).max(STRATUM_FIELDS.length).default([]),
    /** Numbers for single strata, before the rest is shared out. */
    takes: z
      .array(z.strictObject({ stratum: text(200), take: z.number().int().min(0).max(MOST_UNITS) }))
      .max(MOST_UNITS)
      .default([]),
  })
  .refine(({ units, each, share }) => [units, each, share].filter((one) => one !== undefined).length <= 1, {
    path: ['units'],
  })
  .refine(({ takes }) => new Set(takes.map((take) => take.stratum)).size === takes.length, { path: ['takes'] });
export type DrawInput = z.infer<typeof drawInput>;

/** 全覆盖: every unit of the pool; only the inspectors are drawn. */
export const coverAllInput = z.strictObject(sides);
export type CoverAllInput = z.infer<typeof coverAllInput>;

export const nameUnitsInput = z.strictObject({
  campaignId,
  unitSlugs: z.array(slug).min(1).max(MOST_UNITS),
  inspectorAccountIds: z.array(uuid).min(1).max(MOST_INSPECTORS),
  /** Who is chosen without a draw is chosen for a reason. */
  reason: text(500),
});
export type NameUnitsInput = z.infer<typeof nameUnitsInput>;

/** As a person types it: 1, 01K, 1号库. */
const roomCode = text(20).transform((typed, context) => {
  const code = roomCodeOf(typed);
  if (code !== null) return code;
  context.addIssue({ code: 'custom', message: 'no room' });
  return z.NEVER;
});

export const sendNoticesInput = z
  .strictObject({
    campaignId,
    scheduledOn: isoDate,
    /** Days of single units, where not all are gone to on one day. */
    days: z
      .array(z.strictObject({ slug, day: isoDate }))
      .max(MOST_UNITS)
      .default([]),
    /** Who of the partners' people goes to which unit; left out is all of them everywhere. */
    jointPeople: z.array(jointAssignment).max(MOST_UNITS).optional(),
    /** The grant opens now unless a later moment is given. */
    validFrom: z.iso.datetime({ offset: true }).optional(),
    validTo: z.iso.datetime({ offset: true }),
    recordClasses: z.array(recordClass).min(1).max(RECORD_CLASSES.length),
    categoryCodes: z.array(z.string().min(1).max(20)).min(1).max(50).optional(),
    yearFrom: z.number().int().min(1000).max(2999),
    yearTo: z.number().int().min(1000).max(2999),
    /** Of the class `storage`; left out is all of them, and all rooms. */
    registers: z.array(grantRegister).min(1).max(GRANT_REGISTERS.length).optional(),
    roomCodes: z.array(roomCode).min(1).max(MOST_ROOMS).optional(),
    /** Of the class `register`; left out is every 台账 that the unit keeps, except what is confined. */
    registerCodes: z.array(registerCode).min(1).max(200).optional(),
    reason: text(500),
    materials: z.array(text(200)).max(30).optional(),
    contact: optionalText(100),
    /** Why the notice comes later than the rule asks. */
    leadReason: optionalText(300),
  })
  .refine((input) => input.yearTo >= input.yearFrom, { path: ['yearTo'] })
  // Where only some rooms are open, what went out of them is told by their boxes.
  .refine(({ roomCodes, registers }) => !roomCodes || !registers?.includes('outs') || registers.includes('boxes'), {
    path: ['registers'],
  });
export type SendNoticesInput = z.infer<typeof sendNoticesInput>;

/** 排期: days for the drawn units from a day on, before their notices go out. */
export const suggestDaysInput = z.strictObject({
  campaignId,
  from: isoDate,
  /** How many units one inspector goes to on a day. */
  perDay: z.number().int().min(1).max(MOST_A_DAY),
  jointPeople: z.array(jointAssignment).max(MOST_UNITS).optional(),
});
export type SuggestDaysInput = z.infer<typeof suggestDaysInput>;
export const suggestedDays = z.array(z.object({ slug, day: isoDate }));
export type SuggestedDays = z.infer<typeof suggestedDays>;

/** 改期 of one inspection that was noticed and not yet made. */
export const changeDayInput = z.strictObject({ inspectionId: uuid, scheduledOn: isoDate, reason: text(300) });
export type ChangeDayInput = z.infer<typeof changeDayInput>;
/** `outlivesGrant`: the grant ends before the new day, and is extended by an act of its own. */
export const changeDayView = z.object({ dispatchId: uuid, outlivesGrant: z.boolean() });

/** NOTICE_LEAD_SHORT: fewer working days than the rule asks, for a reason. CALENDAR_UNKNOWN: the holidays of a year are not known yet. JOINT_PERSON_TWICE: a partner's person is expected in two units on one day. */
export const NOTICE_WARNINGS = ['NOTICE_LEAD_SHORT', 'CALENDAR_UNKNOWN', 'JOINT_PERSON_TWICE'] as const;
export const RECTIFY_WORKING_DAYS = 30;
export const sendNoticesResult = z.object({
  inspectionIds: z.array(uuid),
  documentNumbers: z.array(z.string()),
  warnings: z.array(z.enum(NOTICE_WARNINGS)),
});
export type SendNoticesResult = z.infer<typeof sendNoticesResult>;

export const poolUnit = z.object({ tenantId, slug: z.string(), name: z.string() });
export type PoolUnit = z.infer<typeof poolUnit>;
export const inspectorView = z.object({ accountId: uuid, name: z.string() });
export type InspectorView = z.infer<typeof inspectorView>;

/** A unit with what a draw may be stratified by, as it stands on the day. */
export const poolObject = poolUnit.extend({
  kind: tenantKind,
  township: z.string().nullable(),
  townshipName: z.string().nullable(),
  risk: z.enum(RISK_LEVELS).nullable(),
  score: z.number().nullable(),
  lastInspectedOn: isoDate.nullable(),
});
export type PoolObject = z.infer<typeof poolObject>;
/** Who could be sent out today, what is wrong with the certificate, and from which units they recuse themselves. */
export const poolInspector = inspectorView.extend({
  certificate: z.enum(CERTIFICATE_STATES),
  recusedSlugs: z.array(z.string()),
});
export type PoolInspector = z.infer<typeof poolInspector>;

/** What a draw leaves behind; the row's trigger keeps it from being changed. */
export const drawRecord = z.object({
  unitCount: z.number().int(),
  inspectorsPerUnit: z.number().int(),
  inspectorPool: z.array(inspectorView),
  units: z.array(poolUnit.extend({ inspectors: z.array(inspectorView) })),
});
export type DrawRecord = z.infer<typeof drawRecord>;

export const campaignRowView = z.object({
  id: campaignId,
  kind: campaignKind,
  title: z.string(),
  year: z.number().int(),
  roundNumber: z.number().int(),
  jointPartners: z.array(z.string()),
  subjectKind: tenantKind,
  /** More kinds of units of the same campaign. */
  furtherKinds: z.array(tenantKind),
  theme: campaignTheme.nullable(),
  selectedBy: selectionMethod,
  state: campaignState,
  noticeOn: isoDate.nullable(),
  createdAt: z.string(),
  unitCount: z.number().int(),
  closedCount: z.number().int(),
  openFindings: z.number().int(),
});
export type CampaignRowView = z.infer<typeof campaignRowView>;

export const campaignInspectionView = z.object({
  id: uuid,
  subjectSlug: z.string().nullable(),
  subjectName: z.string(),
  inspectorNames: z.array(z.string()),
  noticeNumber: z.string().nullable(),
  acknowledgedAt: z.string().nullable(),
  acknowledgedBy: z.string().nullable(),
  scheduledOn: isoDate.nullable(),
  state: inspectionState,
  result: z.string().nullable(),
  findings: z.number().int(),
  openFindings: z.number().int(),
  overdueFindings: z.number().int(),
  grantLiveUntil: z.string().nullable(),
});
export type CampaignInspectionView = z.infer<typeof campaignInspectionView>;

export const campaignView = campaignRowView.extend({
  checklistCode,
  checklistName: z.string(),
  drawnAt: z.string().nullable(),
  seedText: z.string().nullable(),
  seed: z.string().nullable(),
  pool: z.array(poolUnit),
  drawn: drawRecord.nullable(),
  /** Null where units were named, and in draws before there were strata. */
  sheet: drawSheet.nullable(),
  /** Townships of the strata by their names on the day of the draw. */
  townships: z.array(z.object({ slug: z.string(), name: z.string() })),
  selectionReason: z.string().nullable(),
  planLine: z
    .object({
      id: uuid,
      planId: uuid,
      planTitle: z.string(),
      title: z.string(),
      share: z.number().int().nullable(),
      units: z.number().int().nullable(),
    })
    .nullable(),
  /** What the bureau's rule says today. */
  rule: z.object({ noticeLeadDays: z.number().int(), inspectorsPerUnit: z.number().int() }),
  jointPeople: z.array(jointPerson),
  inspections: z.array(campaignInspectionView),
});
export type CampaignView = z.infer<typeof campaignView>;

export const poolPreview = z.object({
  units: z.array(poolObject),
  inspectors: z.array(poolInspector),
  /** 免于检查: in the library, in no draw until their day. */
  exemptUnits: z.array(poolUnit),
});
export type PoolPreview = z.infer<typeof poolPreview>;

export const listCampaignsInput = z.strictObject({
  ...pageInput,
  state: campaignState.optional(),
  kind: campaignKind.optional(),
  year: z.number().int().min(1900).max(2999).optional(),
  search: optionalText(100),
});
export type ListCampaignsInput = z.infer<typeof listCampaignsInput>;
