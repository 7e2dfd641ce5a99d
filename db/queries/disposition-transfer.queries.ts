import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';
import { isUnlisted } from './disposition-candidate.queries.ts';
import { beyond, containing, countUpToCap, type Walk, walkOrder } from './paging.ts';

/* 移交批次, on the unit's side. */

export interface PartnerRow {
  tenantId: number;
  slug: string;
  kind: string;
  name: string;
  isArchives: boolean;
  termYears: number | null;
}

/** The archives that this tenant transfers to, or the units that transfer to it. */
export const listTransferPartners = async (tdb: TenantDb): Promise<PartnerRow[]> => {
  const { rows } =
    await sql<PartnerRow>`select tenant_id, slug, kind, name, is_archives, term_years from transfer_partners()
    order by is_archives desc, name collate "zh-x-icu", tenant_id`.execute(tdb);
  return rows;
};

export interface DueRow {
  fondsId: string;
  fondsNumber: string;
  fondsName: string;
  fondsClosedOn: string | null;
  categoryCode: string;
  filingYear: number;
  volumes: number;
  pieces: number;
  boxes: number;
}

/** What stands at the edge of the part before: year, number of the fonds, category, fonds. */
export type DueEdge = readonly [number, string, string, string];

/**
 * What is still here and on no transfer, by fonds, category and year, for the retentions that go to the archives; `after`
 * goes on behind a row.
 */
export const listDueRows = (
  tdb: TenantDb,
  tenantId: number,
  retentionCodes: readonly string[],
  part: { after: DueEdge | undefined; limit: number },
): Promise<DueRow[]> => {
  const { after, limit } = part;
  return tdb
    .selectFrom('archiveItem as i')
    .innerJoin('fonds as f', (join) => join.onRef('f.tenantId', '=', 'i.tenantId').onRef('f.id', '=', 'i.fondsId'))
    .select([
      'i.fondsId',
      'f.number as fondsNumber',
      'f.name as fondsName',
      'f.closedOn as fondsClosedOn',
      'i.categoryCode',
      'i.filingYear',
      sql<number>`count(*) filter (where i.level in ('volume', 'group', 'register'))::int`.as('volumes'),
      sql<number>`count(*) filter (where i.level = 'piece')::int`.as('pieces'),
      sql<number>`count(distinct coalesce(i.box_id::text, i.box_number))::int`.as('boxes'),
    ])
    .where('i.tenantId', '=', tenantId)
    .where('i.state', '=', 'filed')
    .where('i.leftOn', 'is', null)
    .where('i.retentionCode', 'in', [...retentionCodes])
    .where(isUnlisted(tenantId))
    .where(
      after
        ? sql<boolean>`(i.filing_year, f.number, i.category_code, i.fonds_id) > (${after[0]}, ${after[1]}, ${after[2]}, ${after[3]}::uuid)`
        : sql<boolean>`true`,
    )
    .groupBy(['i.fondsId', 'f.number', 'f.name', 'f.closedOn', 'i.categoryCode', 'i.filingYear'])
    .orderBy('i.filingYear')
    .orderBy('f.number')
    .orderBy('i.categoryCode')
    .orderBy('i.fondsId')
    .limit(limit)
    .execute();
};

export interface BatchInsert {
  tenantId: number;
  id: string;
  year: number;
  number: number;
  batchNumber: string;
  title: string;
  archivesTenantId: number;
  archivesName: string;
  fondsId: string;
  basis: string;
  planDispatchId: string | null;
  createdBy: string;
  createdByName: string;
}
export const insertBatchRow = async (tdb: TenantDb, row: BatchInsert): Promise<void> => {
  await tdb.insertInto('transferBatch').values(row).execute();
};

export interface BatchRow {
  id: string;
  batchNumber: string;
  title: string;
  archivesTenantId: number;
  archivesName: string;
  fondsId: string;
  fondsNumber: string;
  fondsName: string;
  fondsClosedOn: string | null;
  basis: string;
  state: string;
  round: number;
  openOpinion: string | null;
  disclosureStatus: string | null;
  secrecyStatus: string | null;
  fourProperty: string | null;
  description: string | null;
  checkedAt: string | null;
  signedName: string | null;
  signedOn: string | null;
  dispatchId: string | null;
  planDispatchId: string | null;
  jobId: string | null;
  createdByName: string;
  createdAt: string;
  rowVersion: number;
  itemCount: number;
  acceptedCount: number;
  returnedCount: number;
}

const counted = (state: string | null) =>
  sql<number>`(select count(*)::int from transfer_item x where x.tenant_id = b.tenant_id and x.batch_id = b.id
    and (${state}::text is null or x.state = ${state}))`;

const batches = (tdb: TenantDb, tenantId: number) =>
  tdb
    .selectFrom('transferBatch as b')
    .innerJoin('fonds as f', (join) => join.onRef('f.tenantId', '=', 'b.tenantId').onRef('f.id', '=', 'b.fondsId'))
    .where('b.tenantId', '=', tenantId)
    .select([
      'b.id',
      'b.batchNumber',
      'b.title',
      'b.archivesTenantId',
      'b.archivesName',
      'b.fondsId',
      'b.basis',
      'b.state',
    ])
    .select([
      'f.number as fondsNumber',
      'f.name as fondsName',
      'f.closedOn as fondsClosedOn',
      'b.round',
      'b.openOpinion',
    ])
    .select(['b.disclosureStatus', 'b.secrecyStatus', 'b.fourProperty', 'b.description', 'b.checkedAt', 'b.signedName'])
    .select([
      'b.signedOn',
      'b.dispatchId',
      'b.planDispatchId',
      'b.jobId',
      'b.createdByName',
      'b.createdAt',
      'b.rowVersion',
    ])
    .select([
      counted(null).as('itemCount'),
      counted('accepted').as('acceptedCount'),
      counted('returned').as('returnedCount'),
    ]);

export const findBatchRow = (tdb: TenantDb, tenantId: number, id: string): Promise<BatchRow | undefined> =>
  batches(tdb, tenantId).where('b.id', '=', id).executeTakeFirst();

/** Holds the batch until the transaction ends, so that two people, or a person and a worker, act in turn. */
export const lockBatchRow = async (tdb: TenantDb, tenantId: number, id: string): Promise<BatchRow | undefined> => {
  const held = await tdb
    .selectFrom('transferBatch')
    .select('id')
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return held ? findBatchRow(tdb, tenantId, id) : undefined;
};

export interface BatchConditions {
  q?: string | undefined;
  state?: string | undefined;
  year?: number | undefined;
}
/** Newest first. */
export const listBatchRows = (
  tdb: TenantDb,
  tenantId: number,
  filter: BatchConditions,
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<BatchRow[]> => {
  let query = batches(tdb, tenantId);
  if (filter.state) query = query.where('b.state', '=', filter.state);
  if (filter.year) query = query.where('b.year', '=', filter.year);
  if (filter.q) {
    const pattern = containing(filter.q);
    query = query.where((eb) => eb.or([eb('b.title', 'ilike', pattern), eb('b.batchNumber', 'ilike', pattern)]));
  }
  const { cursor, direction } = page;
  if (cursor) {
    query = query.where((eb) =>
      eb(eb.refTuple('b.createdAt', 'b.id'), beyond('desc', direction), eb.tuple(cursor[0], cursor[1])),
    );
  }
  const order = walkOrder('desc', direction);
  return query
    .orderBy('b.createdAt', order)
    .orderBy('b.id', order)
    .limit(page.limit + 1)
    .execute();
};
export const countBatchRows = (tdb: TenantDb, tenantId: number, filter: BatchConditions): Promise<number> => {
  let query = tdb.selectFrom('transferBatch').select('id').where('tenantId', '=', tenantId);
  if (filter.state) query = query.where('state', '=', filter.state);
  if (filter.year) query = query.where('year', '=', filter.year);
  if (filter.q) {
    const pattern = containing(filter.q);
    query = query.where((eb) => eb.or([eb('title', 'ilike', pattern), eb('batchNumber', 'ilike', pattern)]));
  }
  return countUpToCap(tdb, query);
};

export interface BatchChange {
  state?: string;
  round?: number;
  title?: string;
  basis?: string;
  openOpinion?: string | null;
  disclosureStatus?: string | null;
  secrecyStatus?: string | null;
  fourProperty?: string | null;
  description?: string | null;
  checkedAt?: string | null;
  signedBy?: string | null;
  signedName?: string | null;
  signedOn?: string | null;
  dispatchId?: string;
  jobId?: string | null;
}
export const updateBatchRow = async (
  tdb: TenantDb,
  tenantId: number,
  id: string,
  change: BatchChange,
): Promise<void> => {
  await tdb
    .updateTable('transferBatch')
    .set({ ...change, rowVersion: sql<number>`row_version + 1` })
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .execute();
};

/** The plan of the archives for this year that waits for this unit. */
export const findOpenPlanDispatch = async (
  tdb: TenantDb,
  tenantId: number,
  archivesTenantId: number,
): Promise<string | null> => {
  const { rows } = await sql<{ id: string }>`select d.id from dispatch d
    where d.tenant_id = ${archivesTenantId} and d.addressee_tenant_id = ${tenantId} and d.dispatched_at is not null and d.kind = 'intake_plan'
    order by d.dispatched_at desc, d.id desc limit 1`.execute(tdb);
  return rows[0]?.id ?? null;
};
