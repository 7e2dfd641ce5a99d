import { z } from 'zod';
import { RATING_LEVELS, RATING_STANDINGS } from '@/server/domain/assessment/assessment-vocabulary';
import { isoDate, optionalText, uuid } from '@/server/domain/shared/ids';
import { tenantKind } from '@/server/domain/tenancy/tenant';
import { CAMPAIGN_THEMES } from './plan-vocabulary.ts';
import { CAMPAIGN_KINDS, CAMPAIGN_STATES, SELECTION_METHODS } from './vocabulary.ts';
import { CALL_TARGETS, SAFETY_CONCERNS, type SafetyConcern, WORK_STATE_TOPICS } from './work-state-vocabulary.ts';

/**
 * 工作情况上报: an office computes what it did, or how safe it is, from its own records and hands the frozen copy to all
 * bureaus above it. A city reads the copies of its districts and archives, and no table of theirs.
 */
const count = z.number().int().min(0);

/** One round of checks of a district. */
export const checkRound = z.object({
  title: z.string(),
  kind: z.enum(CAMPAIGN_KINDS),
  theme: z.enum(CAMPAIGN_THEMES).nullable(),
  selectedBy: z.enum(SELECTION_METHODS),
  partners: z.array(z.string()),
  state: z.enum(CAMPAIGN_STATES),
  units: count,
  inspected: count,
  closed: count,
  findings: count,
  met: count,
  overdue: count,
});
export const assessmentSum = z.object({
  title: z.string(),
  purpose: z.enum(['annual', 'rating']),
  units: count,
  confirmed: count,
  isClosed: z.boolean(),
});

export const checksState = z.object({
  topic: z.literal('checks'),
  year: z.number().int(),
  on: isoDate,
  /** Units supervised today, and those of them that somebody went to in the year. */
  units: count,
  inspectedUnits: count,
  inspections: count,
  closed: count,
  findings: count,
  met: count,
  overdue: count,
  published: count,
  rounds: z.array(checkRound).max(500),
  assessments: z.array(assessmentSum).max(200),
  words: z.string(),
});
export type ChecksState = z.infer<typeof checksState>;

export const safetyState = z.object({
  topic: z.literal('safety'),
  year: z.number().int(),
  on: isoDate,
  plan: z.object({ title: z.string(), approvedOn: isoDate, reviewBy: isoDate.nullable() }).nullable(),
  drills: count,
  lastDrill: z.object({ title: z.string(), heldOn: isoDate }).nullable(),
  nextDrill: z.object({ title: z.string(), plannedOn: isoDate }).nullable(),
  hazards: count,
  hazardsOverdue: count,
  incidents: count,
  incidentsOpen: count,
  rooms: count,
  /** Protections that no device and no statement covers. */
  uncovered: count,
  beyondRooms: z.array(z.string()),
  concerns: z.array(z.enum(SAFETY_CONCERNS)),
  words: z.string(),
});
export type SafetyState = z.infer<typeof safetyState>;

/** What of an archives asks for attention, from the figures that it reports itself. */
export const concernsOf = (state: Omit<SafetyState, 'concerns' | 'words' | 'topic'>): SafetyConcern[] => {
  const { on, plan, nextDrill } = state;
  const found: Record<SafetyConcern, boolean> = {
    incidentOpen: state.incidentsOpen > 0,
    hazardOverdue: state.hazardsOverdue > 0,
    noPlan: plan === null,
    planReviewDue: plan?.reviewBy != null && plan.reviewBy < on,
    noDrill: state.drills === 0,
    drillOverdue: nextDrill !== null && nextDrill.plannedOn < on,
    roomUncovered: state.uncovered > 0,
    climateBeyond: state.beyondRooms.length > 0,
  };
  return SAFETY_CONCERNS.filter((concern) => found[concern]);
};

const yearInput = z.number().int().min(1950).max(2100);
export const checksInput = z.strictObject({ year: yearInput.optional() });
const who = { search: optionalText(100), sent: z.enum(['yes', 'no']).optional() };
export const receivedChecksInput = z.strictObject({ year: yearInput.optional(), ...who });
export type ReceivedChecksInput = z.infer<typeof receivedChecksInput>;
export const receivedSafetyInput = z.strictObject({ ...who, concern: z.enum(SAFETY_CONCERNS).optional() });
export type ReceivedSafetyInput = z.infer<typeof receivedSafetyInput>;

const unit = { tenantId: z.number().int(), slug: z.string(), name: z.string(), kind: tenantKind };
const report = {
  dispatchId: uuid.nullable(),
  sentAt: z.string().nullable(),
  isOld: z.boolean(),
  /** Asked for and not answered yet. */
  call: z.object({ dueOn: isoDate, isLate: z.boolean() }).nullable(),
};
export const receivedChecksView = z.object({
  year: z.number().int(),
  rows: z.array(z.object({ ...unit, ...report, state: checksState.nullable() })),
});
export type ReceivedChecksView = z.infer<typeof receivedChecksView>;
export type ReceivedChecksRow = ReceivedChecksView['rows'][number];
export const receivedSafetyView = z.object({
  rows: z.array(z.object({ ...unit, ...report, state: safetyState.nullable() })),
});
export type ReceivedSafetyView = z.infer<typeof receivedSafetyView>;
export type ReceivedSafetyRow = ReceivedSafetyView['rows'][number];

/** The own state as it would be handed up now, and when it was last. */
const own = {
  superiors: z.array(z.string()),
  lastSentAt: z.string().nullable(),
  /** Who above waits for it, until when. */
  calls: z.array(z.object({ senderName: z.string(), dueOn: isoDate, note: z.string() })),
};
export const ownChecksView = z.object({ ...own, state: checksState });
export type OwnChecksView = z.infer<typeof ownChecksView>;
export const ownSafetyView = z.object({ ...own, state: safetyState });
export type OwnSafetyView = z.infer<typeof ownSafetyView>;
/** 布置上报: from all that are expected to report, or from those that have not. */
export const callStatesInput = z.strictObject({
  topic: z.enum(WORK_STATE_TOPICS),
  whom: z.enum(CALL_TARGETS),
  dueOn: isoDate,
  words: optionalText(200),
});
export type CallStatesInput = z.infer<typeof callStatesInput>;
/** `left`: asked before and not answered yet. */
export const callStatesView = z.object({ sent: count, left: count });

export const sentView = z.object({ to: z.array(z.string()) });

/** 数字档案馆等级 of the archives below, each by its best level that holds today. */
export const DIGITAL_LEVELS = RATING_LEVELS.digital_archive.map((level) => level.code);
export const digitalLevelsInput = z.strictObject({
  search: optionalText(100),
  level: z.union([z.enum(DIGITAL_LEVELS as [string, ...string[]]), z.literal('-')]).optional(),
});
export type DigitalLevelsInput = z.infer<typeof digitalLevelsInput>;
export const digitalLevelsView = z.object({
  rows: z.array(
    z.object({
      ...unit,
      /** The district that it lies in. */
      parentName: z.string().nullable(),
      level: z.string().nullable(),
      awardedOn: isoDate.nullable(),
      validUntil: isoDate.nullable(),
      awarderName: z.string().nullable(),
      documentNumber: z.string().nullable(),
      standing: z.enum(RATING_STANDINGS).nullable(),
      /** Levels that it had before, the last first. */
      before: z.array(z.object({ level: z.string(), awardedOn: isoDate })),
    }),
  ),
  counts: z.array(z.object({ level: z.string(), archives: count })),
});
export type DigitalLevelsView = z.infer<typeof digitalLevelsView>;
export type DigitalLevelRow = DigitalLevelsView['rows'][number];
