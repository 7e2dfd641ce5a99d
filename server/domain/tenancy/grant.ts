import { z } from 'zod';
import { text, uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';
import { GRANT_REGISTERS, type GrantRegister, RECORD_CLASSES, type RecordClass } from './grant-vocabulary.ts';

/** 查阅授权. Read-only, named persons, record classes, years, until when, why. */
export const recordClass = z.enum(RECORD_CLASSES);
export const grantRegister = z.enum(GRANT_REGISTERS);

/** `asked` waits for the unit's consent, `refused` did not get it; `pending` has not begun; `expired` and `revoked` are over. Decided by the database's clock. */
export const GRANT_STATES = ['asked', 'pending', 'live', 'refused', 'expired', 'revoked'] as const;
export const grantState = z.enum(GRANT_STATES);
export type GrantState = z.infer<typeof grantState>;

export const OBJECTION_STATES = ['raised', 'upheld', 'rejected'] as const;
export type ObjectionState = (typeof OBJECTION_STATES)[number];

export const listGrantsInput = z.strictObject({
  ...pageInput,
  side: z.enum(['given', 'received']),
  state: grantState.optional(),
});
export type ListGrantsInput = z.infer<typeof listGrantsInput>;

export const grantView = z.object({
  id: uuid,
  side: z.enum(['given', 'received']),
  ownerName: z.string(),
  unitName: z.string(),
  inspectorNames: z.array(z.string()),
  recordClasses: z.array(recordClass),
  categoryCodes: z.array(z.string()).nullable(),
  yearFrom: z.number().int().nullable(),
  yearTo: z.number().int().nullable(),
  /** Of the class `storage`: which registers, and which rooms; null is all rooms. */
  registers: z.array(grantRegister).nullable(),
  roomCodes: z.array(z.string()).nullable(),
  /** Of the class `register`: which 台账. */
  registerCodes: z.array(z.string()).nullable(),
  validFrom: z.string(),
  validTo: z.string(),
  reason: z.string(),
  inspectionId: uuid.nullable(),
  state: grantState,
  revokedAt: z.string().nullable(),
  /** 申请查阅: what the unit said to the request; null while it has not answered, or was not asked. */
  consentReason: z.string().nullable(),
  /** 延期, oldest first: each was told to the unit with its reason. */
  extensions: z.array(
    z.object({
      id: uuid,
      validToBefore: z.string(),
      validTo: z.string(),
      reason: z.string(),
      extendedByName: z.string(),
      extendedAt: z.string(),
    }),
  ),
  /** Reads that the grant allowed, all of them in the unit's audit log. */
  looks: z.number().int(),
  lastLookAt: z.string().nullable(),
  looksToday: z.number().int(),
  objection: z
    .object({
      id: uuid,
      reason: z.string(),
      raisedAt: z.string(),
      state: z.enum(OBJECTION_STATES),
      answer: z.string().nullable(),
    })
    .nullable(),
});
export type GrantView = z.infer<typeof grantView>;
export const grantPage = pageOf(grantView);

export const grantLooksInput = z.strictObject({ ...pageInput, grantId: uuid });
export const revokeGrantInput = z.strictObject({ grantId: uuid, reason: text(1000) });
export const objectToGrantInput = z.strictObject({ grantId: uuid, reason: text(2000) });
/** 采纳 ends the grant; 不采纳 needs its reason just as much. */
export const answerObjectionInput = z.strictObject({
  objectionId: uuid,
  decision: z.enum(['uphold', 'reject']),
  reason: text(2000),
});
export type AnswerObjectionInput = z.infer<typeof answerObjectionInput>;

/** What an inspection hands over to open a grant. Instants are ISO text, years inclusive. */
export interface CreateGrantInput {
  unitTenantId: number;
  accountIds: readonly string[];
  recordClasses: readonly RecordClass[];
  categoryCodes?: readonly string[] | undefined;
  yearFrom?: number | undefined;
  yearTo?: number | undefined;
  registers?: readonly GrantRegister[] | undefined;
  roomCodes?: readonly string[] | undefined;
  /** 台账 by code; left out is all that the unit keeps, except what is confined. */
  registerCodes?: readonly string[] | undefined;
  validFrom: string;
  validTo: string;
  reason: string;
  inspectionId?: string | undefined;
  /** The request that a grant outside an inspection stands on: it opens nothing before the unit's consent. */
  requestDispatchId?: string | undefined;
}
