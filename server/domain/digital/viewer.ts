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
  /** Files of earlier versions that can still be shown, and their pages: to compare with. Empty under a grant. */
  older: z.object({ files: z.array(digitalFileView), pages: z.array(viewerPage) }),
  /** Where sound, film and particulars of a file are asked for: `<address>/media/<file>`, `/photo/<file>`, `/pages/<file>`. */
  address: z.string(),
  /** Whether this server turns Office documents into PDF to look at. */
  showsOffice: z.boolean(),
  /** IIIF Presentation 3 manifest of the same pages. */
  manifest: z.string(),
  /** Written over every picture; null in one's own workspace for records that are open. */
  watermark: z.array(z.string()).nullable(),
  /** Seconds for which the addresses are good. */
  seconds: z.number().int(),
});
export type ViewerView = z.infer<typeof viewerView>;

/** What a camera wrote into a photograph. `takenAt` is the camera's own clock, without a time zone. */
export const photoFacts = z.object({
  takenAt: z.string().nullable(),
  camera: z.string().nullable(),
  exposure: z.string().nullable(),
  artist: z.string().nullable(),
  description: z.string().nullable(),
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
});
export type PhotoFacts = z.infer<typeof photoFacts>;

export const openViewerInput = z.strictObject({ itemId: uuid });
export const openGrantedViewerInput = z.strictObject({ unitSlug: slug, itemId: uuid });

/** 预览 of the records of a page of results. */
export const previewsInput = z.strictObject({ itemIds: z.array(uuid).min(1).max(200) });
export type PreviewsInput = z.infer<typeof previewsInput>;
/** 预览 of records of several units under grants. */
export const grantedPreviewsInput = previewsInput.extend({ unitSlugs: z.array(slug).min(1).max(200) });
export type GrantedPreviewsInput = z.infer<typeof grantedPreviewsInput>;
export const previewView = z.object({
  itemId: uuid,
  kind: z.enum(['picture', 'audio', 'video', 'document']),
  /** A small picture, good for some minutes; null where the file has no pages. */
  picture: z.string().nullable(),
  files: z.number().int(),
  /** Of sound and film, where it is known. */
  seconds: z.number().int().nullable(),
});
export type PreviewView = z.infer<typeof previewView>;
