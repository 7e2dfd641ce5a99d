import { z } from 'zod';
import { slug, uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';
import { grantRegister } from '@/server/domain/tenancy/grant';

/** 库房与保管登记 of a unit under a live grant: every register in the same shape. */
export const grantedRegisterInput = z.strictObject({ unitSlug: slug, register: grantRegister, ...pageInput });
export type GrantedRegisterInput = z.infer<typeof grantedRegisterInput>;

export const registerLineView = z.object({
  id: uuid,
  label: z.string(),
  place: z.string().nullable(),
  on: z.string().nullable(),
  until: z.string().nullable(),
  /** Square metres of a room, millimetres of a box, differences of a stock-take, degrees of a reading. */
  amount: z.number().nullable(),
  /** Per cent, of a reading. */
  humidity: z.number().nullable(),
  state: z.string(),
  note: z.string().nullable(),
});
export type RegisterLineView = z.infer<typeof registerLineView>;

export const registerPage = pageOf(registerLineView);

/** The grants of a unit's registers that are open to the one who asks, for the banner and the choice of registers. */
export const registerGrantView = z.object({
  grantId: uuid,
  unitSlug: z.string(),
  unitName: z.string(),
  registers: z.array(grantRegister),
  roomCodes: z.array(z.string()).nullable(),
  yearFrom: z.number().int(),
  yearTo: z.number().int(),
  validTo: z.string(),
  reason: z.string(),
});
export type RegisterGrantView = z.infer<typeof registerGrantView>;
