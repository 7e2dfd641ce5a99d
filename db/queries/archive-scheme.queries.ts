import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';

export interface FondsRow {
  id: string;
  number: string;
  name: string;
  isOfficial: boolean;
  closedOn: string | null;
}

const FONDS = ['id', 'number', 'name', 'isOfficial', 'closedOn'] as const;

/** All of them: the database keeps a tenant from having more than 5,000. */
export const listFondsRows = (tdb: TenantDb, tenantId: number): Promise<FondsRow[]> =>
  tdb
    .selectFrom('fonds')
    .select(FONDS)
    .where('tenantId', '=', tenantId)
    .orderBy('number')
    .orderBy('id')
    .limit(5_000)
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
  path: 'Y_O_R' | 'Y_R_O' | 'Y_R';
  yearFrom: number;
  lockedAt: string | null;
  own: { name: string; pattern: string; level: 'piece' | 'volume' } | null;
}

/** With the structure of the unit's own templates, so that whoever numbers needs no second look. No more can be there. */
export const listSchemeRows = async (tdb: TenantDb, tenantId: number, fondsId?: string): Promise<SchemeRow[]> => {
  const rows = await tdb
    .selectFrom('classificationScheme as s')
    .leftJoin('codeTemplate as t', (join) =>
      join.onRef('t.tenantId', '=', 's.tenantId').onRef('t.code', '=', 's.templateCode'),
    )
    .select([
      's.id',
      's.fondsId',
      's.categoryCode',
      's.templateCode',
      's.path',
      's.yearFrom',
      's.lockedAt',
      't.name',
      't.pattern',
      't.level',
    ])
    .where('s.tenantId', '=', tenantId)
    .$if(fondsId !== undefined, (query) => query.where('s.fondsId', '=', fondsId ?? ''))
    .orderBy('s.fondsId')
    .orderBy('s.categoryCode')
    .orderBy('s.yearFrom')
    .limit(20_000)
    .execute();
  return rows.map(({ name, pattern, level, ...row }) => ({
    ...row,
    path: row.path as SchemeRow['path'],
    own: pattern === null ? null : { name: name ?? '', pattern, level: level as 'piece' | 'volume' },
  }));
};

/** Today in the offices' time zone, by the database's clock. */
export const readToday = async (tdb: TenantDb): Promise<string> => {
  const { rows } = await sql<{
    today: string;
  }>`select (now() at time zone 'Asia/Shanghai')::date::text as today`.execute(tdb);
  return rows[0]?.today ?? '';
};
