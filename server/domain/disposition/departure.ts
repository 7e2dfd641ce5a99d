import { z } from 'zod';
import { isoDate, optionalText, text, uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';
import { DEPARTURE_KINDS, DEPARTURE_STATES, DESTRUCTION_METHODS, MOST_DEPARTING } from './departure-vocabulary.ts';

/* 移出登记: records that leave otherwise than by a transfer. Who proposes does not decide; the entries stay. */

export const proposeDepartureInput = z.strictObject({
  kind: z.enum(DEPARTURE_KINDS),
  itemIds: z.array(uuid).min(1).max(MOST_DEPARTING),
  /** The paper that allows it: a report of appraisal, an approval, a letter. */
  basis: text(200),
  reason: text(500),
});
export type ProposeDepartureInput = z.infer<typeof proposeDepartureInput>;

const step = { departureId: uuid, rowVersion: z.number().int() };
export const completeDepartureInput = z
  .strictObject({
    ...step,
    leftOn: isoDate,
    method: z.enum(DESTRUCTION_METHODS).optional(),
    witnesses: z.array(text(60)).max(5).default([]),
  })
  .refine(({ witnesses }) => new Set(witnesses).size === witnesses.length, { path: ['witnesses'] });
export type CompleteDepartureInput = z.infer<typeof completeDepartureInput>;
export const declineDepartureInput = z.strictObject({ ...step, reason: text(200) });
export type DeclineDepartureInput = z.infer<typeof declineDepartureInput>;
export const departureIdInput = z.strictObject({ departureId: uuid });

const departureFilter = {
  q: optionalText(100),
  state: z.enum(DEPARTURE_STATES).optional(),
  kind: z.enum(DEPARTURE_KINDS).optional(),
};
export const listDeparturesInput = z.strictObject({ ...pageInput, ...departureFilter });
export type ListDeparturesInput = z.infer<typeof listDeparturesInput>;
export const exportDeparturesInput = z.strictObject(departureFilter);
export type DepartureFilter = z.infer<typeof exportDeparturesInput>;

export const departureView = z.object({
  id: uuid,
  departureNumber: z.string(),
  kind: z.enum(DEPARTURE_KINDS),
  items: z.number().int(),
  basis: z.string(),
  reason: z.string(),
  state: z.enum(DEPARTURE_STATES),
  proposedByName: z.string(),
  proposedAt: z.string(),
  /** Who reads it proposed it, and so does not decide it. */
  isOwn: z.boolean(),
  decidedByName: z.string().nullable(),
  declineReason: z.string().nullable(),
  leftOn: isoDate.nullable(),
  method: z.enum(DESTRUCTION_METHODS).nullable(),
  witnesses: z.array(z.string()),
  rowVersion: z.number().int(),
});
export type DepartureView = z.infer<typeof departureView>;
export const departurePage = pageOf(departureView);
