import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';
import { todayInShanghai as today } from './lateness.ts';
import { beyond, containing, countUpToCap, inYear, type Walk, walkOrder } from './paging.ts';

/* What the form of one minute starts with, the photos of an act, and the unit's own copies of what was done for it. */

/** Units, topics and names of the last acts, the last used first: nothing that is known has to be typed. */
export const readGuidanceHabits = async (
  tdb: TenantDb,
  tenantId: number,
): Promise<{ unitIds: number[]; topics: string[]; guides: string[] }> => {
  const { rows } = await sql<{ unitIds: number[] | null; topics: string[] | null; guides: string[] | null }>`
    with last as materialized (
      select g.id, g.subject_tenant_id, g.topic, g.guides from guidance_event g
      where g.tenant_id = ${tenantId} and g.state <> 'void' order by g.created_at desc, g.id desc limit 300),
    units as (select subject_tenant_id as v, max(id::text) as at from last where subject_tenant_id is not null group by 1),
    topics as (select topic as v, max(id::text) as at from last group by 1),
    guides as (select name as v, max(id::text) as at from last, unnest(guides) name group by 1)
    select (select array_agg(v order by at desc) from (select v, at from units order by at desc limit 8) u) as unit_ids,
      (select array_agg(v order by at desc) from (select v, at from topics order by at desc limit 8) t) as topics,
      (select array_agg(v order by at desc) from (select v, at from guides order by at desc limit 12) n) as guides`.execute(
    tdb,
  );
  const [row] = rows;
  return { unitIds: row?.unitIds ?? [], topics: row?.topics ?? [], guides: row?.guides ?? [] };
};

/** 指导领域: the office's own topics that are in use today, field by field. */
export const listOwnTopics = async (tdb: TenantDb, tenantId: number): Promise<string[]> => {
  const { rows } = await sql<{ topic: string }>`select e.said ->> 'topic' as topic from register_entry e
    where e.tenant_id = ${tenantId} and e.register_code = 'guidance_topic' and e.state = 'current' and e.entry_on <= ${today}
      and (e.until_on is null or e.until_on > ${today})
    order by e.said ->> 'field' collate "zh-x-icu", e.said ->> 'topic' collate "zh-x-icu", e.id limit 12`.execute(tdb);
  return rows.map((row) => row.topic);
};

export interface OpenFindingRow {
  id: string;
  inspectionId: string;
  campaignId: string;
  unitTenantId: number;
  fact: string;
}

const findings = (tdb: TenantDb, tenantId: number) =>
  tdb
    .selectFrom('finding as f')
    .innerJoin('inspection as i', (join) =>
      join.onRef('i.tenantId', '=', 'f.tenantId').onRef('i.id', '=', 'f.inspectionId'),
    )
    .select(['f.id', 'f.inspectionId', 'i.campaignId', 'i.subjectTenantId as unitTenantId', 'f.fact'])
    .where('f.tenantId', '=', tenantId)
    .where('f.state', 'not in', ['draft', 'withdrawn']);

/** Demands that are not verified yet, the newest first. */
export const listOpenFindings = (tdb: TenantDb, tenantId: number): Promise<OpenFindingRow[]> =>
  findings(tdb, tenantId).where('f.verifiedOn', 'is', null).orderBy('f.id', 'desc').limit(500).execute();

/** A demand that was issued, open or settled. */
export const findIssuedFinding = (
  tdb: TenantDb,
  tenantId: number,
  findingId: string,
): Promise<OpenFindingRow | undefined> => findings(tdb, tenantId).where('f.id', '=', findingId).executeTakeFirst();

/** Answers how many rows were added: one for each event and photo that is stored here. */
export const insertGuidancePhotos = async (
  tdb: TenantDb,
  key: { tenantId: number; eventIds: readonly string[] },
  objectIds: readonly string[],
): Promise<number> => {
  const { numAffectedRows } = await sql`
    insert into guidance_photo (tenant_id, event_id, object_id, position)
    select o.tenant_id, e.id, o.id, array_position(${objectIds as string[]}::uuid[], o.id)
    from stored_object o cross join unnest(${key.eventIds as string[]}::uuid[]) e (id)
    where o.tenant_id = ${key.tenantId} and o.state = 'stored' and o.id = any (${objectIds as string[]}::uuid[])`.execute(
    tdb,
  );
  return Number(numAffectedRows ?? 0n);
};

export interface GuidancePhotoRow {
  objectId: string;
  fileName: string;
  mediaType: string;
  sizeBytes: number;
  sha256: string;
}
export const listGuidancePhotos = (tdb: TenantDb, tenantId: number, eventId: string): Promise<GuidancePhotoRow[]> =>
  tdb
    .selectFrom('guidancePhoto as p')
    .innerJoin('storedObject as o', (join) =>
      join.onRef('o.tenantId', '=', 'p.tenantId').onRef('o.id', '=', 'p.objectId'),
    )
    .select(['p.objectId', 'o.fileName', 'o.mediaType', 'o.sizeBytes', 'o.sha256'])
    .where('p.tenantId', '=', tenantId)
    .where('p.eventId', '=', eventId)
    .orderBy('p.position')
    .orderBy('p.objectId')
    .limit(20)
    .execute();

export interface ReceivedGuidanceRow {
  id: string;
  supervisorTenantId: number;
  guidedOn: string;
  topic: string;
  detail: unknown;
}

const received = (
  tdb: TenantDb,
  tenantId: number,
  { year, q }: { year?: number | undefined; q?: string | undefined },
) => {
  let query = tdb
    .selectFrom('supervisionEntry')
    .where('addresseeTenantId', '=', tenantId)
    .where('kind', '=', 'guidance')
    .where('state', '=', 'current')
    .where('dispatchedAt', 'is not', null);
  if (year) query = query.where(inYear('happenedOn', year));
  if (q) query = query.where('title', 'ilike', containing(q));
  return query;
};

/** What supervisors have done for this unit, newest first. */
export const listReceivedGuidanceRows = (
  tdb: TenantDb,
  tenantId: number,
  filter: { year?: number | undefined; q?: string | undefined },
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<ReceivedGuidanceRow[]> => {
  const { cursor, direction } = page;
  let query = received(tdb, tenantId, filter).select([
    'id',
    'tenantId as supervisorTenantId',
    'happenedOn as guidedOn',
    'title as topic',
    'detail',
  ]);
  if (cursor) {
    query = query.where((eb) =>
      eb(eb.refTuple('happenedOn', 'id'), beyond('desc', direction), eb.tuple(cursor[0], cursor[1])),
    );
  }
  const order = walkOrder('desc', direction);
  return query
    .orderBy('happenedOn', order)
    .orderBy('id', order)
    .limit(page.limit + 1)
    .execute();
};

export const countReceivedGuidanceRows = (
  tdb: TenantDb,
  tenantId: number,
  filter: { year?: number | undefined; q?: string | undefined },
): Promise<number> => countUpToCap(tdb, received(tdb, tenantId, filter).select('id'));
