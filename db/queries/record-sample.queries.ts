import { sql } from 'kysely';
import type { GrantDb, TenantDb } from '../client.ts';
import { inCategory } from './category-condition.ts';

/* 抽样比对: which records of a unit were drawn, and what the inspector saw of each. */

export interface SamplePoolRow {
  id: string;
  referenceCode: string;
}

/** Records that may be drawn, under the grant that is open. One more than asked for. */
export const listSamplePool = async (
  gdb: GrantDb,
  unitTenantId: number,
  filter: { categoryCode: string | null; filingYear: number | null },
  limit: number,
): Promise<SamplePoolRow[]> => {
  const { rows } = await sql<SamplePoolRow>`
    select i.id, i.reference_code from archive_item i
    where i.tenant_id = ${unitTenantId} and i.state = 'filed' and i.parent_id is null
      and ${filter.categoryCode === null ? sql`true` : inCategory(filter.categoryCode, 'i')}
      and (${filter.filingYear}::int is null or i.filing_year = ${filter.filingYear})
    order by i.id limit ${limit + 1}`.execute(gdb);
  return rows;
};

export interface DrawnRecordRow {
  id: string;
  referenceCode: string;
  title: string;
  responsibleParty: string | null;
  documentNumber: string | null;
  documentDate: string | null;
  pageCount: number | null;
  boxNumber: string | null;
}

/** The drawn records as they stand, in the order of the draw. */
export const listDrawnRecords = async (
  gdb: GrantDb,
  unitTenantId: number,
  ids: readonly string[],
): Promise<DrawnRecordRow[]> => {
  const { rows } = await sql<DrawnRecordRow>`
    select i.id, i.reference_code, i.title, i.responsible_party, i.document_number, i.document_date, i.page_count, i.box_number
    from unnest(${[...ids]}::uuid[]) with ordinality as w (id, position)
      join archive_item i on i.tenant_id = ${unitTenantId} and i.id = w.id
    order by w.position limit 1000`.execute(gdb);
  return rows;
};

export interface RecordSampleRow {
  id: string;
  itemCode: string;
  categoryCode: string | null;
  filingYear: number | null;
  seedText: string;
  drawn: unknown;
  drawnByName: string;
  drawnAt: string;
}

export const insertRecordSample = async (
  tdb: TenantDb,
  row: RecordSampleRow & { tenantId: number; inspectionId: string; pool: string[]; drawnBy: string },
): Promise<void> => {
  await tdb
    .insertInto('recordSample')
    .values({ ...row, drawn: JSON.stringify(row.drawn) })
    .execute();
};

const COLUMNS = [
  'id',
  'itemCode',
  'categoryCode',
  'filingYear',
  'seedText',
  'drawn',
  'drawnByName',
  'drawnAt',
] as const;

export const listRecordSamples = async (
  tdb: TenantDb,
  tenantId: number,
  inspectionId: string,
): Promise<(RecordSampleRow & { poolSize: number })[]> =>
  tdb
    .selectFrom('recordSample')
    .select(COLUMNS)
    .select(sql<number>`cardinality(pool)`.as('poolSize'))
    .where('tenantId', '=', tenantId)
    .where('inspectionId', '=', inspectionId)
    .orderBy('drawnAt', 'desc')
    .orderBy('id', 'desc')
    .limit(500)
    .execute();

export const findRecordSample = (
  tdb: TenantDb,
  tenantId: number,
  id: string,
): Promise<(RecordSampleRow & { inspectionId: string; pool: string[] }) | undefined> =>
  tdb
    .selectFrom('recordSample')
    .select(COLUMNS)
    .select(['inspectionId', 'pool'])
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirst();

export interface SampleLookRow {
  sampleId: string;
  itemId: string;
  verdict: string;
  note: string;
  lookedByName: string;
}

export const listSampleLooks = async (
  tdb: TenantDb,
  tenantId: number,
  inspectionId: string,
): Promise<SampleLookRow[]> =>
  tdb
    .selectFrom('recordSampleLook as l')
    .innerJoin('recordSample as s', (join) =>
      join.onRef('s.tenantId', '=', 'l.tenantId').onRef('s.id', '=', 'l.sampleId'),
    )
    .select(['l.sampleId', 'l.itemId', 'l.verdict', 'l.note', 'l.lookedByName'])
    .where('l.tenantId', '=', tenantId)
    .where('s.inspectionId', '=', inspectionId)
    .orderBy('l.sampleId')
    .orderBy('l.itemId')
    .limit(100_000)
    .execute();

export const saveSampleLook = async (
  tdb: TenantDb,
  row: {
    tenantId: number;
    sampleId: string;
    itemId: string;
    verdict: string;
    note: string;
    lookedBy: string;
    lookedByName: string;
  },
): Promise<void> => {
  const { verdict, note, lookedBy, lookedByName } = row;
  await tdb
    .insertInto('recordSampleLook')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(['tenantId', 'sampleId', 'itemId'])
        .doUpdateSet({ verdict, note, lookedBy, lookedByName, lookedAt: sql`now()` }),
    )
    .execute();
};
