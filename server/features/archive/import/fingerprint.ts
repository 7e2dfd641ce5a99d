import { createHash } from 'node:crypto';
import type { ArchiveItemCandidate } from '@/server/domain/archive/archive-item';
import { normaliseForSearch } from '@/server/domain/shared/chinese-text';

/**
 * What a row without a code says, so that the same row is known again in another file, in another order. The scope that
 * would number it stands for fonds, category, year, period, organisation and volume.
 */
export const fingerprintOf = (record: ArchiveItemCandidate, scope: string): string => {
  const said = [
    scope,
    record.level,
    normaliseForSearch(record.title ?? ''),
    normaliseForSearch(record.responsibleParty ?? ''),
    normaliseForSearch(record.documentNumber ?? ''),
    record.documentDate ?? '',
    record.startDate ?? '',
    record.endDate ?? '',
    String(record.pageCount ?? ''),
    ...Object.entries(record.details ?? {})
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([code, value]) => `${code} ${normaliseForSearch(value)}`),
  ];
  return createHash('sha256').update(said.join('\n')).digest('hex').slice(0, 32);
};

/** Rows that say the same are told apart by their count: the second of two equal rows is another record than the first. */
export const makeRepeatCounter = (): ((fingerprint: string) => string) => {
  const seen = new Map<string, number>();
  return (fingerprint) => {
    const count = (seen.get(fingerprint) ?? 0) + 1;
    seen.set(fingerprint, count);
    return `${fingerprint}.${count}`;
  };
};
