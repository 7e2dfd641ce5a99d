import { z } from 'zod';
import { isoDate, optionalText, slug, text, uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';
import { VISIT_CHANNELS, VISIT_PURPOSES, VISIT_RESULTS, VISIT_STATES } from './visit-vocabulary.ts';

export const visitChannel = z.enum(VISIT_CHANNELS);
export const visitPurpose = z.enum(VISIT_PURPOSES);
export const visitResult = z.enum(VISIT_RESULTS);
export const visitState = z.enum(VISIT_STATES);

const count = z.number().int().min(0).max(1_000_000);

const visitFields = {
  visitedOn: isoDate,
  visitorName: text(40),
  visitorUnit: optionalText(80),
  personCount: z.number().int().min(1).max(500).default(1),
  channel: visitChannel.default('onsite'),
  purpose: visitPurpose,
  subject: text(200),
  volumeCount: count.default(0),
  itemCount: count.default(0),
  copiedPages: count.default(0),
  result: visitResult,
};

export const registerVisitInput = z.strictObject(visitFields);
export type RegisterVisitInput = z.infer<typeof registerVisitInput>;

export const correctVisitInput = z.strictObject({
  ...visitFields,
  visitId: uuid,
  rowVersion: z.number().int(),
  reason: text(200),
});
export type CorrectVisitInput = z.infer<typeof correctVisitInput>;

export const voidVisitInput = z.strictObject({ visitId: uuid, rowVersion: z.number().int(), reason: text(200) });
export type VoidVisitInput = z.infer<typeof voidVisitInput>;

export const visitFilter = {
  from: isoDate.optional(),
  to: isoDate.optional(),
  channel: visitChannel.optional(),
  purpose: visitPurpose.optional(),
  result: visitResult.optional(),
  state: visitState.optional(),
  q: optionalText(60),
};
export const listVisitsInput = z.strictObject({
  ...pageInput,
  ...visitFilter,
  sort: z.enum(['newest', 'oldest']).default('newest'),
});
export type ListVisitsInput = z.infer<typeof listVisitsInput>;
export const exportVisitsInput = z.strictObject(visitFilter);
export type VisitFilter = z.infer<typeof exportVisitsInput>;
export const listGrantedVisitsInput = z.strictObject({
  ...pageInput,
  unitSlug: slug,
  sort: z.enum(['newest', 'oldest']).default('newest'),
});
export type ListGrantedVisitsInput = z.infer<typeof listGrantedVisitsInput>;

export const visitView = z.object({
  id: uuid,
  visitedOn: isoDate,
  visitorName: z.string(),
  visitorUnit: z.string().nullable(),
  personCount: z.number().int(),
  channel: visitChannel,
  purpose: visitPurpose,
  subject: z.string(),
  volumeCount: z.number().int(),
  itemCount: z.number().int(),
  copiedPages: z.number().int(),
  result: visitResult,
  handlerName: z.string(),
  state: visitState,
  rowVersion: z.number().int(),
});
export type VisitView = z.infer<typeof visitView>;
export const visitPage = pageOf(visitView);
