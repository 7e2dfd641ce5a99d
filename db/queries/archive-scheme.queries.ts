import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';

export interface FondsRow {
  id: string;
  number: string;
  name: string;
  isOfficial: boolean;
}

const FONDS = ['id', 'number', 'name', 'isOfficial'] as const;

export const listFondsRows = (tdb: TenantDb, tenantId: number): Promise<FondsRow[]> =>
  tdb
    .selectFrom('fonds')
    .select(FONDS)
    .where('tenantId', '=', tenantId)
    .orderBy('number')
    .orderBy('id')
    .limit(500)
    .execute();

export const findFonds = (tdb: TenantDb, tenantId: number, id: string): Promise<FondsRow | undefined> =>
  tdb.selectFrom('fonds').select(FONDS).where('tenantId', '=', tenantId).where('id', '=', id).executeTakeFirst();

export interface TreeLeafRow {
  fondsId: string;
  categoryCode: string;
  filingYear: number;
  retentionCode: string;
  orgCode: string;
  itemCount: number;
}

/** The leaves of the tree with their counters: some hundreds or thousands of rows however large the catalogue is. */
export const listTreeLeaves = (tdb: TenantDb, tenantId: number): Promise<TreeLeafRow[]> =>
  tdb
    .selectFrom('archiveCount')
    .select(['fondsId', 'categoryCode', 'filingYear', 'retentionCode', 'orgCode', 'itemCount'])
    .where('tenantId', '=', tenantId)
    .where('itemCount', '>', 0)
    .orderBy('fondsId')
    .orderBy('categoryCode')
    .orderBy('filingYear', 'desc')
    .orderBy('retentionCode')
    .orderBy('orgCode')
    .limit(20_000)
    .execute();

export interface SchemeRow {
  id: string;
  fondsId: string;
  categoryCode: string;
  templateCode: string;
  yearFrom: number;
}

const SCHEME = ['id', 'fondsId', 'categoryCode', 'templateCode', 'yearFrom'] as const;

export const listSchemeRows = (tdb: TenantDb, tenantId: number, fondsId?: string): Promise<SchemeRow[]> =>
  tdb
    .selectFrom('classificationScheme')
    .select(SCHEME)
    .where('tenantId', '=', tenantId)
    .$if(fondsId !== undefined, (query) => query.where('fondsId', '=', fondsId ?? ''))
    .orderBy('fondsId')
    .orderBy('categoryCode')
    .orderBy('yearFrom')
    .limit(1_000)
    .execute();

/** One template a category and year; said again, the later word counts. */
export const upsertScheme = (tdb: TenantDb, row: SchemeRow & { tenantId: number }): Promise<SchemeRow> =>
  tdb
    .insertInto('classificationScheme')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(['tenantId', 'fondsId', 'categoryCode', 'yearFrom'])
        .doUpdateSet({ templateCode: row.templateCode }),
    )
    .returning(SCHEME)
    .executeTakeFirstOrThrow();

/** Today in the offices' time zone, by the database's clock. */
export const readToday = async (tdb: TenantDb): Promise<string> => {
  const { rows } = await sql<{
    today: string;
  }>`select (now() at time zone 'Asia/Shanghai')::date::text as today`.execute(tdb);
  return rows[0]?.today ?? '';
};
