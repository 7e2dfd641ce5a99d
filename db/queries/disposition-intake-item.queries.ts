import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';
import { beyond, countUpToCap, type Walk, walkOrder } from './paging.ts';

/* The records of a delivery that the archives examines. */

export const insertIntakeItems = async (
  tdb: TenantDb,
  tenantId: number,
  intakeId: string,
  rows: readonly { originItemId: string; sortKey: string; record: unknown; problems: unknown; isWrong: boolean }[],
): Promise<void> => {
  await sql`insert into transfer_intake_item (tenant_id, intake_id, origin_item_id, sort_key, record, problems, is_wrong)
    select ${tenantId}::int, ${intakeId}::uuid, r."originItemId", r."sortKey", r.record, r.problems, r."isWrong"
    from json_to_recordset(${JSON.stringify(rows)}::json) as r("originItemId" uuid, "sortKey" text, record jsonb, problems jsonb, "isWrong" boolean)
    on conflict (tenant_id, intake_id, origin_item_id) do nothing`.execute(tdb);
};

export interface IntakeItemRow {
  originItemId: string;
  sortKey: string;
  record: unknown;
  decision: string;
  problems: unknown;
  isWrong: boolean;
  reason: string | null;
  archivesCode: string | null;
  givenCode: string | null;
  stopCode: string | null;
  stopDetail: string | null;
}
export interface IntakeItemConditions {
  intakeId: string;
  decision?: string | undefined;
  onlyProblems?: boolean | undefined;
  onlyStopped?: boolean | undefined;
}
const ITEM = [
  'originItemId',
  'sortKey',
  'record',
  'decision',
  'problems',
  'isWrong',
  'reason',
  'archivesCode',
  'givenCode',
  'stopCode',
  'stopDetail',
] as const;
const itemsOf = (tdb: TenantDb, tenantId: number, filter: IntakeItemConditions) => {
  let query = tdb
    .selectFrom('transferIntakeItem')
    .where('tenantId', '=', tenantId)
    .where('intakeId', '=', filter.intakeId);
  if (filter.decision) query = query.where('decision', '=', filter.decision);
  if (filter.onlyProblems) query = query.where(sql<boolean>`problems <> '[]'`);
  if (filter.onlyStopped) query = query.where('stopCode', 'is not', null);
  return query;
};
export const listIntakeItemRows = (
  tdb: TenantDb,
  tenantId: number,
  filter: IntakeItemConditions,
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<IntakeItemRow[]> => {
  let query = itemsOf(tdb, tenantId, filter).select(ITEM);
  const { cursor, direction } = page;
  if (cursor) {
    query = query.where((eb) =>
      eb(eb.refTuple('sortKey', 'originItemId'), beyond('asc', direction), eb.tuple(cursor[0], cursor[1])),
    );
  }
  const order = walkOrder('asc', direction);
  return query
    .orderBy('sortKey', order)
    .orderBy('originItemId', order)
    .limit(page.limit + 1)
    .execute();
};
export const countIntakeItemRows = (tdb: TenantDb, tenantId: number, filter: IntakeItemConditions): Promise<number> =>
  countUpToCap(tdb, itemsOf(tdb, tenantId, filter).select('originItemId'));

export interface DecisionCounts {
  open: number;
  accepted: number;
  returned: number;
  wrong: number;
  warned: number;
  stopped: number;
}
export const countDecisions = async (tdb: TenantDb, tenantId: number, intakeId: string): Promise<DecisionCounts> =>
  itemsOf(tdb, tenantId, { intakeId })
    .select([
      sql<number>`count(*) filter (where decision = 'open')::int`.as('open'),
      sql<number>`count(*) filter (where decision = 'accepted')::int`.as('accepted'),
      sql<number>`count(*) filter (where decision = 'returned')::int`.as('returned'),
      sql<number>`count(*) filter (where is_wrong)::int`.as('wrong'),
      sql<number>`count(*) filter (where not is_wrong and problems <> '[]')::int`.as('warned'),
      sql<number>`count(*) filter (where stop_code is not null)::int`.as('stopped'),
    ])
    .executeTakeFirstOrThrow();

/**
 * Decides records. A volume goes with what lies inside it, either way. What is wrong cannot be accepted.
 * Answers how many were decided.
 */
export const decideItems = async (
  tdb: TenantDb,
  key: { tenantId: number; intakeId: string },
  which: { kind: 'named' | 'open' | 'sound'; itemIds: readonly string[] },
  outcome: { decision: 'accepted' | 'returned'; reason: string | null },
): Promise<number> => {
  const isAccepting = outcome.decision === 'accepted';
  const { rows } = await sql<{ id: string }>`
    with family as (
      select x.origin_item_id, coalesce((x.record ->> 'parentId')::uuid, x.origin_item_id) as head from transfer_intake_item x
      where x.tenant_id = ${key.tenantId} and x.intake_id = ${key.intakeId}::uuid
    ), wrong as (
      select distinct f.head from family f join transfer_intake_item x on x.tenant_id = ${key.tenantId} and x.intake_id = ${key.intakeId}::uuid and x.origin_item_id = f.origin_item_id
      where x.is_wrong
    ), heads as (
      select distinct f.head from family f join transfer_intake_item x on x.tenant_id = ${key.tenantId} and x.intake_id = ${key.intakeId}::uuid and x.origin_item_id = f.origin_item_id
      where case ${which.kind} when 'named' then x.origin_item_id = any (${which.itemIds as string[]}::uuid[]) else x.decision = 'open' end
        and (${!isAccepting} or not exists (select 1 from wrong w where w.head = f.head))
    )
    update transfer_intake_item x set decision = ${outcome.decision}, reason = ${outcome.reason},
      stop_code = case when ${isAccepting} then x.stop_code end, stop_detail = case when ${isAccepting} then x.stop_detail end
    from family f join heads h on h.head = f.head
    where x.tenant_id = ${key.tenantId} and x.intake_id = ${key.intakeId}::uuid and x.origin_item_id = f.origin_item_id
      and (x.decision <> ${outcome.decision} or x.reason is distinct from ${outcome.reason})
      and (${which.kind} = 'named' or x.decision = 'open')
    returning x.origin_item_id as id`.execute(tdb);
  return rows.length;
};

/** Everything of an intake in the order of its codes, for what is done with the whole of it. */
export const listAllIntakeItems = (tdb: TenantDb, tenantId: number, intakeId: string): Promise<IntakeItemRow[]> =>
  itemsOf(tdb, tenantId, { intakeId }).select(ITEM).orderBy('sortKey').orderBy('originItemId').limit(50_000).execute();

export interface StoppedItem {
  originItemId: string;
  stopCode: string;
  stopDetail: string;
}
/** Says of each record what kept it from being taken in; of the others nothing any more. */
export const saveStops = async (
  tdb: TenantDb,
  tenantId: number,
  intakeId: string,
  stops: readonly StoppedItem[],
): Promise<void> => {
  await sql`update transfer_intake_item x set stop_code = r."stopCode", stop_detail = r."stopDetail"
    from transfer_intake_item y left join json_to_recordset(${JSON.stringify(stops)}::json) as r("originItemId" uuid, "stopCode" text, "stopDetail" text)
      on r."originItemId" = y.origin_item_id
    where x.tenant_id = ${tenantId} and x.intake_id = ${intakeId}::uuid
      and y.tenant_id = x.tenant_id and y.intake_id = x.intake_id and y.origin_item_id = x.origin_item_id
      and (x.stop_code is not null or r."stopCode" is not null)`.execute(tdb);
};

/** Gives a record another code, or its own again. Answers the code that it came with. */
export const giveItemCode = async (
  tdb: TenantDb,
  key: { tenantId: number; intakeId: string; originItemId: string },
  givenCode: string | null,
): Promise<string | undefined> => {
  const row = await tdb
    .updateTable('transferIntakeItem')
    .set({ givenCode, stopCode: null, stopDetail: null })
    .where('tenantId', '=', key.tenantId)
    .where('intakeId', '=', key.intakeId)
    .where('originItemId', '=', key.originItemId)
    .returning(sql<string>`record ->> 'referenceCode'`.as('referenceCode'))
    .executeTakeFirst();
  return row?.referenceCode;
};

/** Whether another record of the delivery stands under the code, or is to. */
export const isCodeInDelivery = async (
  tdb: TenantDb,
  key: { tenantId: number; intakeId: string; originItemId: string },
  code: string,
): Promise<boolean> => {
  const row = await itemsOf(tdb, key.tenantId, { intakeId: key.intakeId })
    .select('originItemId')
    .where('originItemId', '<>', key.originItemId)
    .where(sql<boolean>`(given_code = ${code} or (given_code is null and record ->> 'referenceCode' = ${code}))`)
    .executeTakeFirst();
  return row !== undefined;
};

/** Records that this archives holds already from the same unit. */
export const findHeldOrigins = async (
  tdb: TenantDb,
  tenantId: number,
  originTenantId: number,
  originItemIds: readonly string[],
): Promise<Set<string>> => {
  if (originItemIds.length === 0) return new Set();
  const rows = await tdb
    .selectFrom('archiveItem')
    .select('originItemId')
    .where('tenantId', '=', tenantId)
    .where('originTenantId', '=', originTenantId)
    .where(sql<boolean>`origin_item_id = any (${originItemIds as string[]}::uuid[])`)
    .limit(originItemIds.length)
    .execute();
  return new Set(rows.flatMap((row) => (row.originItemId ? [row.originItemId] : [])));
};

export interface Provenance {
  id: string;
  originItemId: string;
  parentId: string | null;
  oldCodes: readonly string[];
}
/** Says of records that were just written where they stood before. */
export const setProvenance = async (
  tdb: TenantDb,
  key: { tenantId: number; originTenantId: number; accessionId: string; accessionedOn: string },
  rows: readonly Provenance[],
): Promise<void> => {
  await sql`update archive_item i set origin_tenant_id = ${key.originTenantId}, origin_item_id = r."originItemId", accession_id = ${key.accessionId}::uuid,
      accessioned_on = ${key.accessionedOn}::date, archived_on = null, parent_id = r."parentId", old_codes = r."oldCodes"
    from json_to_recordset(${JSON.stringify(rows)}::json) as r(id uuid, "originItemId" uuid, "parentId" uuid, "oldCodes" text[])
    where i.tenant_id = ${key.tenantId} and i.id = r.id`.execute(tdb);
};

export const setIntakeItemCodes = async (
  tdb: TenantDb,
  tenantId: number,
  intakeId: string,
  rows: readonly { originItemId: string; itemId: string; archivesCode: string }[],
): Promise<void> => {
  await sql`update transfer_intake_item x set item_id = r."itemId", archives_code = r."archivesCode"
    from json_to_recordset(${JSON.stringify(rows)}::json) as r("originItemId" uuid, "itemId" uuid, "archivesCode" text)
    where x.tenant_id = ${tenantId} and x.intake_id = ${intakeId}::uuid and x.origin_item_id = r."originItemId"`.execute(
    tdb,
  );
};
