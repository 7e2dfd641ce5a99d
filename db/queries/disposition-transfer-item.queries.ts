import { sql } from 'kysely';
import type { FrozenRecord } from '@/server/domain/disposition/transfer';
import type { TenantDb } from '../client.ts';
import { type ItemSelection, movable } from './disposition-candidate.queries.ts';
import { beyond, countUpToCap, type Walk, walkOrder } from './paging.ts';

/* The records of a 移交批次. */

/** Puts records on the list: those that the selection finds and what lies inside them. What is on another list stays there. */
export const addBatchItems = async (
  tdb: TenantDb,
  key: { tenantId: number; batchId: string; fondsId: string },
  selection: ItemSelection,
  most: number,
): Promise<number> => {
  const { tenantId, batchId, fondsId } = key;
  const { rows } = await sql<{ itemId: string }>`
    with chosen as (
      select i.id, i.code_sort from archive_item i where ${movable({ tenantId, fondsId }, selection)}
    ), whole as (
      select id, code_sort from chosen
      union
      select i.id, i.code_sort from archive_item i join chosen c on i.parent_id = c.id
      where i.tenant_id = ${tenantId} and i.state = 'filed' and i.left_on is null
    )
    insert into transfer_item (tenant_id, batch_id, item_id, sort_key)
    select ${tenantId}::int, ${batchId}::uuid, w.id, w.code_sort from whole w order by w.code_sort, w.id limit ${most + 1}
    on conflict (tenant_id, item_id) do nothing returning item_id`.execute(tdb);
  return rows.length;
};

export const removeBatchItems = async (
  tdb: TenantDb,
  tenantId: number,
  batchId: string,
  itemIds: readonly string[] | null,
): Promise<number> => {
  const result = await tdb
    .deleteFrom('transferItem')
    .where('tenantId', '=', tenantId)
    .where('batchId', '=', batchId)
    .where('state', 'in', ['listed', 'returned'])
    .$if(itemIds !== null, (query) => query.where('itemId', 'in', [...(itemIds ?? [])]))
    .executeTakeFirst();
  return Number(result.numDeletedRows);
};

const recordsOf = (tdb: TenantDb, tenantId: number, batchId: string) =>
  tdb
    .selectFrom('transferItem as x')
    .innerJoin('archiveItem as i', (join) => join.onRef('i.tenantId', '=', 'x.tenantId').onRef('i.id', '=', 'x.itemId'))
    .where('x.tenantId', '=', tenantId)
    .where('x.batchId', '=', batchId);

const FROZEN = [
  'i.id as itemId',
  'i.parentId',
  'i.level',
  'i.referenceCode',
  'i.codeTemplate',
  'i.categoryCode',
  'i.subcategoryCode',
  'i.filingYear',
  'i.retentionCode',
  'i.orgCode',
  'i.itemNumber',
  'i.catalogueNumber',
  'i.fileNumber',
  'i.pageNumber',
  'i.title',
  'i.responsibleParty',
  'i.documentNumber',
  'i.documentDate',
  'i.startDate',
  'i.endDate',
  'i.pageCount',
  'i.frameCount',
  sql<number>`(select coalesce(sum(p.pages_covered), 0)::int from scan_page p where p.tenant_id = i.tenant_id and p.item_id = i.id and p.link_state = 'linked')`.as(
    'digitisedPages',
  ),
  'i.boxNumber',
  'i.remarks',
  'i.details',
  'i.topics',
  'i.oldCodes',
  'i.openFlag',
] as const;

/** What goes out with the next delivery, as it stands now, in the order of the codes. */
export const listDeliveryRecords = async (
  tdb: TenantDb,
  tenantId: number,
  batchId: string,
  most: number,
): Promise<FrozenRecord[]> => {
  const rows = await recordsOf(tdb, tenantId, batchId)
    .select(FROZEN)
    .where('x.state', 'in', ['listed', 'returned'])
    .orderBy('x.sortKey')
    .orderBy('x.itemId')
    .limit(most)
    .execute();
  return rows as unknown as FrozenRecord[];
};

export const saveItemProblems = async (
  tdb: TenantDb,
  tenantId: number,
  batchId: string,
  found: readonly { itemId: string; problems: unknown; isWrong: boolean }[],
): Promise<void> => {
  await sql`update transfer_item set problems = '[]', is_wrong = false where tenant_id = ${tenantId} and batch_id = ${batchId}::uuid
    and (is_wrong or problems <> '[]')`.execute(tdb);
  if (found.length === 0) return;
  await sql`update transfer_item x set problems = r.problems, is_wrong = r."isWrong"
    from json_to_recordset(${JSON.stringify(found)}::json) as r("itemId" uuid, problems jsonb, "isWrong" boolean)
    where x.tenant_id = ${tenantId} and x.batch_id = ${batchId}::uuid and x.item_id = r."itemId"`.execute(tdb);
};

export interface BatchCounts {
  items: number;
  volumes: number;
  pieces: number;
  boxes: number;
  pages: number;
  wrong: number;
  warned: number;
}
/** Of what the next delivery holds, or of all when nothing is left to be delivered. */
export const countBatchItems = async (
  tdb: TenantDb,
  tenantId: number,
  batchId: string,
  onlyOpen: boolean,
): Promise<BatchCounts> => {
  const row = await recordsOf(tdb, tenantId, batchId)
    .$if(onlyOpen, (query) => query.where('x.state', 'in', ['listed', 'returned']))
    .select([
      sql<number>`count(*)::int`.as('items'),
      sql<number>`count(*) filter (where i.level in ('volume', 'group', 'register'))::int`.as('volumes'),
      sql<number>`count(*) filter (where i.level = 'piece' and i.parent_id is null)::int`.as('pieces'),
      sql<number>`count(distinct coalesce(i.box_id::text, i.box_number))::int`.as('boxes'),
      sql<number>`coalesce(sum(i.page_count) filter (where i.parent_id is null), 0)::int`.as('pages'),
      sql<number>`count(*) filter (where x.is_wrong)::int`.as('wrong'),
      sql<number>`count(*) filter (where not x.is_wrong and x.problems <> '[]')::int`.as('warned'),
    ])
    .executeTakeFirstOrThrow();
  return row;
};

export interface TransferItemRow {
  itemId: string;
  sortKey: string;
  referenceCode: string;
  title: string;
  level: string;
  categoryCode: string;
  filingYear: number;
  retentionCode: string;
  pageCount: number | null;
  boxNumber: string | null;
  state: string;
  problems: unknown;
  reason: string | null;
  archivesCode: string | null;
  leftOn: string | null;
}
export interface TransferItemConditions {
  batchId: string;
  state?: string | undefined;
  onlyProblems?: boolean | undefined;
}
const listed = (tdb: TenantDb, tenantId: number, filter: TransferItemConditions) => {
  let query = recordsOf(tdb, tenantId, filter.batchId);
  if (filter.state) query = query.where('x.state', '=', filter.state);
  if (filter.onlyProblems) query = query.where(sql<boolean>`x.problems <> '[]'`);
  return query;
};

export const listTransferItemRows = (
  tdb: TenantDb,
  tenantId: number,
  filter: TransferItemConditions,
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<TransferItemRow[]> => {
  let query = listed(tdb, tenantId, filter)
    .select(['x.itemId', 'x.sortKey', 'i.referenceCode', 'i.title', 'i.level', 'i.categoryCode', 'i.filingYear'])
    .select(['i.retentionCode', 'i.pageCount', 'i.boxNumber', 'x.state', 'x.problems', 'x.reason', 'x.archivesCode'])
    .select('i.leftOn');
  const { cursor, direction } = page;
  if (cursor) {
    query = query.where((eb) =>
      eb(eb.refTuple('x.sortKey', 'x.itemId'), beyond('asc', direction), eb.tuple(cursor[0], cursor[1])),
    );
  }
  const order = walkOrder('asc', direction);
  return query
    .orderBy('x.sortKey', order)
    .orderBy('x.itemId', order)
    .limit(page.limit + 1)
    .execute();
};
export const countTransferItemRows = (
  tdb: TenantDb,
  tenantId: number,
  filter: TransferItemConditions,
): Promise<number> => countUpToCap(tdb, listed(tdb, tenantId, filter).select('x.itemId'));

export const markItemsSent = async (tdb: TenantDb, tenantId: number, batchId: string, round: number): Promise<void> => {
  await tdb
    .updateTable('transferItem')
    .set({ state: 'sent', round, reason: null })
    .where('tenantId', '=', tenantId)
    .where('batchId', '=', batchId)
    .where('state', 'in', ['listed', 'returned'])
    .execute();
};

export interface AnsweredItem {
  itemId: string;
  accepted: boolean;
  archivesCode: string | null;
  reason: string | null;
}
/** Enters what the archives decided, record by record. A record that was not sent is left alone. */
export const markItemsAnswered = async (
  tdb: TenantDb,
  tenantId: number,
  batchId: string,
  answers: readonly AnsweredItem[],
): Promise<void> => {
  await sql`update transfer_item x set state = case when r.accepted then 'accepted' else 'returned' end, reason = r.reason, archives_code = r."archivesCode"
    from json_to_recordset(${JSON.stringify(answers)}::json) as r("itemId" uuid, accepted boolean, "archivesCode" text, reason text)
    where x.tenant_id = ${tenantId} and x.batch_id = ${batchId}::uuid and x.item_id = r."itemId" and x.state = 'sent'`.execute(
    tdb,
  );
};

/** A delivery that came back as a whole: everything that was sent waits for the next one. */
export const returnSentItems = async (
  tdb: TenantDb,
  tenantId: number,
  batchId: string,
  reason: string,
): Promise<void> => {
  await tdb
    .updateTable('transferItem')
    .set({ state: 'returned', reason })
    .where('tenantId', '=', tenantId)
    .where('batchId', '=', batchId)
    .where('state', '=', 'sent')
    .execute();
};

/** 移交离馆(室): the record stays in its catalogue with the day on which it left. Said twice, the first day counts. */
export const setItemsLeft = async (
  tdb: TenantDb,
  tenantId: number,
  batchId: string,
  leftOn: string,
): Promise<number> => {
  const { rows } = await sql<{
    id: string;
  }>`update archive_item i set left_on = ${leftOn}::date, row_version = i.row_version + 1, updated_at = now()
    from transfer_item x
    where x.tenant_id = ${tenantId} and x.batch_id = ${batchId}::uuid and x.state = 'accepted' and i.tenant_id = ${tenantId} and i.id = x.item_id and i.left_on is null
    returning i.id`.execute(tdb);
  return rows.length;
};

/** Whether the record lies with the archives for examination: then its description must stay what was sent. */
export const isItemUnderTransfer = async (tdb: TenantDb, tenantId: number, itemId: string): Promise<boolean> => {
  const row = await tdb
    .selectFrom('transferItem')
    .select('itemId')
    .where('tenantId', '=', tenantId)
    .where('itemId', '=', itemId)
    .where('state', 'in', ['sent', 'accepted'])
    .executeTakeFirst();
  return row !== undefined;
};
