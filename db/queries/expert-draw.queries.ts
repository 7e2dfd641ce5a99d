import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';
import { todayInShanghai as today } from './lateness.ts';
import { beyond, containing, countUpToCap, type Walk, walkOrder } from './paging.ts';

/* 抽取专家, from the experts of the register whose term runs. */

export interface PoolExpertRow {
  id: string;
  name: string;
  unit: string;
  field: string;
}

/** Experts whose term runs today, by name. */
export const listExpertPool = async (
  tdb: TenantDb,
  tenantId: number,
  field: string | undefined,
): Promise<PoolExpertRow[]> => {
  const { rows } =
    await sql<PoolExpertRow>`select e.id, e.said ->> 'name' as name, coalesce(e.said ->> 'unit', '') as unit,
      e.said ->> 'field' as field from register_entry e
    where e.tenant_id = ${tenantId} and e.register_code = 'expert' and e.state = 'current' and e.entry_on <= ${today}
      and (e.until_on is null or e.until_on > ${today})
      and (${field ?? null}::text is null or e.said ->> 'field' = ${field ?? null})
    order by e.said ->> 'name' collate "zh-x-icu", e.id limit 2000`.execute(tdb);
  return rows;
};

export interface ExpertDrawRow {
  id: string;
  purpose: string;
  unitName: string | null;
  field: string | null;
  wanted: number;
  pool: unknown;
  recusals: unknown;
  seedText: string;
  drawn: unknown;
  drawnAt: string;
  drawnByName: string;
}

export const insertExpertDraw = async (
  tdb: TenantDb,
  row: Omit<ExpertDrawRow, 'pool' | 'recusals' | 'drawn'> & {
    tenantId: number;
    drawnBy: string;
    pool: readonly unknown[];
    recusals: readonly unknown[];
    drawn: readonly string[];
  },
): Promise<void> => {
  const [pool, recusals, drawn] = [row.pool, row.recusals, row.drawn].map((list) => JSON.stringify(list));
  await tdb
    .insertInto('expertDraw')
    .values({ ...row, pool: pool ?? '[]', recusals: recusals ?? '[]', drawn: drawn ?? '[]' })
    .execute();
};

const filtered = (tdb: TenantDb, tenantId: number, q: string | undefined) => {
  const query = tdb.selectFrom('expertDraw').where('tenantId', '=', tenantId);
  if (!q) return query;
  const pattern = containing(q);
  return query.where((eb) => eb.or([eb('purpose', 'ilike', pattern), eb('unitName', 'ilike', pattern)]));
};

/** The newest first. */
export const listExpertDrawRows = (
  tdb: TenantDb,
  tenantId: number,
  filter: { q?: string | undefined },
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<ExpertDrawRow[]> => {
  const { cursor, direction } = page;
  let query = filtered(tdb, tenantId, filter.q);
  if (cursor)
    query = query.where(
      sql<boolean>`(drawn_at, id) ${sql.raw(beyond('desc', direction))} (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)`,
    );
  const order = walkOrder('desc', direction);
  return query
    .select([
      'id',
      'purpose',
      'unitName',
      'field',
      'wanted',
      'pool',
      'recusals',
      'seedText',
      'drawn',
      'drawnAt',
      'drawnByName',
    ])
    .orderBy('drawnAt', order)
    .orderBy('id', order)
    .limit(page.limit + 1)
    .execute();
};

export const countExpertDrawRows = (tdb: TenantDb, tenantId: number, filter: { q?: string | undefined }) =>
  countUpToCap(tdb, filtered(tdb, tenantId, filter.q).select('id'));

/** Who was drawn, for an invitation. */
export const findExpertDraw = (
  tdb: TenantDb,
  tenantId: number,
  id: string,
): Promise<Pick<ExpertDrawRow, 'id' | 'purpose' | 'unitName' | 'pool' | 'drawn'> | undefined> =>
  tdb
    .selectFrom('expertDraw')
    .select(['id', 'purpose', 'unitName', 'pool', 'drawn'])
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirst();
