import { z } from 'zod';
import { isoDate, optionalText, uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';
import { courseKind, courseMode, courseSessionState, sessionHours, subjectField } from './course-session.ts';
import { PLAN_LINE_STANDINGS } from './course-vocabulary.ts';

const planFilter = {
  year: z.number().int().min(1900).max(2999).optional(),
  standing: z.enum(PLAN_LINE_STANDINGS).optional(),
  q: optionalText(60),
};
export const listPlanLinesInput = z.strictObject({ ...pageInput, ...planFilter });
export type ListPlanLinesInput = z.infer<typeof listPlanLinesInput>;
export const exportPlanLinesInput = z.strictObject(planFilter);
export type PlanLineFilter = z.infer<typeof exportPlanLinesInput>;

/** A line of the register `study_plan`, and the session that it became. */
export const planLineView = z.object({
  entryId: uuid,
  plannedOn: isoDate,
  topic: z.string(),
  form: z.string(),
  audience: z.string().nullable(),
  speaker: z.string().nullable(),
  isMandatory: z.boolean(),
  standing: z.enum(PLAN_LINE_STANDINGS),
  session: z
    .object({ id: uuid, heldOn: isoDate, state: courseSessionState, attendanceCount: z.number().int() })
    .nullable(),
});
export type PlanLineView = z.infer<typeof planLineView>;
export const planLinePage = pageOf(planLineView);

/** 办成培训: what the line does not say. Topic, day, audience and speaker come from it; another day may be said. */
export const holdPlanLineInput = z.strictObject({
  entryId: uuid,
  kind: courseKind,
  mode: courseMode,
  subjectField,
  hours: sessionHours,
  heldOn: isoDate.optional(),
  place: optionalText(120),
});
export type HoldPlanLineInput = z.infer<typeof holdPlanLineInput>;
