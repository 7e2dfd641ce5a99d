import { z } from 'zod';
import { digitalFileView } from '@/server/domain/digital/digital-file';
import { slug, uuid } from '@/server/domain/shared/ids';

/** 原文阅读: the pages of a record's files, each with the address of its picture. */

export const viewerPage = z.object({
  fileId: uuid,
  /** From 1, within the file. */
  page: z.number().int(),
  /** IIIF Image 3 service, good for some minutes. */
  service: z.string(),
  label: z.string(),
});

export const viewerView = z.object({
  itemId: uuid,
  title: z.string(),
  referenceCode: z.string(),
  files: z.array(digitalFileView),
  pages: z.array(viewerPage),
  /** IIIF Presentation 3 manifest of the same pages. */
  manifest: z.string(),
  /** Written over every picture; null in one's own workspace for records that are open. */
  watermark: z.array(z.string()).nullable(),
  /** Seconds for which the addresses are good. */
  seconds: z.number().int(),
});
export type ViewerView = z.infer<typeof viewerView>;

export const openViewerInput = z.strictObject({ itemId: uuid });
export const openGrantedViewerInput = z.strictObject({ unitSlug: slug, itemId: uuid });
