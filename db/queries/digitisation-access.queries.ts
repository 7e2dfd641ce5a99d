import { sql } from 'kysely';
import type { GrantDb, TenantDb } from '../client.ts';
import { beyond, type Walk, walkOrder } from './paging.ts';

export interface VendorPerson {
  vendorTenantId: number;
  vendorName: string;
  accountId: string;
  personName: string;
}
export const findVendorPerson = async (
  tdb: TenantDb,
  vendorSlug: string,
  loginName: string,
): Promise<VendorPerson | undefined> => {
  const { rows } =
    await sql<VendorPerson>`select vendor_tenant_id, vendor_name, account_id, person_name from find_vendor_person(${vendorSlug}, ${loginName})`.execute(
      tdb,
    );
  return rows[0];
};

export const insertAccess = async (
  tdb: TenantDb,
  row: VendorPerson & {
    tenantId: number;
    id: string;
    batchId: string;
    validFrom: string;
    validTo: string;
    reason: string;
    createdBy: string;
    createdByName: string;
  },
): Promise<void> => {
  await tdb.insertInto('digitisationAccess').values(row).execute();
};

export interface AccessRow {
  id: string;
  batchId: string;
  vendorName: string;
  personName: string;
  validFrom: string;
  validTo: string;
  reason: string;
  state: string;
  looks: number;
  lastLookAt: string | null;
  createdByName: string;
  revokedByName: string | null;
}
const accesses = (tdb: TenantDb, tenantId: number) =>
  tdb
    .selectFrom('digitisationAccess as a')
    .innerJoin('digitisationBatch as b', (join) =>
      join.onRef('b.tenantId', '=', 'a.tenantId').onRef('b.id', '=', 'a.batchId'),
    )
    .select([
      'a.id',
      'a.batchId',
      'a.vendorName',
      'a.personName',
      'a.validFrom',
      'a.validTo',
      'a.reason',
      sql<string>`case when a.revoked_at is not null then 'revoked' when a.valid_to <= clock_timestamp() or b.state <> 'running' then 'ended'
        when a.valid_from > clock_timestamp() then 'planned' else 'live' end`.as('state'),
      sql<number>`(select count(*)::int from audit_event e where e.tenant_id = a.tenant_id and e.grant_id = a.id)`.as(
        'looks',
      ),
      sql<
        string | null
      >`(select max(e.at) from audit_event e where e.tenant_id = a.tenant_id and e.grant_id = a.id)`.as('lastLookAt'),
      'a.createdByName',
      'a.revokedByName',
    ])
    .where('a.tenantId', '=', tenantId);

export const listAccesses = (tdb: TenantDb, tenantId: number, batchId: string, limit: number): Promise<AccessRow[]> =>
  accesses(tdb, tenantId)
    .where('a.batchId', '=', batchId)
    .orderBy('a.createdAt', 'desc')
    .orderBy('a.id')
    .limit(limit)
    .execute();
export const findAccess = (tdb: TenantDb, tenantId: number, id: string): Promise<AccessRow | undefined> =>
  accesses(tdb, tenantId).where('a.id', '=', id).executeTakeFirst();
/** False when it was revoked already. */
export const revokeAccessRow = async (
  tdb: TenantDb,
  tenantId: number,
  id: string,
  revokedByName: string,
): Promise<boolean> => {
  const { rows } = await sql<{
    id: string;
  }>`update digitisation_access set revoked_at = clock_timestamp(), revoked_by_name = ${revokedByName}
    where tenant_id = ${tenantId} and id = ${id} and revoked_at is null returning id`.execute(tdb);
  return rows.length === 1;
};

export interface OpenedBatch {
  accessId: string;
  unitTenantId: number;
  unitSlug: string;
  unitName: string;
  batchId: string;
  batchNumber: string;
  batchName: string;
  validTo: string;
  reason: string;
}
/** What the person of this transaction may look at now. */
export const listOpenedBatches = async (gdb: GrantDb): Promise<OpenedBatch[]> => {
  const { rows } = await sql<OpenedBatch>`
    select access_id, unit_tenant_id, unit_slug, unit_name, batch_id, batch_number, batch_name, valid_to, reason
    from live_batch_accesses() order by valid_to, access_id limit 500`.execute(gdb);
  return rows;
};
/** Lets the rest of the transaction read the records of the batch; null when the access does not live. */
export const enterBatchAccess = async (gdb: GrantDb, accessId: string): Promise<number | null> => {
  const { rows } = await sql<{ unit: number | null }>`select enter_batch_access(${accessId}::uuid) as unit`.execute(
    gdb,
  );
  return rows[0]?.unit ?? null;
};
export const insertBatchLook = async (
  gdb: GrantDb,
  event: {
    accessId: string;
    action: string;
    objectKind: string;
    objectId: string | null;
    objectLabel: string | null;
    detail: Record<string, unknown>;
    requestId: string;
  },
): Promise<void> => {
  await sql`select audit_batch_look(${event.accessId}::uuid, ${event.action}, ${event.objectKind}, ${event.objectId}, ${event.objectLabel},
    ${JSON.stringify(event.detail)}::jsonb, ${event.requestId})`.execute(gdb);
};

export interface OpenedItemRow {
  itemId: string;
  referenceCode: string;
  title: string;
  step: string;
  paperPages: number | null;
  frames: number;
  sortKey: string;
}
/** Records of the opened batch; the policies let nothing else through. */
export const listOpenedItems = (
  gdb: GrantDb,
  tenantId: number,
  batchId: string,
  walk: { after: readonly [string, string] | undefined; direction: Walk; limit: number },
): Promise<OpenedItemRow[]> => {
  const order = walkOrder('asc', walk.direction);
  const { after } = walk;
  return gdb
    .selectFrom('digitisationItem as d')
    .innerJoin('archiveItem as i', (join) => join.onRef('i.tenantId', '=', 'd.tenantId').onRef('i.id', '=', 'd.itemId'))
    .select([
      'd.itemId',
      'i.referenceCode',
      'i.title',
      'd.step',
      'd.paperPages',
      sql<number>`(select count(*)::int from scan_page p where p.tenant_id = d.tenant_id and p.batch_id = d.batch_id and p.item_id = d.item_id)`.as(
        'frames',
      ),
      'd.sortKey',
    ])
    .where('d.tenantId', '=', tenantId)
    .where('d.batchId', '=', batchId)
    .where('d.isActive', '=', true)
    .$if(after !== undefined, (query) =>
      query.where((eb) =>
        eb(
          eb.refTuple('d.sortKey', 'd.itemId'),
          beyond('asc', walk.direction),
          eb.tuple(after?.[0] ?? '', after?.[1] ?? ''),
        ),
      ),
    )
    .orderBy('d.sortKey', order)
    .orderBy('d.itemId', order)
    .limit(walk.limit)
    .execute();
};
