import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';
import { beyond, containing, countUpToCap, type Walk, walkOrder } from './paging.ts';

/* 国企退休人员名册: the index of persons behind the deliveries of the programme. */

export interface RetireeInsert {
  id: string;
  position: number;
  personName: string;
  nameInitials: string;
  idMasked: string | null;
  volumeCount: number;
  fileNumber: string | null;
  retiredOn: string | null;
  remarks: string | null;
}

export const insertRetirees = async (
  tdb: TenantDb,
  key: { tenantId: number; accessionId: string },
  rows: readonly RetireeInsert[],
): Promise<void> => {
  await sql`insert into retiree (tenant_id, id, accession_id, position, person_name, name_initials, id_masked, volume_count, file_number, retired_on, remarks)
    select ${key.tenantId}::int, r.id, ${key.accessionId}::uuid, r.position, r."personName", r."nameInitials", r."idMasked", r."volumeCount", r."fileNumber", r."retiredOn", r.remarks
    from json_to_recordset(${JSON.stringify(rows)}::json) as r(id uuid, position int, "personName" text, "nameInitials" text, "idMasked" text,
      "volumeCount" int, "fileNumber" text, "retiredOn" date, remarks text)`.execute(tdb);
};

export interface RetireeRow {
  id: string;
  accessionId: string;
  accessionNumber: string;
  enterpriseName: string;
  ownership: string | null;
  personName: string;
  idMasked: string | null;
  volumeCount: number;
  fileNumber: string | null;
  retiredOn: string | null;
  remarks: string | null;
}
export interface RetireeConditions {
  q?: string | undefined;
  accessionId?: string | undefined;
  ownership?: string | undefined;
}

const retirees = (tdb: TenantDb, tenantId: number, filter: RetireeConditions) => {
  let query = tdb
    .selectFrom('retiree as r')
    .innerJoin('accession as a', (join) =>
      join.onRef('a.tenantId', '=', 'r.tenantId').onRef('a.id', '=', 'r.accessionId'),
    )
    .where('r.tenantId', '=', tenantId)
    .where('a.state', '=', 'accepted');
  if (filter.accessionId) query = query.where('r.accessionId', '=', filter.accessionId);
  if (filter.ownership) query = query.where('a.transferorOwnership', '=', filter.ownership);
  if (filter.q) {
    const pattern = containing(filter.q);
    query = query.where((eb) =>
      eb.or([
        eb('r.personName', 'ilike', pattern),
        eb('r.nameInitials', 'like', `${filter.q?.toLowerCase()}%`),
        eb('a.sourceName', 'ilike', pattern),
      ]),
    );
  }
  return query;
};

/** By name, then by id: an index of persons. */
export const listRetireeRows = (
  tdb: TenantDb,
  tenantId: number,
  filter: RetireeConditions,
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<RetireeRow[]> => {
  let query = retirees(tdb, tenantId, filter).select([
    'r.id',
    'r.accessionId',
    'a.accessionNumber',
    'a.sourceName as enterpriseName',
    'a.transferorOwnership as ownership',
    'r.personName',
    'r.idMasked',
    'r.volumeCount',
    'r.fileNumber',
    'r.retiredOn',
    'r.remarks',
  ]);
  const { cursor, direction } = page;
  if (cursor) {
    query = query.where((eb) =>
      eb(eb.refTuple('r.personName', 'r.id'), beyond('asc', direction), eb.tuple(cursor[0], cursor[1])),
    );
  }
  const order = walkOrder('asc', direction);
  return query
    .orderBy('r.personName', order)
    .orderBy('r.id', order)
    .limit(page.limit + 1)
    .execute();
};

export const countRetireeRows = (tdb: TenantDb, tenantId: number, filter: RetireeConditions): Promise<number> =>
  countUpToCap(tdb, retirees(tdb, tenantId, filter).select('r.id'));

/** 按隶属关系: enterprises, volumes and persons of each level. */
export const sumRetirees = (
  tdb: TenantDb,
  tenantId: number,
  filter: RetireeConditions,
): Promise<{ ownership: string | null; enterprises: number; volumes: number; persons: number }[]> =>
  retirees(tdb, tenantId, filter)
    .select([
      'a.transferorOwnership as ownership',
      sql<number>`count(distinct a.source_name)::int`.as('enterprises'),
      sql<number>`coalesce(sum(r.volume_count), 0)::int`.as('volumes'),
      sql<number>`count(*)::int`.as('persons'),
    ])
    .groupBy('a.transferorOwnership')
    .orderBy(sql`array_position(array['central','province','city','district'], a.transferor_ownership)`)
    .limit(10)
    .execute();
