import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';

export interface FindingAidRow {
  code: string;
  entries: number;
  firstYear: number;
  lastYear: number;
}

/** What the lists of a fonds would hold today; a list without an entry is none. */
export const countFindingAids = async (tdb: TenantDb, tenantId: number, fondsId: string): Promise<FindingAidRow[]> => {
  const { rows } = await sql<FindingAidRow>`
    select a.code, count(*)::int as entries, min(i.filing_year)::int as "firstYear", max(i.filing_year)::int as "lastYear"
    from archive_item i cross join lateral (values
      ('item_catalogue', i.level = 'piece' and i.parent_id is null and i.category_code not in ('ZP', 'LY', 'LX', 'SW')),
      ('volume_catalogue', i.level = 'volume'),
      ('file_list', i.parent_id is not null and i.category_code <> 'ZP'),
      ('photo_list', i.category_code = 'ZP' and i.level = 'piece'),
      ('negative_list', i.category_code = 'ZP' and coalesce(i.details ->> 'negativeNumber', '') <> ''),
      ('recording_catalogue', i.category_code in ('LY', 'LX')),
      ('object_catalogue', i.category_code = 'SW'),
      ('person_index', coalesce(i.details ->> 'personName', i.details ->> 'spouseA', '') <> ''),
      ('topic_catalogue', i.topics <> '{}')) as a (code, belongs)
    where i.tenant_id = ${tenantId} and i.fonds_id = ${fondsId} and i.state = 'filed' and i.left_on is null and a.belongs
    group by a.code`.execute(tdb);
  return rows;
};

export interface RetentionHoldingRow {
  retentionCode: string;
  volumes: number;
  pieces: number;
}

/** What is held by retention period: volumes, and pieces outside and inside them. */
export const countByRetention = (tdb: TenantDb, tenantId: number, fondsId: string): Promise<RetentionHoldingRow[]> =>
  tdb
    .selectFrom('archiveItem')
    .select([
      'retentionCode',
      sql<number>`count(*) filter (where level in ('volume', 'register'))::int`.as('volumes'),
      sql<number>`count(*) filter (where level = 'piece')::int`.as('pieces'),
    ])
    .where('tenantId', '=', tenantId)
    .where('fondsId', '=', fondsId)
    .where('state', '=', 'filed')
    .where('leftOn', 'is', null)
    .groupBy('retentionCode')
    .orderBy(sql`case retention_code when 'Y' then 0 when 'D100' then 1 when 'CQ' then 2 when 'D30' then 3 else 4 end`)
    .orderBy('retentionCode')
    .limit(50)
    .execute();

export interface FondsShelfRow {
  boxes: number;
  shelfMm: number;
  rooms: string[];
  received: number;
  left: number;
}

/** Where a fonds stands and how much shelf it takes; what came from elsewhere and what left. */
export const findFondsShelf = async (tdb: TenantDb, tenantId: number, fondsId: string): Promise<FondsShelfRow> => {
  const { rows } = await sql<FondsShelfRow>`
    select b.boxes, b.shelf_mm as "shelfMm", r.rooms, m.received, m.gone as "left"
    from (select count(*)::int as boxes, coalesce(sum(spine_mm), 0)::int as shelf_mm from box
        where tenant_id = ${tenantId} and fonds_id = ${fondsId} and state = 'active') b,
      (select coalesce(array_agg(distinct coalesce(r.name, r.code)), '{}') as rooms from box b
        join storage_place p on p.tenant_id = b.tenant_id and p.id = b.place_id
        join storage_place r on r.tenant_id = p.tenant_id and r.level = 'room' and (r.id = p.id or p.sort_key like r.sort_key || '/%')
        where b.tenant_id = ${tenantId} and b.fonds_id = ${fondsId} and b.state = 'active') r,
      (select count(*) filter (where accession_id is not null)::int as received, count(*) filter (where left_on is not null)::int as gone
        from archive_item where tenant_id = ${tenantId} and fonds_id = ${fondsId} and state = 'filed') m`.execute(tdb);
  return rows[0] ?? { boxes: 0, shelfMm: 0, rooms: [], received: 0, left: 0 };
};
