import type { Readable } from 'node:stream';
import type { Derivatives } from '@/server/imaging/derivatives';
import type { OcflStore } from './ocfl/ocfl-store.ts';
import type { Staging } from './staging.ts';
import type { ViewTokens } from './view-token.ts';

/** What a stored file hashes to: SHA-256 for the world, SM3 for those who must show a national algorithm. */
export interface ObjectDigests {
  sha256: string;
  sm3: string;
  size: number;
}

/** What came in, before it is kept. */
export interface IncomingBytes extends ObjectDigests {
  /** The first and the last bytes, from which the type is told. */
  head: Buffer;
  tail: Buffer;
}

export interface StoredBytes extends ObjectDigests {
  /** Where the store finds it: made of the tenant and the digest, so equal bytes of one tenant are kept once. */
  key: string;
}

export interface PutOptions {
  maxBytes: number;
  /** Looks at what came in; when it throws, nothing is kept. */
  inspect?: (incoming: IncomingBytes) => void;
}

export interface ByteRange {
  start: number;
  /** Inclusive, as in HTTP. */
  end: number;
}

/** Bytes by content. There is no way to remove: nothing that an archive has accepted goes by this door. */
export interface ByteStore {
  /**
   * Keeps the bytes. They are on disk when this answers.
   * @throws AppError UPLOAD_TOO_LARGE past `maxBytes`.
   */
  put(tenantId: number, source: Readable | Buffer, options: PutOptions): Promise<StoredBytes>;
  /** Opens without looking at the digest: for ranges and for what is checked elsewhere. */
  open(key: string, range?: ByteRange): Readable;
  /** Size, or null when there is no such file. */
  stat(key: string): Promise<{ size: number } | null>;
}

/** Everything that is kept outside the database. */
export interface ObjectStore extends ByteStore {
  /** Files of records: one OCFL object each, in versions. */
  records: OcflStore;
  /** Files on their way in. */
  staging: Staging;
  /** Pictures made from files of records, to look at. */
  derivatives: Derivatives;
  /** A second copy of the records, where the operator keeps one: read when a file is to be repaired. */
  secondCopy: { records: OcflStore; isThere(): Promise<boolean> } | null;
  /** Signs the addresses of these pictures. */
  viewTokens: ViewTokens;
}

export const objectKey = (tenantId: number, sha256: string): string => `${tenantId}/${sha256.slice(0, 2)}/${sha256}`;
