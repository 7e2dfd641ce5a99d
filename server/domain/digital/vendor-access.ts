import { z } from 'zod';
import { slug, text, uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';

/** 外包人员查阅: named, dated, for one batch, watermarked, without any way to take files away. */

/** 90 days: longer work is granted again, with a new reason. */
export const LONGEST_ACCESS_MS = 90 * 86_400_000;
export const MOST_ACCESSES = 200;

export const giveAccessInput = z.strictObject({
  batchId: uuid,
  /** The address of the vendor's workspace and the person's sign-in name: both are told by the vendor. */
  vendorSlug: slug,
  loginName: text(60),
  validFrom: z.iso.datetime({ offset: true }),
  validTo: z.iso.datetime({ offset: true }),
  reason: text(200),
});
export type GiveAccessInput = z.infer<typeof giveAccessInput>;
export const endAccessInput = z.strictObject({ accessId: uuid });
export const accessView = z.object({
  id: uuid,
  vendorName: z.string(),
  personName: z.string(),
  validFrom: z.string(),
  validTo: z.string(),
  reason: z.string(),
  state: z.enum(['planned', 'live', 'ended', 'revoked']),
  looks: z.number().int(),
  lastLookAt: z.string().nullable(),
  createdByName: z.string(),
  revokedByName: z.string().nullable(),
});
export type AccessView = z.infer<typeof accessView>;

export const openedBatchView = z.object({
  accessId: uuid,
  unitSlug: slug,
  unitName: z.string(),
  batchNumber: z.string(),
  batchName: z.string(),
  validTo: z.string(),
  reason: z.string(),
});
export type OpenedBatchView = z.infer<typeof openedBatchView>;
export const openedItemsInput = z.strictObject({ accessId: uuid, ...pageInput });
export type OpenedItemsInput = z.infer<typeof openedItemsInput>;
export const openedItemView = z.object({
  itemId: uuid,
  referenceCode: z.string(),
  title: z.string(),
  step: z.string(),
  paperPages: z.number().nullable(),
  frames: z.number().int(),
});
export type OpenedItemView = z.infer<typeof openedItemView>;
export const openedItemPage = pageOf(openedItemView);
export const openedViewerInput = z.strictObject({ accessId: uuid, itemId: uuid });
