import { z } from 'zod';
import { isoDate, optionalText, text, uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';
import { ageGroup, visitorKind } from './reader-identity.ts';
import { visitChannel, visitPurpose } from './reading-visit.ts';
import { SOUGHT_STATES } from './visit-vocabulary.ts';

/** 利用分析 of a period: who came, what for, when, what was used most, what was not there. */
export const demandInput = z.strictObject({ from: isoDate, to: isoDate });
export type DemandInput = z.infer<typeof demandInput>;

const counts = { visits: z.number().int(), persons: z.number().int() };
export const demandView = z.object({
  from: isoDate,
  to: isoDate,
  visits: z.number().int(),
  persons: z.number().int(),
  retrievals: z.number().int(),
  copies: z.number().int(),
  pages: z.number().int(),
  /** Visits that found only a part or nothing. */
  inVain: z.number().int(),
  byKind: z.array(z.object({ kind: visitorKind.nullable(), ...counts })),
  byAge: z.array(z.object({ ageGroup: ageGroup.nullable(), ...counts })),
  byPurpose: z.array(z.object({ purpose: visitPurpose, ...counts })),
  byChannel: z.array(z.object({ channel: visitChannel, ...counts })),
  byMonth: z.array(
    z.object({
      month: z.string(),
      ...counts,
      /** Persons of the same month of the year before. */
      before: z.number().int(),
    }),
  ),
  /** Category and filing year, the most used first; the first twenty. */
  bySeries: z.array(z.object({ categoryCode: z.string(), filingYear: z.number().int(), retrievals: z.number().int() })),
});
export type DemandView = z.infer<typeof demandView>;

/** 未查到: what was asked for in vain, together by its words, the most asked first. */
export const listSoughtInput = z.strictObject({
  ...pageInput,
  state: z.enum(SOUGHT_STATES).optional(),
  q: optionalText(60),
});
export type ListSoughtInput = z.infer<typeof listSoughtInput>;
export const soughtView = z.object({
  /** The youngest of the visits that asked for it. */
  visitId: uuid,
  sought: z.string(),
  times: z.number().int(),
  lastOn: isoDate,
  state: z.enum(SOUGHT_STATES),
  note: z.string().nullable(),
});
export type SoughtView = z.infer<typeof soughtView>;
export const soughtPage = pageOf(soughtView);
export const decideSoughtInput = z.strictObject({
  visitId: uuid,
  decision: z.enum(['collect', 'dismissed']),
  note: text(200),
});
export type DecideSoughtInput = z.infer<typeof decideSoughtInput>;

/** 限制知悉范围. */
export const setRestrictionInput = z.strictObject({
  itemId: uuid,
  persons: z.array(text(40)).max(50),
  reason: text(200),
  untilOn: isoDate.optional(),
});
export type SetRestrictionInput = z.infer<typeof setRestrictionInput>;
export const liftRestrictionInput = z.strictObject({
  restrictionId: uuid,
  rowVersion: z.number().int(),
  reason: text(200),
});
export type LiftRestrictionInput = z.infer<typeof liftRestrictionInput>;
export const listRestrictionsInput = z.strictObject(pageInput);
export type ListRestrictionsInput = z.infer<typeof listRestrictionsInput>;
export const restrictionView = z.object({
  id: uuid,
  itemId: uuid,
  referenceCode: z.string(),
  title: z.string(),
  persons: z.array(z.string()),
  reason: z.string(),
  untilOn: isoDate.nullable(),
  isOver: z.boolean(),
  setByName: z.string(),
  rowVersion: z.number().int(),
});
export type RestrictionView = z.infer<typeof restrictionView>;
export const restrictionPage = pageOf(restrictionView);
