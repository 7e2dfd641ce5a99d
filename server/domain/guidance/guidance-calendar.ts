import { z } from 'zod';
import { isoDate, optionalText, tenantId, text, uuid } from '@/server/domain/shared/ids';
import { guidanceMode } from './guidance-event.ts';
import { MOST_GUIDES } from './guidance-vocabulary.ts';

/** As much as a screen shows at once: six weeks, and some. */
const MOST_CALENDAR_DAYS = 62;
const DAY_MS = 86_400_000;

export const readCalendarInput = z
  .strictObject({ from: isoDate, to: isoDate })
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

/** One act on one day: its units are one entry of the calendar. */
export const doneActView = z.object({
  guidanceId: uuid,
  unitName: z.string(),
  units: z.number().int(),
  mode: guidanceMode,
  topic: z.string(),
  guidedOn: isoDate,
});
export type DoneActView = z.infer<typeof doneActView>;

export const guidanceCalendarView = z.object({ planned: z.array(plannedVisitView), done: z.array(doneActView) });
export type GuidanceCalendarView = z.infer<typeof guidanceCalendarView>;

export const planVisitInput = z
  .strictObject({
    unitTenantId: tenantId.optional(),
    /** A unit without a workspace, by its name. */
    unitName: optionalText(100),
    mode: guidanceMode,
    topic: text(200),
    plannedOn: isoDate,
    guides: z.array(text(50)).max(MOST_GUIDES).default([]),
  })
  .refine((input) => (input.unitTenantId === undefined) !== (input.unitName === undefined), { path: ['unitName'] });
export type PlanVisitInput = z.infer<typeof planVisitInput>;

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
