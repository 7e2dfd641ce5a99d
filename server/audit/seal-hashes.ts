import { createHash } from 'node:crypto';

/** What stands before the first seal. */
export const NO_SEAL = '0'.repeat(64);

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** Hash of one event: its cells as a JSON list, so that no two different events have the same text. */
export const eventHash = (cells: readonly (string | null)[]): string => sha256(JSON.stringify(cells));

/** Hash over the events' hashes in their order. */
export const rootOf = (hashes: readonly string[]): string => sha256(hashes.join(''));

export interface SealParts {
  tenantId: number;
  sealNumber: number;
  eventCount: number;
  root: string;
  previousHash: string;
  sealedAt: string;
}

/** Each seal holds the one before, so that none can be exchanged without all that follow. */
export const sealHash = (seal: SealParts): string =>
  sha256(
    JSON.stringify([seal.previousHash, seal.tenantId, seal.sealNumber, seal.eventCount, seal.root, seal.sealedAt]),
  );
