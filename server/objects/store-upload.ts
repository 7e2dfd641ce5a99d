import type { Readable } from 'node:stream';
import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import { insertStoredObject } from '@/db/queries/object.queries';
import { audit } from '@/server/audit/audit';
import { AppError } from '@/server/domain/shared/app-error';
import type { TenantScope } from '@/server/tenancy/scope';
import type { ByteStore, IncomingBytes, ObjectDigests } from './object-store.ts';
import { MEDIA_TYPES, type MediaType, sniffType } from './sniff-type.ts';

export interface Upload {
  stream: Readable | Buffer;
  /** As typed by the person; it names the download later and never a path. */
  fileName: string;
  /** What the browser says. Only compared and logged: the bytes decide. */
  declaredType?: string;
  maxBytes: number;
  /** Narrows what is taken in, e.g. to pictures. */
  accept?: readonly MediaType[];
}

/** Types that this system makes itself and takes in from nobody. */
export type MadeType =
  | 'application/xml'
  | 'application/json'
  | 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

export interface ReceivedUpload extends ObjectDigests {
  tenantId: number;
  mediaType: MediaType | MadeType;
  fileName: string;
}

export interface StoredUpload {
  id: string;
  fileName: string;
  mediaType: MediaType | MadeType;
  sizeBytes: number;
  sha256: string;
  sm3: string;
}

const LONGEST_NAME = 200;

/**
 * The name as typed, without what could fool a reader or a header: folders, control characters and the marks that
 * turn the reading direction (so that `exe.fdp` cannot show as `pdf.exe`).
 */
export const safeFileName = (typed: string): string => {
  const name = typed
    .normalize('NFC')
    .replace(/^.*[\\/]/u, '')
    .replace(/[\p{Cc}\p{Cs}\u200B-\u200F\u2028-\u202E\u2066-\u2069\uFEFF]/gu, '')
    .trim();
  if (name === '' || name === '.' || name === '..') return 'file';
  const characters = Array.from(name);
  if (characters.length <= LONGEST_NAME) return name;
  const extension = /\.[A-Za-z0-9]{1,8}$/.exec(name)?.[0] ?? '';
  return characters.slice(0, LONGEST_NAME - extension.length).join('') + extension;
};

const acceptedType = (incoming: IncomingBytes, upload: Upload): MediaType => {
  const found = sniffType(incoming.head, incoming.tail, incoming.size);
  if (found === null || !(upload.accept ?? MEDIA_TYPES).includes(found)) {
    throw new AppError(
      'UPLOAD_TYPE_REFUSED',
      `bytes are ${found ?? 'unknown'}, declared ${upload.declaredType ?? '-'}`,
    );
  }
  return found;
};

/**
 * Takes the bytes in, without a database: a slow sender must not hold a transaction.
 * @throws AppError UPLOAD_TOO_LARGE, UPLOAD_TYPE_REFUSED; then nothing is kept.
 */
export const receiveUpload = async (store: ByteStore, tenantId: number, upload: Upload): Promise<ReceivedUpload> => {
  const seen: MediaType[] = [];
  const { sha256, sm3, size } = await store.put(tenantId, upload.stream, {
    maxBytes: upload.maxBytes,
    inspect: (incoming) => {
      seen.push(acceptedType(incoming, upload));
    },
  });
  const [mediaType] = seen;
  if (mediaType === undefined) throw new Error('the object store did not let its bytes be inspected');
  return { tenantId, sha256, sm3, size, mediaType, fileName: safeFileName(upload.fileName) };
};

/** Writes the row of received bytes and its audit event in the caller's transaction. */
export const registerUpload = async (
  tdb: TenantDb,
  scope: TenantScope,
  received: ReceivedUpload,
): Promise<StoredUpload> => {
  if (received.tenantId !== scope.tenantId) throw new AppError('FORBIDDEN', 'bytes were received for another tenant');
  if (scope.accountId === null) throw new AppError('FORBIDDEN', 'an upload needs a person');
  const { sha256, sm3, mediaType, fileName, size: sizeBytes } = received;
  const stored: StoredUpload = { id: uuidv7(), fileName, mediaType, sizeBytes, sha256, sm3 };
  await insertStoredObject(tdb, { ...stored, tenantId: scope.tenantId, createdBy: scope.accountId });
  await audit(tdb, scope, {
    action: 'object.store',
    objectKind: 'stored_object',
    objectId: stored.id,
    objectLabel: fileName,
    detail: { sha256, sizeBytes, mediaType },
  });
  return stored;
};

/** Both steps for bytes that are at hand, such as a document that the system has just made. */
export const storeUpload = async (
  tdb: TenantDb,
  scope: TenantScope,
  store: ByteStore,
  upload: Upload,
): Promise<StoredUpload> => registerUpload(tdb, scope, await receiveUpload(store, scope.tenantId, upload));
