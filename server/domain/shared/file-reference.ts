import { z } from 'zod';

/**
 * What a procedure answers when it gives out bytes. `/w/<slug>/download/<procedure>` calls the procedure and streams
 * the object, so that a download is guarded, audited and tested exactly like any other procedure.
 */
export const fileReference = z.object({
  tenantId: z.number().int(),
  sha256: z.string(),
  fileName: z.string(),
  mediaType: z.string(),
  sizeBytes: z.number(),
  /** A file of a record: where it stands in the record store. Otherwise the store finds it by its digest. */
  record: z.object({ objectId: z.string(), contentPath: z.string() }).optional(),
  /** Only a page of it is given out, as a picture with these lines written over it. Pages count from 1. */
  shown: z.object({ fileId: z.string(), page: z.number().int(), watermark: z.array(z.string()) }).optional(),
});
export type FileReference = z.infer<typeof fileReference>;
