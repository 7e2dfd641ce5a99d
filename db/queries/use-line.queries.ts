import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';

/* 提供与复制: the lines of a visit. */
export interface NewLine {
  id: string;
  position: number;
  itemId: string | null;
  referenceCode: string | null;
  title: string;
  unit: string;
  basis: string;
  state: 'delivered' | 'refused';
  copy: { id: string; pages: number; copies: number; state: 'delivered' | 'refused' } | null;
}

/** What was given counts on the day of the visit. */
export const insertLines = async (
  tdb: TenantDb,
  visit: { tenantId: number; visitId: string; visitedOn: string },
  lines: readonly NewLine[],
): Promise<void> => {
  if (lines.length === 0) return;
  const { tenantId, visitId, visitedOn } = visit;
  const dayOf = (state: string) => (state === 'delivered' ? visitedOn : null);
  await tdb
    .insertInto('retrieval')
    .values(lines.map(({ copy: _, ...line }) => ({ ...line, tenantId, visitId, deliveredOn: dayOf(line.state) })))
    .execute();
  const copies = lines.flatMap((line) => (line.copy ? [{ ...line.copy, retrievalId: line.id }] : []));
  if (copies.length === 0) return;
  await tdb
    .insertInto('copyRequest')
    .values(copies.map((copy) => ({ ...copy, tenantId, visitId, deliveredOn: dayOf(copy.state) })))
    .execute();
};

/** Strikes the lines of a visit out: with it, or because it is written anew. */
export const voidLines = async (tdb: TenantDb, tenantId: number, visitId: string): Promise<number> => {
  await tdb
    .updateTable('copyRequest')
    .set({ state: 'void' })
    .where('tenantId', '=', tenantId)
    .where('visitId', '=', visitId)
    .execute();
  const struck = await tdb
    .updateTable('retrieval')
    .set({ state: 'void' })
    .where('tenantId', '=', tenantId)
    .where('visitId', '=', visitId)
    .where('state', '<>', 'void')
    .returning('id')
    .execute();
  return struck.length;
};

export interface LineRow {
  id: string;
  itemId: string | null;
  referenceCode: string | null;
  title: string;
  unit: string;
  basis: string;
  state: string;
  pages: number | null;
  copies: number | null;
  copyState: string | null;
}

/** The lines that stand, in their order; of a visit that was struck out, those that stood. */
export const listLines = async (
  tdb: TenantDb,
  tenantId: number,
  visitId: string,
  withVoid: boolean,
): Promise<LineRow[]> => {
  const { rows } = await sql<LineRow>`
    select r.id, r.item_id, r.reference_code, r.title, r.unit, r.basis, r.state, c.pages, c.copies, c.state as copy_state
    from retrieval r left join copy_request c on c.tenant_id = r.tenant_id and c.retrieval_id = r.id
    where r.tenant_id = ${tenantId} and r.visit_id = ${visitId}::uuid and (${withVoid}::boolean or r.state <> 'void')
    order by r.position, r.id limit 1000`.execute(tdb);
  return rows;
};

export interface UsableRecordRow {
  id: string;
  referenceCode: string;
  title: string;
  level: string;
  categoryCode: string;
  openFlag: string;
  leftOn: string | null;
  delayedUntil: string | null;
  persons: string[] | null;
  restrictedUntil: string | null;
  holderName: string | null;
  holderDueOn: string | null;
}

/** Filed records with all that decides on their use. A restriction on a volume holds for what lies in it. */
export const listUsableRecords = async (
  tdb: TenantDb,
  tenantId: number,
  itemIds: readonly string[],
): Promise<UsableRecordRow[]> => {
  const { rows } = await sql<UsableRecordRow>`
    select i.id, i.reference_code, i.title, i.level, i.category_code, i.open_flag, i.left_on, d.delayed_until, u.persons, u.until_on as restricted_until,
      o.holder_name, o.due_on as holder_due_on
    from archive_item i
    left join lateral (select o.delayed_until from opening_decision_item x
        join opening_decision o on o.tenant_id = x.tenant_id and o.id = x.decision_id
        where x.tenant_id = i.tenant_id and x.item_id = i.id and o.outcome = 'delayed' order by o.decided_on desc, o.id desc limit 1) d on true
    left join lateral (select r.persons, r.until_on from use_restriction r
        where r.tenant_id = i.tenant_id and r.state = 'current' and r.item_id in (i.id, i.parent_id)
        order by (r.item_id = i.id) desc, r.id limit 1) u on true
    left join lateral (select s.holder_name, s.due_on from storage_out s
        where s.tenant_id = i.tenant_id and s.returned_on is null and (s.item_id = i.id or s.box_id = i.box_id) order by s.created_at desc, s.id limit 1) o on true
    where i.tenant_id = ${tenantId} and i.state = 'filed' and i.id = any (${itemIds as string[]}::uuid[])
    order by i.id`.execute(tdb);
  return rows;
};

/** Filed records that lie in a box. */
export const listItemIdsInBox = async (tdb: TenantDb, tenantId: number, boxId: string): Promise<string[]> => {
  const rows = await tdb
    .selectFrom('archiveItem')
    .select('id')
    .where('tenantId', '=', tenantId)
    .where('boxId', '=', boxId)
    .where('state', '=', 'filed')
    .where('leftOn', 'is', null)
    .orderBy('id')
    .limit(2_000)
    .execute();
  return rows.map((row) => row.id);
};
