import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';
import { planDeliveryIds } from './disposition-plan-record.queries.ts';
import { type Topic, topicDeliveryIds } from './disposition-topic.queries.ts';
import { beyond, containing, countUpToCap, type Walk, walkOrder } from './paging.ts';

/* 接收登记. */

export interface AccessionInsert {
  tenantId: number;
  id: string;
  year: number;
  number: number;
  accessionNumber: string;
  sourceKind: string;
  transferorKind: string;
  transferorOwnership: string | null;
  sourceTenantId: number | null;
  sourceName: string;
  mode: string;
  materialKind: string | null;
  programme: string | null;
  topics: string[];
  isDigitalCopy: boolean;
  receivedOn: string;
  acceptedOn: string;
  fondsId: string | null;
  place: string | null;
  handedOverBy: string | null;
  handledBy: string;
  remarks: string | null;
  intakeId: string | null;
  donationId: string | null;
  createdBy: string;
}
export interface AccessionLineRow {
  categoryCode: string;
  unit: string;
  quantity: number;
  yearFrom: number | null;
  yearTo: number | null;
}

export const insertAccession = async (
  tdb: TenantDb,
  row: AccessionInsert,
  lines: readonly AccessionLineRow[],
): Promise<void> => {
  await tdb.insertInto('accession').values(row).execute();
  if (lines.length === 0) return;
  await tdb
    .insertInto('accessionLine')
    .values(
      lines.map((line, position) => ({
        ...line,
        tenantId: row.tenantId,
        accessionId: row.id,
        position,
        quantity: String(line.quantity),
      })),
    )
    .execute();
};

export interface AccessionRow {
  id: string;
  accessionNumber: string;
  sourceKind: string;
  transferorKind: string;
  transferorOwnership: string | null;
  sourceTenantId: number | null;
  sourceName: string;
  mode: string;
  materialKind: string | null;
  programme: string | null;
  topics: string[];
  isDigitalCopy: boolean;
  receivedOn: string;
  acceptedOn: string | null;
  state: string;
  place: string | null;
  handedOverBy: string | null;
  handledBy: string;
  remarks: string | null;
  voidReason: string | null;
  intakeId: string | null;
  donationId: string | null;
  rowVersion: number;
  quantities: { unit: string; quantity: number }[];
  categoryCodes: string[];
}

const COLUMNS = [
  'a.id',
  'a.accessionNumber',
  'a.sourceKind',
  'a.transferorKind',
  'a.transferorOwnership',
  'a.sourceTenantId',
  'a.sourceName',
  'a.mode',
  'a.materialKind',
  'a.programme',
  'a.topics',
  'a.isDigitalCopy',
  'a.receivedOn',
  'a.acceptedOn',
  'a.state',
  'a.place',
  'a.handedOverBy',
  'a.handledBy',
  'a.remarks',
  'a.voidReason',
  'a.intakeId',
  'a.donationId',
  'a.rowVersion',
] as const;

const UNIT_ORDER = sql`array_position(array['volume','piece','sheet','box','book','gigabyte','person'], l.unit)`;
const quantities = sql<
  AccessionRow['quantities']
>`coalesce((select json_agg(json_build_object('unit', u.unit, 'quantity', u.quantity) order by u.place)
  from (select l.unit, sum(l.quantity)::float8 as quantity, min(${UNIT_ORDER}) as place from accession_line l
    where l.tenant_id = a.tenant_id and l.accession_id = a.id group by l.unit) u), '[]')`;
const categoryCodes = sql<
  string[]
>`coalesce((select array_agg(distinct l.category_code order by l.category_code) from accession_line l
  where l.tenant_id = a.tenant_id and l.accession_id = a.id), '{}')`;

const accessions = (tdb: TenantDb, tenantId: number) =>
  tdb.selectFrom('accession as a').where('a.tenantId', '=', tenantId);

export interface AccessionConditions {
  q?: string | undefined;
  year?: number | undefined;
  sourceKind?: string | undefined;
  mode?: string | undefined;
  acquisition?: string | undefined;
  categoryCode?: string | undefined;
  state?: string | undefined;
  /** As 专题接收 counts, of one unit where it is named. */
  topic?: Topic | undefined;
  /** What came under a yearly plan, of one unit where it is named. */
  planId?: string | undefined;
  unitTenantId?: number | undefined;
  sourceName?: string | undefined;
}

/** The part of the register that an entry stands in, as `acquisitionOf` has it. */
const acquisition = sql<string>`case when a.material_kind is not null then 'material'
  when a.mode in ('gift', 'purchase', 'copy', 'deposit') then 'collection' else 'statutory' end`;

const filtered = (tdb: TenantDb, tenantId: number, filter: AccessionConditions) => {
  let query = accessions(tdb, tenantId);
  if (filter.year) {
    const { year } = filter;
    query = query.where(sql<boolean>`a.received_on between make_date(${year}, 1, 1) and make_date(${year}, 12, 31)`);
  }
  if (filter.sourceKind) query = query.where('a.sourceKind', '=', filter.sourceKind);
  if (filter.mode) query = query.where('a.mode', '=', filter.mode);
  if (filter.acquisition) query = query.where(acquisition, '=', filter.acquisition);
  if (filter.state) query = query.where('a.state', '=', filter.state);
  const { topic, planId, unitTenantId, sourceName } = filter;
  if (topic) {
    const ids = topicDeliveryIds(tenantId, { topic, unitTenantId, sourceName });
    query = query.where(sql<boolean>`a.id in ${ids}`);
  }
  if (planId) query = query.where(sql<boolean>`a.id in ${planDeliveryIds(tenantId, { planId, unitTenantId })}`);
  if (filter.categoryCode) {
    const code = filter.categoryCode;
    query = query.where(
      sql<boolean>`exists (select 1 from accession_line l where l.tenant_id = a.tenant_id and l.accession_id = a.id and l.category_code = ${code})`,
    );
  }
  if (filter.q) {
    const pattern = containing(filter.q);
    query = query.where((eb) =>
      eb.or([
        eb('a.sourceName', 'ilike', pattern),
        eb('a.accessionNumber', 'ilike', pattern),
        eb('a.remarks', 'ilike', pattern),
      ]),
    );
  }
  return query;
};

const shown = (tdb: TenantDb, tenantId: number, filter: AccessionConditions) =>
  filtered(tdb, tenantId, filter)
    .select(COLUMNS)
    .select([quantities.as('quantities'), categoryCodes.as('categoryCodes')]);

/** Newest first. */
export const listAccessionRows = (
  tdb: TenantDb,
  tenantId: number,
  filter: AccessionConditions,
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<AccessionRow[]> => {
  let query = shown(tdb, tenantId, filter);
  const { cursor, direction } = page;
  if (cursor) {
    query = query.where((eb) =>
      eb(eb.refTuple('a.receivedOn', 'a.id'), beyond('desc', direction), eb.tuple(cursor[0], cursor[1])),
    );
  }
  const order = walkOrder('desc', direction);
  return query
    .orderBy('a.receivedOn', order)
    .orderBy('a.id', order)
    .limit(page.limit + 1)
    .execute();
};

export const countAccessionRows = (tdb: TenantDb, tenantId: number, filter: AccessionConditions): Promise<number> =>
  countUpToCap(tdb, filtered(tdb, tenantId, filter).select('a.id'));

/** Sums by unit of what the conditions find; struck-out lines count no longer. */
export const sumAccessions = async (
  tdb: TenantDb,
  tenantId: number,
  filter: AccessionConditions,
): Promise<{ unit: string; quantity: number }[]> => {
  const rows = await filtered(tdb, tenantId, filter)
    .where('a.state', '=', 'accepted')
    .innerJoin('accessionLine as l', (join) =>
      join.onRef('l.tenantId', '=', 'a.tenantId').onRef('l.accessionId', '=', 'a.id'),
    )
    .where('l.tenantId', '=', tenantId)
    .select(['l.unit', sql<number>`sum(l.quantity)::float8`.as('quantity')])
    .groupBy('l.unit')
    .orderBy(UNIT_ORDER)
    .limit(20)
    .execute();
  return rows;
};

/** How many entries each part of the register has. */
export const countAcquisitions = (
  tdb: TenantDb,
  tenantId: number,
  filter: AccessionConditions,
): Promise<{ acquisition: string; n: number }[]> =>
  filtered(tdb, tenantId, filter)
    .select([acquisition.as('acquisition'), sql<number>`count(*)::int`.as('n')])
    .groupBy('acquisition')
    .orderBy('acquisition')
    .limit(10)
    .execute();

export const listAccessionYears = async (tdb: TenantDb, tenantId: number): Promise<number[]> => {
  const rows = await accessions(tdb, tenantId)
    .select(sql<number>`extract(year from a.received_on)::int`.as('year'))
    .distinct()
    .orderBy('year', 'desc')
    .limit(100)
    .execute();
  return rows.map((row) => row.year);
};

export const findAccessionRow = (tdb: TenantDb, tenantId: number, id: string): Promise<AccessionRow | undefined> =>
  shown(tdb, tenantId, {}).where('a.id', '=', id).executeTakeFirst();

export const listAccessionLines = (tdb: TenantDb, tenantId: number, accessionId: string): Promise<AccessionLineRow[]> =>
  tdb
    .selectFrom('accessionLine')
    .select(['categoryCode', 'unit', sql<number>`quantity::float8`.as('quantity'), 'yearFrom', 'yearTo'])
    .where('tenantId', '=', tenantId)
    .where('accessionId', '=', accessionId)
    .orderBy('position')
    .limit(100)
    .execute();

/** How many records and persons the delivery brought. */
export const countBrought = async (
  tdb: TenantDb,
  tenantId: number,
  accessionId: string,
): Promise<{ records: number; persons: number }> => {
  const { rows } = await sql<{ records: number; persons: number }>`select
    (select count(*)::int from archive_item i where i.tenant_id = ${tenantId} and i.accession_id = ${accessionId}::uuid and i.state <> 'void') as records,
    (select count(*)::int from retiree r where r.tenant_id = ${tenantId} and r.accession_id = ${accessionId}::uuid) as persons`.execute(
    tdb,
  );
  return rows[0] ?? { records: 0, persons: 0 };
};

export const voidAccessionRow = async (
  tdb: TenantDb,
  key: { tenantId: number; id: string; rowVersion: number },
  reason: string,
): Promise<boolean> => {
  const result = await tdb
    .updateTable('accession')
    .set({ state: 'void', voidReason: reason, rowVersion: key.rowVersion + 1 })
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.id)
    .where('rowVersion', '=', key.rowVersion)
    .where('state', '=', 'accepted')
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
};
