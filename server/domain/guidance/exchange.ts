import { z } from 'zod';
import { isoDate, optionalText, tenantId, uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';

/** 交流研讨: meetings with the archivists of units. The register keeps them; the units that took part receive the minutes. */
export const EXCHANGE_REGISTER = 'exchange_meeting';

const filter = { year: z.number().int().min(1900).max(2999).optional(), q: optionalText(60) };
export const listExchangesInput = z.strictObject({ ...pageInput, ...filter });
export type ListExchangesInput = z.infer<typeof listExchangesInput>;

export const exchangeView = z.object({
  id: uuid,
  topic: z.string(),
  heldOn: isoDate,
  units: z.string(),
  questions: z.string(),
  agreed: z.string(),
  seenToBy: z.string(),
  dueOn: isoDate.nullable(),
  rowVersion: z.number().int(),
  /** How many units have the minutes, how many of them signed, and whether what they have is what stands here. */
  sent: z.number().int(),
  read: z.number().int(),
  isNewest: z.boolean(),
});
export type ExchangeView = z.infer<typeof exchangeView>;
export const exchangePage = pageOf(exchangeView);

export const sendExchangeInput = z.strictObject({
  entryId: uuid,
  /** Of what was on the screen: nobody sends words that were changed meanwhile. */
  rowVersion: z.number().int().min(1),
  unitTenantIds: z.array(tenantId).min(1).max(500),
});
export type SendExchangeInput = z.infer<typeof sendExchangeInput>;

/** What a unit receives, frozen. */
export const exchangeBody = z.object({
  version: z.number().int(),
  exchangedOn: isoDate,
  participants: z.string(),
  questions: z.string(),
  agreed: z.string(),
  seenToBy: z.string(),
  issuedBy: z.string(),
});

export const receivedExchangeView = z.object({
  dispatchId: uuid,
  officeName: z.string(),
  topic: z.string(),
  heldOn: isoDate,
  questions: z.string(),
  agreed: z.string(),
  sentAt: z.string(),
  isRead: z.boolean(),
});
export type ReceivedExchangeView = z.infer<typeof receivedExchangeView>;
export const receivedExchangePage = pageOf(receivedExchangeView);
