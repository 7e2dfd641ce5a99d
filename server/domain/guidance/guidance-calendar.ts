import { z } from 'zod';
import { isoDate, optionalText, tenantId, text, uuid } from '@/server/domain/shared/ids';
import { guidanceMode } from './guidance-event.ts';
import { CALENDAR_KINDS, CALENDAR_STANDINGS, type CalendarKind, MOST_GUIDES } from './guidance-vocabulary.ts';

/** As much as a screen shows at once: six weeks, and some. */
const MOST_CALENDAR_DAYS = 62;
const DAY_MS = 86_400_000;

/** Where an entry comes from, which says what it opens. */
export const CALENDAR_SOURCES = [
  'visit',
  'act',
  'inspection',
  'assessmentNotice',
  'assessmentVisit',
  'session',
  'finding',
  'dispatch',
] as const;
export type CalendarSource = (typeof CALENDAR_SOURCES)[number];

export const KIND_OF_SOURCE: Record<CalendarSource, CalendarKind> = {
  visit: 'guidance',
  act: 'guidance',
  inspection: 'inspection',
  assessmentNotice: 'assessment',
  assessmentVisit: 'assessment',
  session: 'training',
  finding: 'deadline',
  dispatch: 'deadline',
};

export const readCalendarInput = z
  .strictObject({
    from: isoDate,
    to: isoDate,
    kind: z.enum(CALENDAR_KINDS).optional(),
    standing: z.enum(CALENDAR_STANDINGS).optional(),
    /** By name, since visits also go to units without a workspace; for a unit, the office. */
    unit: optionalText(100),
    officer: optionalText(50),
    /** Only what meets something else of the same person or unit on its day. */
    clashing: z.boolean().optional(),
  })
  .refine(({ from, to }) => from <= to && Date.parse(to) - Date.parse(from) < MOST_CALENDAR_DAYS * DAY_MS, {
    path: ['to'],
  });
export type ReadCalendarInput = z.infer<typeof readCalendarInput>;

export const plannedVisitView = z.object({
  id: uuid,
  unitName: z.string(),
  mode: guidanceMode,
  topic: z.string(),
  plannedOn: isoDate,
  guides: z.array(z.string()),
  rowVersion: z.number().int(),
});
export type PlannedVisitView = z.infer<typeof plannedVisitView>;

/** `officer`: one account. `name`: the same name, and of one of the two no account is known. */
export const calendarClash = z.object({ by: z.enum(['officer', 'name', 'unit']), name: z.string() });
export type CalendarClash = z.infer<typeof calendarClash>;

/** One thing on one day; the units of an act, a session or a call are one entry. */
export const calendarEntryView = z.object({
  id: uuid,
  source: z.enum(CALENDAR_SOURCES),
  kind: z.enum(CALENDAR_KINDS),
  standing: z.enum(CALENDAR_STANDINGS),
  day: isoDate,
  title: z.string(),
  /** The first of the units; for a unit, the office. */
  unitName: z.string(),
  units: z.number().int(),
  officers: z.array(z.string()),
  /** What the entry opens, and what that stands in. */
  linkId: uuid.nullable(),
  parentId: uuid.nullable(),
  clashes: z.array(calendarClash),
  /** A planned visit, for the one who may move it. */
  visit: plannedVisitView.nullable(),
});
export type CalendarEntryView = z.infer<typeof calendarEntryView>;

export const guidanceCalendarView = z.object({
  entries: z.array(calendarEntryView),
  /** Who and what stands in these days, to filter by. */
  units: z.array(z.string()),
  officers: z.array(z.string()),
});
export type GuidanceCalendarView = z.infer<typeof guidanceCalendarView>;

export const planVisitInput = z
  .strictObject({
    unitTenantId: tenantId.optional(),
    /** A unit without a workspace, by its name. */
    unitName: optionalText(100),
    mode: guidanceMode,
    topic: text(200),
    plannedOn: isoDate,
    /** Colleagues by account, so that two of one name are two; others by name. */
    guideAccountIds: z.array(uuid).max(MOST_GUIDES).default([]),
    guides: z.array(text(50)).max(MOST_GUIDES).default([]),
  })
  .refine((input) => (input.unitTenantId === undefined) !== (input.unitName === undefined), { path: ['unitName'] })
  .refine((input) => input.guides.length + input.guideAccountIds.length <= MOST_GUIDES, { path: ['guides'] });
export type PlanVisitInput = z.infer<typeof planVisitInput>;

/** Who of the office may be sent. */
export const calendarPerson = z.object({ accountId: uuid, name: z.string(), position: z.string().nullable() });
export type CalendarPerson = z.infer<typeof calendarPerson>;

/** Whether a day is free for some people and a unit; of a visit that moves, its own people and unit. */
export const checkDayInput = z.strictObject({
  day: isoDate,
  visitId: uuid.optional(),
  unitTenantId: tenantId.optional(),
  unitName: optionalText(100),
  guideAccountIds: z.array(uuid).max(MOST_GUIDES).default([]),
  guides: z.array(text(50)).max(MOST_GUIDES).default([]),
});
export type CheckDayInput = z.infer<typeof checkDayInput>;
export const dayMeetingView = z.object({
  kind: z.enum(CALENDAR_KINDS),
  title: z.string(),
  unitName: z.string(),
  clashes: z.array(calendarClash),
});
export type DayMeetingView = z.infer<typeof dayMeetingView>;

const visit = { visitId: uuid, rowVersion: z.number().int() };
export const moveVisitInput = z.strictObject({ ...visit, plannedOn: isoDate });
export type MoveVisitInput = z.infer<typeof moveVisitInput>;
export const cancelVisitInput = z.strictObject({ ...visit, reason: text(200) });
export type CancelVisitInput = z.infer<typeof cancelVisitInput>;
export const finishVisitInput = z.strictObject({
  ...visit,
  guidedOn: isoDate,
  hours: z.number().min(0.5).max(100).multipleOf(0.5),
  result: optionalText(2000),
});
export type FinishVisitInput = z.infer<typeof finishVisitInput>;
