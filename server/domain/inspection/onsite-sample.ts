import { z } from 'zod';
import { text, uuid } from '@/server/domain/shared/ids';

/** 现场抽查: what the catalogue says of a record, or of what lies in a box, to be held against the shelf. */
export const siteSampleInput = z.strictObject({
  inspectionId: uuid,
  /** 档号, 盒号, or what the label of a box says. */
  scanned: text(200),
});
export type SiteSampleInput = z.infer<typeof siteSampleInput>;

export const siteSampleView = z.object({
  records: z.array(
    z.object({
      id: uuid,
      referenceCode: z.string(),
      title: z.string(),
      documentNumber: z.string().nullable(),
      documentDate: z.string().nullable(),
      responsibleParty: z.string().nullable(),
      pageCount: z.number().int().nullable(),
      boxNumber: z.string().nullable(),
    }),
  ),
  /** There are more in the box than are shown. */
  isCut: z.boolean(),
});
export type SiteSampleView = z.infer<typeof siteSampleView>;
