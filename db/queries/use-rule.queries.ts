import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';
import { todayInShanghai as today } from './lateness.ts';
import { beyond, countUpToCap, type Walk, walkOrder } from './paging.ts';

/* 借阅规则 and 限制知悉范围 of an office. */
export interface UseSettingRow {
  loanDays: number;
  approvalFor: string;
  effectAfterDays: number;
}

export const findUseSetting = (tdb: TenantDb, tenantId: number): Promise<UseSettingRow | undefined> =>
  tdb
    .selectFrom('useSetting')
    .select(['loanDays', 'approvalFor', 'effectAfterDays'])
    .where('tenantId', '=', tenantId)
    .executeTakeFirst();

export const saveUseSettingRow = async (tdb: TenantDb, tenantId: number, row: UseSettingRow): Promise<void> => {
  await tdb
    .insertInto('useSetting')
    .values({ tenantId, ...row })
    .onConflict((conflict) => conflict.column('tenantId').doUpdateSet(row))
    .execute();
};

export interface RestrictionRow {
  id: string;
  itemId: string;
  referenceCode: string;
  title: string;
  persons: string[];
  reason: string;
  untilOn: string | null;
  isOver: boolean;
  setByName: string;
  rowVersion: number;
  createdAt: string;
}

const current = (tdb: TenantDb, tenantId: number) =>
  tdb
    .selectFrom('useRestriction as r')
    .innerJoin('archiveItem as i', (join) => join.onRef('i.tenantId', '=', 'r.tenantId').onRef('i.id', '=', 'r.itemId'))
    .where('r.tenantId', '=', tenantId)
    .where('r.state', '=', 'current');

const RESTRICTION = [
  'r.id',
  'r.itemId',
  'i.referenceCode',
  'i.title',
  'r.persons',
  'r.reason',
  'r.untilOn',
  sql<boolean>`coalesce(r.until_on < ${today}, false)`.as('isOver'),
  'r.setByName',
  'r.rowVersion',
  'r.createdAt',
] as const;

/** Newest first. */
export const listRestrictionRows = (
  tdb: TenantDb,
  tenantId: number,
  page: { cursor: readonly [string, string] | undefined; direction: Walk; limit: number },
): Promise<RestrictionRow[]> => {
  const { cursor, direction, limit } = page;
  const order = walkOrder('desc', direction);
  let query = current(tdb, tenantId).select(RESTRICTION);
  if (cursor)
    query = query.where((eb) =>
      eb(eb.refTuple('r.createdAt', 'r.id'), beyond('desc', direction), eb.tuple(cursor[0], cursor[1])),
    );
  return query
    .orderBy('r.createdAt', order)
    .orderBy('r.id', order)
    .limit(limit + 1)
    .execute();
};

export const countRestrictionRows = (tdb: TenantDb, tenantId: number): Promise<number> =>
  countUpToCap(tdb, current(tdb, tenantId).select('r.id') as never);

export const insertRestriction = async (
  tdb: TenantDb,
  row: {
    tenantId: number;
    id: string;
    itemId: string;
    persons: string[];
    reason: string;
    untilOn: string | null;
    setByName: string;
  },
): Promise<void> => {
  await tdb.insertInto('useRestriction').values(row).execute();
};

export const findRestriction = (
  tdb: TenantDb,
  tenantId: number,
  restrictionId: string,
): Promise<RestrictionRow | undefined> =>
  current(tdb, tenantId).select(RESTRICTION).where('r.id', '=', restrictionId).executeTakeFirst();

export const liftRestrictionRow = async (
  tdb: TenantDb,
  key: { tenantId: number; restrictionId: string; rowVersion: number },
): Promise<boolean> => {
  const row = await tdb
    .updateTable('useRestriction')
    .set({ state: 'lifted', rowVersion: key.rowVersion + 1 })
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.restrictionId)
    .where('rowVersion', '=', key.rowVersion)
    .where('state', '=', 'current')
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
};
