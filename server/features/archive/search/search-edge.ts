import { z } from 'zod';
import type { SearchEdge, SearchedRow } from '@/db/queries/archive-search.queries';
import type { SearchSort } from '@/server/domain/archive/archive-search';
import { codeSort, normaliseReferenceCode } from '@/server/domain/archive/reference-code';
import { decodeCursor, encodeCursor } from '@/server/domain/shared/pagination';

const edgeKey = z.tuple([z.number().int().nullable(), z.number().int(), z.string(), z.uuid()]);
const NO_ID = '00000000-0000-0000-0000-000000000000';

const isByDate = (sort: SearchSort): boolean => sort.endsWith('date');

/** Behind which row a page begins: the cursor's, else the place in the order that the person jumped to. */
export const edgeOf = (
  input: { cursor?: string | undefined; startAt?: string | undefined; sort: SearchSort },
  tenantId: number,
): SearchEdge | undefined => {
  const cursor = decodeCursor(edgeKey, input.cursor);
  if (cursor || !input.startAt) return cursor;
  const key = isByDate(input.sort)
    ? input.startAt.replace(/\D/g, '').slice(0, 8)
    : codeSort(normaliseReferenceCode(input.startAt));
  // Descending, everything at the key itself lies behind its last possible id.
  const edge = input.sort.startsWith('-') ? `${key}\u{10FFFF}` : key;
  return [null, tenantId, edge, NO_ID];
};

export const cursorOf = (row: SearchedRow, sort: SearchSort): string =>
  encodeCursor([row.rank, row.tenantId, isByDate(sort) ? row.dateSort : row.codeSort, row.id]);
