import { sql } from 'kysely';
import type { ScanRule } from '@/server/domain/digital/scan-rule';
import type { TenantDb } from '../client.ts';
import { beyond, countUpToCap, type Walk, walkOrder } from './paging.ts';

/** Frames of the records that wait for the check, in the order of their ids: what a sample is drawn from. */
export const listPopulation = async (
  tdb: TenantDb,
  tenantId: number,
  batchId: string,
): Promise<{ id: string; fileId: string }[]> => {
  const { rows } = await sql<{ id: string; fileId: string }>`
    select p.id, p.file_id from scan_page p join digitisation_item d on d.tenant_id = p.tenant_id and d.batch_id = p.batch_id and d.item_id = p.item_id
    where p.tenant_id = ${tenantId} and p.batch_id = ${batchId} and d.step = 'processed' and p.link_state = 'open' and p.pages_covered > 0 order by p.id`.execute(
    tdb,
  );
  return rows;
};

export interface SampleInsert {
  tenantId: number;
  id: string;
  batchId: string;
  round: number;
  seed: string;
  population: number;
  size: number;
  ruleVersion: string;
  settings: ScanRule;
  drawnByName: string;
}
export const insertSample = async (
  tdb: TenantDb,
  row: SampleInsert,
  pages: readonly { id: string; fileId: string }[],
): Promise<void> => {
  await tdb
    .insertInto('scanSample')
    .values({ ...row, settings: JSON.stringify(row.settings) })
    .execute();
  const places = pages.map((page, index) => ({ ...page, place: index + 1 }));
  await sql`insert into scan_sample_page (tenant_id, sample_id, place, page_id, file_id)
    select ${row.tenantId}::int, ${row.id}::uuid, r.place, r.id, r."fileId" from json_to_recordset(${JSON.stringify(places)}::json) as r(place int, id uuid, "fileId" uuid)`.execute(
    tdb,
  );
};

export interface SampleRow {
  id: string;
  batchId: string;
  round: number;
  seed: string;
  population: number;
  size: number;
  looked: number;
  wrong: number;
  ruleVersion: string;
  settings: ScanRule;
  state: string;
  errorRate: number | null;
  drawnByName: string;
  drawnAt: string;
  decidedByName: string | null;
  decidedAt: string | null;
  opinion: string | null;
  kinds: { kind: string; pages: number }[];
}
const samples = (tdb: TenantDb, tenantId: number) =>
  tdb
    .selectFrom('scanSample as s')
    .select([
      's.id',
      's.batchId',
      's.round',
      's.seed',
      's.population',
      's.size',
      sql<number>`(select count(*)::int from scan_sample_page p where p.tenant_id = s.tenant_id and p.sample_id = s.id and p.outcome is not null)`.as(
        'looked',
      ),
      sql<number>`(select count(*)::int from scan_sample_page p where p.tenant_id = s.tenant_id and p.sample_id = s.id and p.outcome = 'wrong')`.as(
        'wrong',
      ),
      's.ruleVersion',
      sql<ScanRule>`s.settings`.as('settings'),
      's.state',
      sql<number | null>`s.error_rate::float8`.as('errorRate'),
      's.drawnByName',
      's.drawnAt',
      's.decidedByName',
      's.decidedAt',
      's.opinion',
      sql<
        { kind: string; pages: number }[]
      >`(select coalesce(json_agg(json_build_object('kind', k.kind, 'pages', k.n) order by k.n desc, k.kind), '[]')
        from (select kind, count(*)::int as n from scan_sample_page p, unnest(p.kinds) as kind where p.tenant_id = s.tenant_id and p.sample_id = s.id group by kind) k)`.as(
        'kinds',
      ),
    ])
    .where('s.tenantId', '=', tenantId);

export const findSample = (tdb: TenantDb, tenantId: number, id: string): Promise<SampleRow | undefined> =>
  samples(tdb, tenantId).where('s.id', '=', id).executeTakeFirst();
export const lockSample = async (tdb: TenantDb, tenantId: number, id: string): Promise<SampleRow | undefined> => {
  await sql`select 1 from scan_sample where tenant_id = ${tenantId} and id = ${id} for update`.execute(tdb);
  return findSample(tdb, tenantId, id);
};
/** The newest first. */
export const listSamples = (tdb: TenantDb, tenantId: number, batchId: string, limit: number): Promise<SampleRow[]> =>
  samples(tdb, tenantId).where('s.batchId', '=', batchId).orderBy('s.round', 'desc').limit(limit).execute();

export interface SamplePageRow {
  place: number;
  pageId: string;
  itemId: string;
  fileId: string;
  referenceCode: string;
  sequence: number;
  fileName: string;
  outcome: string | null;
  kinds: string[];
  note: string | null;
  lookedByName: string | null;
}
interface SampleFilter {
  sampleId: string;
  only: 'all' | 'open' | 'wrong';
}
const samplePages = (tdb: TenantDb, tenantId: number, { sampleId, only }: SampleFilter) =>
  tdb
    .selectFrom('scanSamplePage as s')
    .innerJoin('scanPage as p', (join) => join.onRef('p.tenantId', '=', 's.tenantId').onRef('p.id', '=', 's.pageId'))
    .innerJoin('archiveItem as i', (join) => join.onRef('i.tenantId', '=', 'p.tenantId').onRef('i.id', '=', 'p.itemId'))
    .innerJoin('digitalFile as f', (join) => join.onRef('f.tenantId', '=', 's.tenantId').onRef('f.id', '=', 's.fileId'))
    .select([
      's.place',
      's.pageId',
      'p.itemId',
      's.fileId',
      'i.referenceCode',
      'p.sequence',
      'f.fileName',
      's.outcome',
      's.kinds',
      's.note',
      's.lookedByName',
    ])
    .where('s.tenantId', '=', tenantId)
    .where('s.sampleId', '=', sampleId)
    .$if(only === 'open', (query) => query.where('s.outcome', 'is', null))
    .$if(only === 'wrong', (query) => query.where('s.outcome', '=', 'wrong'));

export const listSamplePageRows = (
  tdb: TenantDb,
  tenantId: number,
  filter: SampleFilter,
  walk: { after: number | undefined; direction: Walk; limit: number },
): Promise<SamplePageRow[]> =>
  samplePages(tdb, tenantId, filter)
    .$if(walk.after !== undefined, (query) => query.where('s.place', beyond('asc', walk.direction), walk.after ?? 0))
    .orderBy('s.place', walkOrder('asc', walk.direction))
    .limit(walk.limit)
    .execute();
export const countSamplePageRows = (tdb: TenantDb, tenantId: number, filter: SampleFilter): Promise<number> =>
  countUpToCap(tdb, samplePages(tdb, tenantId, filter) as never);
/** All wrong pages of a sample with the frame and the file in which it was seen. */
export const listWrongPages = async (
  tdb: TenantDb,
  tenantId: number,
  sampleId: string,
): Promise<{ pageId: string; fileId: string; itemId: string; kinds: string[]; note: string | null }[]> => {
  const { rows } = await sql<{
    pageId: string;
    fileId: string;
    itemId: string;
    kinds: string[];
    note: string | null;
  }>`
    select s.page_id, s.file_id, p.item_id, s.kinds, s.note from scan_sample_page s join scan_page p on p.tenant_id = s.tenant_id and p.id = s.page_id
    where s.tenant_id = ${tenantId} and s.sample_id = ${sampleId} and s.outcome = 'wrong' order by s.place`.execute(
    tdb,
  );
  return rows;
};

export const markSamplePage = async (
  tdb: TenantDb,
  tenantId: number,
  key: { sampleId: string; place: number },
  values: { outcome: string; kinds: string[]; note: string | null; lookedByName: string },
): Promise<boolean> => {
  const result = await tdb
    .updateTable('scanSamplePage')
    .set({ ...values, lookedAt: sql<string>`now()` })
    .where('tenantId', '=', tenantId)
    .where('sampleId', '=', key.sampleId)
    .where('place', '=', key.place)
    .executeTakeFirst();
  return Number(result.numUpdatedRows) === 1;
};
export const closeSample = async (
  tdb: TenantDb,
  tenantId: number,
  id: string,
  values: { state: string; wrongPages: number; errorRate: number; decidedByName: string; opinion: string | null },
): Promise<void> => {
  await tdb
    .updateTable('scanSample')
    .set({ ...values, errorRate: values.errorRate.toFixed(4), decidedAt: sql<string>`now()` })
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .execute();
};
