import { z } from 'zod';
import { isoDate, optionalText, tenantId, text, uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';
import { GUIDANCE_MODES, GUIDANCE_PROGRAMMES, GUIDANCE_STATES } from './guidance-vocabulary.ts';

export const guidanceMode = z.enum(GUIDANCE_MODES);
export const guidanceProgramme = z.enum(GUIDANCE_PROGRAMMES);
export const guidanceState = z.enum(GUIDANCE_STATES);

export const registerGuidanceInput = z.strictObject({
  /** One act with several units is one event for each of them: the register answers "who was guided". */
  unitTenantIds: z.array(tenantId).min(1).max(100),
  mode: guidanceMode,
  programme: guidanceProgramme.default('general'),
  topic: text(200),
  hours: z.number().min(0.5).max(100).multipleOf(0.5).default(1),
  guidedOn: isoDate,
});
export type RegisterGuidanceInput = z.infer<typeof registerGuidanceInput>;

export const voidGuidanceInput = z.strictObject({ guidanceId: uuid, rowVersion: z.number().int(), reason: text(200) });
export type VoidGuidanceInput = z.infer<typeof voidGuidanceInput>;

export const guidanceFilter = {
  year: z.number().int().min(1900).max(2999).optional(),
  mode: guidanceMode.optional(),
  programme: guidanceProgramme.optional(),
  state: guidanceState.optional(),
  q: optionalText(60),
};
export const listGuidanceInput = z.strictObject({ ...pageInput, ...guidanceFilter });
export type ListGuidanceInput = z.infer<typeof listGuidanceInput>;
export const exportGuidanceInput = z.strictObject(guidanceFilter);
export type GuidanceFilter = z.infer<typeof exportGuidanceInput>;

export const guidanceView = z.object({
  id: uuid,
  subjectTenantId: tenantId,
  subjectName: z.string(),
  mode: guidanceMode,
  /** Text, not a code: programmes of earlier years keep the name they had. */
  programme: z.string(),
  topic: z.string(),
  hours: z.number(),
  guidedOn: isoDate,
  state: guidanceState,
  rowVersion: z.number().int(),
});
export type GuidanceView = z.infer<typeof guidanceView>;
export const guidancePage = pageOf(guidanceView);
