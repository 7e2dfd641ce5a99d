import { z } from 'zod';
import { isoDate, optionalText, text, uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';

/** 出库: who has taken a box or a record, what for, until when. */

export const giveOutInput = z.strictObject({
  kind: z.enum(['box', 'item']),
  id: uuid,
  holderName: text(40),
  holderUnit: optionalText(80),
  purpose: text(200),
  dueOn: isoDate,
});
export type GiveOutInput = z.infer<typeof giveOutInput>;

export const takeBackInput = z.strictObject({
  id: uuid,
  rowVersion: z.number().int().min(1),
  note: optionalText(200),
});
export type TakeBackInput = z.infer<typeof takeBackInput>;

export const OUT_STATES = ['out', 'overdue', 'returned'] as const;
export const listOutsInput = z.strictObject({ state: z.enum(OUT_STATES).optional(), ...pageInput });
export type ListOutsInput = z.infer<typeof listOutsInput>;

export const outView = z.object({
  id: uuid,
  boxId: uuid.nullable(),
  itemId: uuid.nullable(),
  /** The box's label and number, or the record's code. */
  what: z.string(),
  holderName: z.string(),
  holderUnit: z.string().nullable(),
  purpose: z.string(),
  outOn: isoDate,
  dueOn: isoDate,
  returnedOn: isoDate.nullable(),
  returnNote: z.string().nullable(),
  handedByName: z.string(),
  state: z.enum(OUT_STATES),
  rowVersion: z.number().int(),
});
export type OutView = z.infer<typeof outView>;
export const outPage = pageOf(outView);
