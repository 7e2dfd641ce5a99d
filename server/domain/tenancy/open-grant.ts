import { z } from 'zod';
import { slug, uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';
import { grantRegister, recordClass } from './grant.ts';

/** The grants that are open to the one who asks, of every record class: where they may look now, and until when. */
export const openGrantFilter = { recordClass: recordClass.optional(), unitSlug: slug.optional() };
export const listOpenGrantsInput = z.strictObject({ ...pageInput, ...openGrantFilter });
export type ListOpenGrantsInput = z.infer<typeof listOpenGrantsInput>;
export const exportOpenGrantsInput = z.strictObject(openGrantFilter);
export type ExportOpenGrantsInput = z.infer<typeof exportOpenGrantsInput>;

export const openGrantView = z.object({
  grantId: uuid,
  unitSlug: z.string(),
  unitName: z.string(),
  recordClasses: z.array(recordClass),
  /** null: every category. */
  categoryCodes: z.array(z.string()).nullable(),
  yearFrom: z.number().int(),
  yearTo: z.number().int(),
  registers: z.array(grantRegister).nullable(),
  roomCodes: z.array(z.string()).nullable(),
  /** Of the class `register`: which 台账. */
  registerCodes: z.array(z.string()).nullable(),
  validFrom: z.string(),
  validTo: z.string(),
  reason: z.string(),
  inspectionId: uuid.nullable(),
  /** Reads that stand in the unit's audit log. */
  looks: z.number().int(),
  lastLookAt: z.string().nullable(),
});
export type OpenGrantView = z.infer<typeof openGrantView>;
export const openGrantPage = pageOf(openGrantView);
