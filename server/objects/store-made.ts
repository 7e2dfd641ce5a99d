import { PassThrough, type Writable } from 'node:stream';
import type { ObjectStore } from './object-store.ts';
import type { MediaType } from './sniff-type.ts';
import { type MadeType, type ReceivedUpload, safeFileName } from './store-upload.ts';

const LARGEST = 2_000_000_000;

/**
 * Keeps what is being written, as it is written: memory does not grow with the file. `write` ends the sink. When it
 * fails, nothing is kept.
 */
export const storeMade = async (
  objects: ObjectStore,
  tenantId: number,
  made: { fileName: string; mediaType: MediaType | MadeType; write: (sink: Writable) => Promise<void> },
): Promise<ReceivedUpload> => {
  const sink = new PassThrough();
  // A write that fails at once does so before anybody reads: an error that nobody listens to would end the process.
  sink.on('error', () => undefined);
  const writing = made.write(sink).catch((error: unknown) => {
    sink.destroy(error instanceof Error ? error : new Error(String(error)));
    throw error;
  });
  const keeping = objects.put(tenantId, sink, { maxBytes: LARGEST });
  const [written, kept] = await Promise.allSettled([writing, keeping]);
  // The cause, not the torn stream that it left.
  if (written.status === 'rejected') throw written.reason;
  if (kept.status === 'rejected') throw kept.reason;
  const { sha256, sm3, size } = kept.value;
  return { tenantId, sha256, sm3, size, mediaType: made.mediaType, fileName: safeFileName(made.fileName) };
};
