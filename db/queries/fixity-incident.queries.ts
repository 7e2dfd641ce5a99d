import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';
import { beyond, countUpToCap, type Walk, walkOrder } from './paging.ts';

export interface Fault {
  fileId: string | null;
  kind: string;
  path: string;
  expectedSha256: string | null;
  foundSha256: string | null;
}
export interface IncidentOwner {
  accountId: string;
  name: string;
}

/** Whoever has cared for the files longest among those who may; null when nobody may. */
export const findIncidentOwner = async (
  tdb: TenantDb,
  tenantId: number,
  roles: readonly string[],
): Promise<IncidentOwner | undefined> => {
  const { rows } = await sql<IncidentOwner>`select m.account_id, m.display_name as name from membership m
    where m.tenant_id = ${tenantId} and m.state = 'active' and m.roles && ${[...roles]}::text[]
    order by (m.roles && ${['unit_archivist', 'archives_director']}::text[]) desc, m.created_at, m.account_id limit 1`.execute(
    tdb,
  );
  return rows[0];
};

/**
 * Opens an incident for a fault, or says of the open one that it is still so. Answers the id of a new one. A fault that
 * was accepted as it is, with the very same bytes, is not opened again.
 */
export const openIncident = async (
  tdb: TenantDb,
  tenantId: number,
  row: Fault & { id: string; itemId: string; owner: IncidentOwner | null },
): Promise<string | undefined> => {
  const { rows } = await sql<{ id: string; isNew: boolean }>`
    insert into fixity_incident as n (tenant_id, id, item_id, file_id, kind, path, expected_sha256, found_sha256, owner_account_id, owner_name)
    select ${tenantId}, ${row.id}, ${row.itemId}, ${row.fileId}, ${row.kind}, ${row.path}, ${row.expectedSha256}, ${row.foundSha256}, ${row.owner?.accountId ?? null}, ${row.owner?.name ?? null}
    where not exists (select 1 from fixity_incident a where a.tenant_id = ${tenantId} and a.item_id = ${row.itemId} and a.path = ${row.path}
      and a.kind = ${row.kind} and a.state = 'accepted' and a.found_sha256 is not distinct from ${row.foundSha256})
    on conflict (tenant_id, item_id, path) where state in ('open', 'handling')
    do update set seen_at = now(), kind = excluded.kind, found_sha256 = excluded.found_sha256
    returning n.id, n.id = ${row.id} as is_new`.execute(tdb);
  return rows[0]?.isNew ? rows[0].id : undefined;
};

/** Closes what a sweep of the record no longer finds: its bytes are in order, which says nothing of a virus. Answers the ids. */
export const closeVanished = async (
  tdb: TenantDb,
  tenantId: number,
  itemId: string,
  stillThere: readonly string[],
): Promise<string[]> => {
  const { rows } = await sql<{
    id: string;
  }>`update fixity_incident set state = 'repaired', closed_at = now(), row_version = row_version + 1
    where tenant_id = ${tenantId} and item_id = ${itemId} and state in ('open', 'handling') and kind <> 'infected' and path <> all (${[...stillThere]}::text[])
    returning id`.execute(tdb);
  return rows.map((row) => row.id);
};

export interface IncidentRow {
  id: string;
  itemId: string;
  referenceCode: string;
  title: string;
  fileId: string | null;
  fileName: string | null;
  kind: string;
  path: string;
  expectedSha256: string | null;
  foundSha256: string | null;
  state: string;
  ownerAccountId: string | null;
  ownerName: string | null;
  reason: string | null;
  foundAt: string;
  seenAt: string;
  closedAt: string | null;
  closedByName: string | null;
  rowVersion: number;
  /** What a later scan of a file with a virus said, and by which signatures it was judged. */
  scannedWith: string | null;
  rescanState: string | null;
  rescannedWith: string | null;
  rescannedAt: string | null;
}
const incidents = (tdb: TenantDb, tenantId: number) =>
  tdb
    .selectFrom('fixityIncident as n')
    .innerJoin('archiveItem as i', (join) => join.onRef('i.tenantId', '=', 'n.tenantId').onRef('i.id', '=', 'n.itemId'))
    .leftJoin('digitalFile as f', (join) => join.onRef('f.tenantId', '=', 'n.tenantId').onRef('f.id', '=', 'n.fileId'))
    .where('n.tenantId', '=', tenantId)
    .select(['n.id', 'n.itemId', 'i.referenceCode', 'i.title', 'n.fileId', 'f.fileName', 'n.kind', 'n.path'])
    .select(['n.expectedSha256', 'n.foundSha256', 'n.state', 'n.ownerAccountId', 'n.ownerName', 'n.reason'])
    .select(['n.foundAt', 'n.seenAt', 'n.closedAt', 'n.closedByName', 'n.rowVersion'])
    .select(['f.scannedWith', 'n.rescanState', 'n.rescannedWith', 'n.rescannedAt']);

export interface IncidentConditions {
  state?: string | undefined;
  kind?: string | undefined;
}
const filtered = (tdb: TenantDb, tenantId: number, { state, kind }: IncidentConditions) =>
  incidents(tdb, tenantId)
    .$if(state === 'unsettled', (query) => query.where('n.state', 'in', ['open', 'handling']))
    .$if(state !== undefined && state !== 'unsettled', (query) => query.where('n.state', '=', state ?? ''))
    .$if(kind !== undefined, (query) => query.where('n.kind', '=', kind ?? ''));

/** Newest first. */
export const listIncidents = (
  tdb: TenantDb,
  tenantId: number,
  conditions: IncidentConditions,
  walk: { direction: Walk; after: readonly [string, string] | undefined; limit: number },
): Promise<IncidentRow[]> => {
  const { after } = walk;
  const order = walkOrder('desc', walk.direction);
  return filtered(tdb, tenantId, conditions)
    .$if(after !== undefined, (query) =>
      query.where((eb) =>
        eb(
          eb.refTuple('n.foundAt', 'n.id'),
          beyond('desc', walk.direction),
          eb.tuple(after?.[0] ?? '', after?.[1] ?? ''),
        ),
      ),
    )
    .orderBy('n.foundAt', order)
    .orderBy('n.id', order)
    .limit(walk.limit)
    .execute();
};

export const countIncidents = (tdb: TenantDb, tenantId: number, conditions: IncidentConditions): Promise<number> =>
  countUpToCap(tdb, filtered(tdb, tenantId, conditions));

export const findIncident = (tdb: TenantDb, tenantId: number, id: string): Promise<IncidentRow | undefined> =>
  incidents(tdb, tenantId).where('n.id', '=', id).executeTakeFirst();

/** A false alarm is over, also one that was accepted. False: settled or changed by somebody else meanwhile. */
export const closeReleased = async (
  tdb: TenantDb,
  tenantId: number,
  key: { id: string; rowVersion: number },
  end: { reason: string; closedByName: string },
): Promise<boolean> => {
  const result = await tdb
    .updateTable('fixityIncident')
    .set({ ...end, state: 'released', closedAt: sql<string>`now()`, rowVersion: sql<number>`row_version + 1` })
    .where('tenantId', '=', tenantId)
    .where('id', '=', key.id)
    .where('rowVersion', '=', key.rowVersion)
    .where('kind', '=', 'infected')
    .where('state', 'in', ['open', 'handling', 'accepted'])
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
};

/** False: closed, or changed by somebody else meanwhile. */
export const takeIncident = async (
  tdb: TenantDb,
  tenantId: number,
  key: { id: string; rowVersion: number },
  owner: IncidentOwner,
): Promise<boolean> => {
  const result = await tdb
    .updateTable('fixityIncident')
    .set({
      state: 'handling',
      ownerAccountId: owner.accountId,
      ownerName: owner.name,
      rowVersion: sql<number>`row_version + 1`,
    })
    .where('tenantId', '=', tenantId)
    .where('id', '=', key.id)
    .where('rowVersion', '=', key.rowVersion)
    .where('state', 'in', ['open', 'handling'])
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
};

export const closeIncident = async (
  tdb: TenantDb,
  tenantId: number,
  key: { id: string; rowVersion?: number },
  end: { state: 'repaired' | 'accepted'; reason: string; closedByName: string },
): Promise<boolean> => {
  const result = await tdb
    .updateTable('fixityIncident')
    .set({ ...end, closedAt: sql<string>`now()`, rowVersion: sql<number>`row_version + 1` })
    .where('tenantId', '=', tenantId)
    .where('id', '=', key.id)
    .where('state', 'in', ['open', 'handling'])
    .$if(key.rowVersion !== undefined, (query) => query.where('rowVersion', '=', key.rowVersion ?? 0))
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
};
