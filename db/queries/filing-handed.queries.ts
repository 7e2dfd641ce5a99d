import { sql } from 'kysely';
import { COUNT_CAP } from '@/server/domain/shared/pagination';
import type { TenantDb } from '../client.ts';
import { beyond, containing, type Walk, walkOrder } from './paging.ts';

/* 移交归档: documents on their way from a department into the catalogue. */

export interface HandedFields {
  title: string;
  categoryCode: string;
  documentNumber: string | null;
  responsibleParty: string | null;
  documentDate: string | null;
  pageCount: number | null;
  remarks: string | null;
  planLineId: string | null;
  eventId: string | null;
  isOffList: boolean;
  originNote: string | null;
}
export interface HandedInsert extends HandedFields {
  tenantId: number;
  id: string;
  departmentId: string;
  filingYear: number;
  objectId: string | null;
  handedBy: string;
  handedByName: string;
}
export interface HandedRow extends HandedFields {
  id: string;
  departmentId: string;
  departmentName: string;
  departmentCode: string;
  planKind: string | null;
  filingYear: number;
  objectId: string | null;
  fileName: string | null;
  sizeBytes: number | null;
  mediaType: string | null;
  hasTwin: boolean;
  state: string;
  reasons: { field: string; reason: string }[];
  handedBy: string;
  handedByName: string;
  submittedAt: string | null;
  decidedAt: string | null;
  decidedByName: string | null;
  itemId: string | null;
  referenceCode: string | null;
  createdAt: string;
  rowVersion: number;
}

/** The same bytes handed in once more, and not taken back. */
const hasTwin = sql<boolean>`o.sha256 is not null and exists (select 1 from stored_object o2
  join handed_document h2 on h2.tenant_id = o2.tenant_id and h2.object_id = o2.id
  where o2.tenant_id = h.tenant_id and o2.sha256 = o.sha256 and h2.id <> h.id and h2.state <> 'withdrawn')`;

const handed = (tdb: TenantDb, tenantId: number) =>
  tdb
    .selectFrom('handedDocument as h')
    .innerJoin('unitDepartment as d', (join) =>
      join.onRef('d.tenantId', '=', 'h.tenantId').onRef('d.id', '=', 'h.departmentId'),
    )
    .leftJoin('filingPlanLine as l', (join) =>
      join.onRef('l.tenantId', '=', 'h.tenantId').onRef('l.id', '=', 'h.planLineId'),
    )
    .leftJoin('storedObject as o', (join) =>
      join.onRef('o.tenantId', '=', 'h.tenantId').onRef('o.id', '=', 'h.objectId'),
    )
    .leftJoin('archiveItem as i', (join) => join.onRef('i.tenantId', '=', 'h.tenantId').onRef('i.id', '=', 'h.itemId'))
    .select(['h.id', 'h.departmentId', 'd.name as departmentName', 'd.code as departmentCode', 'l.kind as planKind'])
    .select(['h.filingYear', 'h.categoryCode', 'h.planLineId', 'h.eventId', 'h.title', 'h.documentNumber'])
    .select(['h.responsibleParty', 'h.documentDate', 'h.pageCount', 'h.remarks', 'h.isOffList', 'h.originNote'])
    .select(['h.objectId', 'o.fileName', 'o.sizeBytes', 'o.mediaType', 'h.state'])
    .select(sql<{ field: string; reason: string }[]>`h.reasons`.as('reasons'))
    .select(['h.handedBy', 'h.handedByName', 'h.submittedAt', 'h.decidedAt', 'h.decidedByName', 'h.itemId'])
    .select(['i.referenceCode', 'h.createdAt', 'h.rowVersion'])
    .select(hasTwin.as('hasTwin'))
    .where('h.tenantId', '=', tenantId);

export const findHanded = (tdb: TenantDb, tenantId: number, id: string): Promise<HandedRow | undefined> =>
  handed(tdb, tenantId).where('h.id', '=', id).executeTakeFirst();

export const listHandedByIds = (tdb: TenantDb, tenantId: number, ids: readonly string[]): Promise<HandedRow[]> =>
  handed(tdb, tenantId)
    .where(sql<boolean>`h.id = any (${ids as string[]}::uuid[])`)
    .orderBy('h.createdAt')
    .orderBy('h.id')
    .limit(200)
    .execute();

export interface HandedFilter {
  state?: string | undefined;
  departmentId?: string | undefined;
  /** Only these departments: what a part-time archivist may see. Absent: all. */
  departmentIds?: readonly string[] | undefined;
  year?: number | undefined;
  offListOnly?: boolean;
  isPlanned?: boolean | undefined;
  q?: string | undefined;
}

const filtered = (tdb: TenantDb, tenantId: number, filter: HandedFilter) => {
  let query = handed(tdb, tenantId);
  query = filter.state ? query.where('h.state', '=', filter.state) : query.where('h.state', '<>', 'withdrawn');
  if (filter.departmentId) query = query.where('h.departmentId', '=', filter.departmentId);
  if (filter.departmentIds)
    query = query.where(sql<boolean>`h.department_id = any (${filter.departmentIds as string[]}::uuid[])`);
  if (filter.year) query = query.where('h.filingYear', '=', filter.year);
  if (filter.offListOnly) query = query.where('h.isOffList', '=', true);
  if (filter.isPlanned !== undefined) query = query.where('h.planLineId', filter.isPlanned ? 'is not' : 'is', null);
  if (filter.q) {
    const pattern = containing(filter.q);
    query = query.where((eb) => eb.or([eb('h.title', 'ilike', pattern), eb('h.documentNumber', 'ilike', pattern)]));
  }
  return query;
};

/** Newest first. */
export const listHandedRows = (
  tdb: TenantDb,
  tenantId: number,
  filter: HandedFilter,
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<HandedRow[]> => {
  let query = filtered(tdb, tenantId, filter);
  const { cursor, direction } = page;
  if (cursor)
    query = query.where((eb) =>
      eb(eb.refTuple('h.createdAt', 'h.id'), beyond('desc', direction), eb.tuple(cursor[0], cursor[1])),
    );
  const order = walkOrder('desc', direction);
  return query
    .orderBy('h.createdAt', order)
    .orderBy('h.id', order)
    .limit(page.limit + 1)
    .execute();
};

export const countHandedRows = async (tdb: TenantDb, tenantId: number, filter: HandedFilter): Promise<number> => {
  const rows = filtered(tdb, tenantId, filter).clearSelect().select('h.id').limit(COUNT_CAP);
  const counted = await tdb
    .selectFrom(rows.as('r'))
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return Number(counted.n);
};

export const insertHanded = async (tdb: TenantDb, rows: readonly HandedInsert[]): Promise<void> => {
  if (rows.length > 0)
    await tdb
      .insertInto('handedDocument')
      .values([...rows])
      .execute();
};

/** Only while it is in one of the states; false when somebody was quicker or it has moved on. */
export const updateHanded = async (
  tdb: TenantDb,
  key: { tenantId: number; id: string; rowVersion: number; states: readonly string[] },
  values: Partial<HandedFields> & {
    objectId?: string;
    state?: string;
    reasons?: readonly { field: string; reason: string }[];
    decidedByName?: string;
    itemId?: string;
  },
): Promise<boolean> => {
  const { reasons, ...columns } = values;
  const row = await tdb
    .updateTable('handedDocument')
    .set({
      ...columns,
      ...(reasons ? { reasons: JSON.stringify(reasons) } : {}),
      ...(values.state === 'submitted' ? { submittedAt: sql<string>`now()` } : {}),
      ...(values.decidedByName ? { decidedAt: sql<string>`now()` } : {}),
      rowVersion: sql<number>`row_version + 1`,
    })
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.id)
    .where('rowVersion', '=', key.rowVersion)
    .where('state', 'in', [...key.states])
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
};

/** How many of a department wait in a state: ends a to-do when none is left. */
export const countHandedIn = async (
  tdb: TenantDb,
  tenantId: number,
  departmentId: string,
  state: string,
): Promise<number> => {
  const counted = await tdb
    .selectFrom('handedDocument')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('tenantId', '=', tenantId)
    .where('departmentId', '=', departmentId)
    .where('state', '=', state)
    .executeTakeFirstOrThrow();
  return Number(counted.n);
};

export const countByState = async (
  tdb: TenantDb,
  tenantId: number,
  departmentIds: readonly string[] | undefined,
): Promise<{ state: string; n: number }[]> => {
  let query = tdb
    .selectFrom('handedDocument')
    .select('state')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('tenantId', '=', tenantId);
  if (departmentIds) query = query.where(sql<boolean>`department_id = any (${departmentIds as string[]}::uuid[])`);
  return query.groupBy('state').orderBy('state').execute();
};

export interface HandedEventRow {
  id: string;
  at: string;
  action: string;
  actorName: string;
  detail: unknown;
}

/** What happened to a document, oldest first. */
export const listHandedEvents = (tdb: TenantDb, tenantId: number, id: string): Promise<HandedEventRow[]> =>
  tdb
    .selectFrom('auditEvent')
    .select(['id', 'at', 'action', 'actorName', 'detail'])
    .where('tenantId', '=', tenantId)
    .where('objectId', '=', id)
    .where('objectKind', '=', 'handed_document')
    .orderBy('seq')
    .limit(200)
    .execute();

export interface DroppedObject {
  id: string;
  fileName: string;
  mediaType: string;
  sizeBytes: number;
  sha256: string;
  createdBy: string;
}

/** Files of this tenant that may be handed in, in the order asked. */
export const listDroppedObjects = async (
  tdb: TenantDb,
  tenantId: number,
  ids: readonly string[],
): Promise<DroppedObject[]> => {
  const { rows } = await sql<DroppedObject>`select o.id, o.file_name, o.media_type, o.size_bytes, o.sha256, o.created_by
    from unnest(${ids as string[]}::uuid[]) with ordinality as w (id, position)
      join stored_object o on o.tenant_id = ${tenantId} and o.id = w.id and o.state = 'stored'
    order by w.position limit 200`.execute(tdb);
  return rows;
};

/** What a person confirmed or corrected of a record's retention. */
export const setItemRetention = async (
  tdb: TenantDb,
  key: { tenantId: number; id: string; rowVersion?: number },
  values: {
    /** Only where it is corrected. */
    retentionCode?: string;
    /** Absent: as it is. */
    scheduleRuleId?: string | null;
    retentionBasis: string;
    retentionBasisDate: string | null;
    expiresOn: string | null;
  },
): Promise<boolean> => {
  let query = tdb
    .updateTable('archiveItem')
    .set({ ...values, rowVersion: sql<number>`row_version + 1`, updatedAt: sql<string>`now()` })
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.id);
  if (key.rowVersion !== undefined) query = query.where('rowVersion', '=', key.rowVersion);
  return (await query.returning('id').executeTakeFirst()) !== undefined;
};
