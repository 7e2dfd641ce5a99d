import { z } from 'zod';
import { uuid } from '@/server/domain/shared/ids';

/** 数字对象: the files of a record. */

/** 原件, 利用副本, 文本, 封装包. */
export const FILE_ROLES = ['master', 'access', 'text', 'package'] as const;
export const fileRole = z.enum(FILE_ROLES);
export type FileRole = z.infer<typeof fileRole>;

/** 原生, 数字化, 加工. */
export const CREATION_METHODS = ['born_digital', 'digitised', 'edited'] as const;
export const creationMethod = z.enum(CREATION_METHODS);

/** A file is promised (`committing`), in the store, or kept in an older version of its object only. */
export const FILE_STATES = ['committing', 'stored', 'replaced', 'withdrawn'] as const;
export const fileState = z.enum(FILE_STATES);

/** What a virus scanner said; without one every file is `not_scanned`, which is not the same as clean. */
export const SCAN_STATES = ['clean', 'infected', 'not_scanned'] as const;
export const scanState = z.enum(SCAN_STATES);
export type ScanState = z.infer<typeof scanState>;

export const VERIFY_RESULTS = ['intact', 'changed', 'missing'] as const;
export const verifyResult = z.enum(VERIFY_RESULTS);

/** Sound and film that browsers play as they are; they hold no script. */
export const PLAYED_TYPES: ReadonlySet<string> = new Set([
  'audio/wav',
  'audio/mpeg',
  'audio/mp4',
  'audio/flac',
  'audio/ogg',
  'video/mp4',
  'video/webm',
]);

const OFFICE = /^application\/(?:msword$|rtf$|vnd\.ms-(?:excel|powerpoint)|vnd\.openxmlformats-officedocument\.)/;
/** Documents that are turned into PDF to be looked at. */
export const isOffice = (mediaType: string): boolean => OFFICE.test(mediaType);

/**
 * Documents that were written on a computer and say themselves what they say, each with the version of the reader that
 * first read its kind well. A file that an older one left is read once by the new one: a kind whose reading has become
 * better is given the next number.
 */
const OPEN_XML = 'application/vnd.openxmlformats-officedocument';
export const DOCUMENT_READERS: Readonly<Record<string, number>> = {
  [`${OPEN_XML}.wordprocessingml.document`]: 1,
  [`${OPEN_XML}.spreadsheetml.sheet`]: 1,
  [`${OPEN_XML}.presentationml.presentation`]: 1,
  'application/ofd': 1,
  'text/plain': 1,
  'application/msword': 2,
  'application/vnd.ms-excel': 2,
  'application/vnd.ms-powerpoint': 2,
  'message/rfc822': 3,
  'application/vnd.ms-outlook': 4,
  'application/rtf': 4,
};
export const NEWEST_READER = Math.max(...Object.values(DOCUMENT_READERS));
export const isDocument = (mediaType: string): boolean => Object.hasOwn(DOCUMENT_READERS, mediaType);

export const LARGEST_FILE_BYTES = 20 * 1024 ** 3;
export const MOST_FILES_AT_ONCE = 2_000;

export const digitalFileView = z.object({
  id: uuid,
  itemId: uuid,
  role: fileRole,
  creationMethod,
  sequence: z.number().int(),
  fileName: z.string(),
  mediaType: z.string(),
  formatName: z.string().nullable(),
  sizeBytes: z.number(),
  sha256: z.string(),
  sm3: z.string(),
  ocflVersion: z.string().nullable(),
  pageCount: z.number().int().nullable(),
  width: z.number().int().nullable(),
  height: z.number().int().nullable(),
  dpi: z.number().int().nullable(),
  durationMs: z.number().nullable(),
  scanState,
  state: fileState,
  verifiedAt: z.string().nullable(),
  verifyResult: verifyResult.nullable(),
  createdAt: z.string(),
  storedAt: z.string().nullable(),
});
export type DigitalFileView = z.infer<typeof digitalFileView>;

export const uploadState = z.enum(['receiving', 'received', 'refused', 'used', 'forgotten']);
export const uploadView = z.object({
  id: uuid,
  folder: z.string(),
  fileName: z.string(),
  declaredSize: z.number(),
  receivedSize: z.number(),
  state: uploadState,
  refusedCode: z.string().nullable(),
  mediaType: z.string().nullable(),
  sha256: z.string().nullable(),
  scanState,
  createdAt: z.string(),
});
export type UploadView = z.infer<typeof uploadView>;

export const beginUploadInput = z.strictObject({
  fileName: z.string().min(1).max(1_000),
  folder: z.string().max(2_000).default(''),
  sizeBytes: z.number().int().min(0).max(LARGEST_FILE_BYTES),
});
export type BeginUploadInput = z.infer<typeof beginUploadInput>;

export const attachFilesInput = z.strictObject({
  itemId: uuid,
  uploadIds: z.array(uuid).min(1).max(MOST_FILES_AT_ONCE),
  role: fileRole.default('master'),
  creationMethod: creationMethod.default('digitised'),
});
export type AttachFilesInput = z.infer<typeof attachFilesInput>;
