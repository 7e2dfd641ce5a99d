import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';

export interface SimilarRow {
  id: string;
  referenceCode: string;
  title: string;
  documentNumber: string | null;
  filingYear: number;
  state: string;
}

const SIMILAR = ['id', 'referenceCode', 'title', 'documentNumber', 'filingYear', 'state'] as const;

/** Records that have this code, or had it before a renumbering. Void ones too: a code is never given again. */
export const findByCode = (tdb: TenantDb, tenantId: number, code: string, limit: number): Promise<SimilarRow[]> =>
  tdb
    .selectFrom('archiveItem')
    .select(SIMILAR)
    .where('tenantId', '=', tenantId)
    .where((eb) =>
      eb.or([
        eb('referenceCode', '=', code),
        // Written so that the partial index over old codes serves it.
        eb.and([sql<boolean>`old_codes <> '{}'`, sql<boolean>`old_codes @> ${[code]}::text[]`]),
      ]),
    )
    .orderBy('codeSort')
    .orderBy('id')
    .limit(limit)
    .execute();

/** Records by id, in the order of their codes. */
export const listByIds = (tdb: TenantDb, tenantId: number, ids: readonly string[]): Promise<SimilarRow[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : tdb
        .selectFrom('archiveItem')
        .select(SIMILAR)
        .where('tenantId', '=', tenantId)
        .where(sql<boolean>`id = any (${ids as string[]}::uuid[])`)
        .orderBy('codeSort')
        .orderBy('id')
        .limit(ids.length)
        .execute();
