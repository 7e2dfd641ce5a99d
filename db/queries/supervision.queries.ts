import { sql } from 'kysely';
import type { SystemDb } from '../client.ts';

/* 机构变动. The directory belongs to no tenant: these rows are written by the system role, one reorganisation at a time. */

/** Reorganisations are rare and each reads the whole tree, so they queue up behind one lock. */
export const lockReorganisation = async (sdb: SystemDb): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtext('lantai.reorganisation'))`.execute(sdb);
};

export interface DirectoryRow {
  tenantId: number;
  kind: string;
  name: string;
  depth: number;
}

/** Everything below a supervisor on a day, each once. */
export const listBelow = async (sdb: SystemDb, tenantId: number, on: string): Promise<DirectoryRow[]> => {
  const { rows } = await sql<DirectoryRow>`select tenant_id, min(kind) as kind, min(name) as name, min(depth) as depth
    from supervision_tree(${tenantId}, ${on}::date) where depth > 0 group by tenant_id order by tenant_id`.execute(sdb);
  return rows;
};

export const readToday = async (sdb: SystemDb): Promise<string> => {
  const { rows } = await sql<{ today: string }>`select (now() at time zone 'Asia/Shanghai')::date as today`.execute(
    sdb,
  );
  return rows[0]?.today ?? '';
};

export interface UnitRow {
  id: number;
  slug: string;
  kind: string;
  name: string;
  createdOn: string;
  closedOn: string | null;
}

/** Held against other reorganisations, and not against the foreign keys of ordinary work in the unit. */
export const findUnitForUpdate = (sdb: SystemDb, id: number): Promise<UnitRow | undefined> =>
  sdb
    .selectFrom('tenant')
    .select(['id', 'slug', 'kind', 'name', 'createdOn', 'closedOn'])
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst();

export const insertUnit = async (
  sdb: SystemDb,
  row: { slug: string; kind: string; name: string; shortName: string; region: string | null; createdOn: string },
): Promise<number> => {
  const { id } = await sdb.insertInto('tenant').values(row).returning('id').executeTakeFirstOrThrow();
  return id;
};

export const closeUnit = async (sdb: SystemDb, id: number, on: string): Promise<void> => {
  await sdb.updateTable('tenant').set({ closedOn: on }).where('id', '=', id).execute();
};

export interface RelationRow {
  supervisorTenantId: number;
  unitTenantId: number;
  validFrom: string;
  validTo: string | null;
}

const relations = (sdb: SystemDb) =>
  sdb.selectFrom('supervision').select(['supervisorTenantId', 'unitTenantId', 'validFrom', 'validTo']);

/** Under whom a unit stood, stands and will stand. */
export const listSupervisorsEver = (sdb: SystemDb, unitId: number): Promise<RelationRow[]> =>
  relations(sdb)
    .where('unitTenantId', '=', unitId)
    .orderBy('validFrom')
    .orderBy('supervisorTenantId')
    .limit(500)
    .execute();

/** Who stands directly under a unit on a day or later. */
export const listUnitsFrom = (sdb: SystemDb, supervisorId: number, on: string): Promise<RelationRow[]> =>
  relations(sdb)
    .where('supervisorTenantId', '=', supervisorId)
    .where((eb) => eb.or([eb('validTo', 'is', null), eb('validTo', '>', on)]))
    .orderBy('unitTenantId')
    .orderBy('validFrom')
    .limit(5_000)
    .execute();

export const endRelation = async (sdb: SystemDb, row: RelationRow, on: string): Promise<void> => {
  await sdb
    .updateTable('supervision')
    .set({ validTo: on })
    .where('unitTenantId', '=', row.unitTenantId)
    .where('supervisorTenantId', '=', row.supervisorTenantId)
    .where('validFrom', '=', row.validFrom)
    .execute();
};

export const beginRelation = async (
  sdb: SystemDb,
  row: { supervisorTenantId: number; unitTenantId: number; validFrom: string },
): Promise<void> => {
  await sdb.insertInto('supervision').values(row).execute();
};

/** Whether on this day or any later one the unit already stands above the supervisor it is to get. */
export const wouldCircle = async (
  sdb: SystemDb,
  unitId: number,
  supervisorId: number,
  from: string,
): Promise<boolean> => {
  const { rows } = await sql<{ circles: boolean }>`with recursive up as (
      select ${supervisorId}::int as id, ${from}::date as since, null::date as until, 0 as depth
      union
      select s.supervisor_tenant_id, greatest(u.since, s.valid_from), least(coalesce(u.until, s.valid_to), coalesce(s.valid_to, u.until)), u.depth + 1
      from up u join supervision s on s.unit_tenant_id = u.id
      where u.depth < 20 and (s.valid_to is null or s.valid_to > u.since) and (u.until is null or s.valid_from < u.until)
    )
    select exists (select 1 from up where id = ${unitId}) as circles`.execute(sdb);
  return rows[0]?.circles ?? true;
};

/** The day of the newest name that was recorded, when there is one. */
export const findLastNaming = (sdb: SystemDb, tenantId: number): Promise<{ validFrom: string } | undefined> =>
  sdb
    .selectFrom('tenantName')
    .select('validFrom')
    .where('tenantId', '=', tenantId)
    .orderBy('validFrom', 'desc')
    .limit(1)
    .executeTakeFirst();

/** A name from a day on. `firstName` is kept as the name of the time before when none was recorded. */
export const insertName = async (
  sdb: SystemDb,
  row: { tenantId: number; validFrom: string; name: string; decreeNumber: string | null },
  firstName: { validFrom: string; name: string } | null,
): Promise<void> => {
  if (firstName) {
    await sdb
      .insertInto('tenantName')
      .values({ tenantId: row.tenantId, ...firstName })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  await sdb.insertInto('tenantName').values(row).execute();
};

/** The directory's own line. The full name follows its date wherever it is read by date. */
export const setUnitName = async (
  sdb: SystemDb,
  id: number,
  names: { shortName: string; name?: string | undefined },
): Promise<void> => {
  await sdb
    .updateTable('tenant')
    .set(names.name === undefined ? { shortName: names.shortName } : { shortName: names.shortName, name: names.name })
    .where('id', '=', id)
    .execute();
};

export interface ChangeInsert {
  id: string;
  kind: string;
  effectiveOn: string;
  sourceTenantIds: number[];
  targetTenantIds: number[];
  decreeNumber: string | null;
  note: string | null;
  recordedBy: string | null;
  recordedIn: number;
}

export const insertChange = async (sdb: SystemDb, row: ChangeInsert): Promise<void> => {
  await sdb.insertInto('tenantChange').values(row).execute();
};

export interface ChangeRow {
  id: string;
  kind: string;
  effectiveOn: string;
  sources: { tenantId: number; name: string }[];
  targets: { tenantId: number; name: string }[];
  decreeNumber: string | null;
  note: string | null;
  recordedAt: string;
}

/** Changes that a tenant recorded itself or that touch one of the given units, newest first. */
export const listChanges = async (
  sdb: SystemDb,
  recordedIn: number,
  unitIds: readonly number[],
): Promise<ChangeRow[]> => {
  const names = (column: string, day: string) =>
    sql.raw(`coalesce((select jsonb_agg(jsonb_build_object('tenantId', u.id, 'name', tenant_name_on(u.id, ${day})) order by u.position)
      from unnest(c.${column}) with ordinality as u (id, position)), '[]')`);
  const { rows } = await sql<ChangeRow>`select c.id, c.kind, c.effective_on, c.decree_number, c.note, c.recorded_at,
      ${names('source_tenant_ids', 'c.effective_on - 1')} as sources, ${names('target_tenant_ids', 'c.effective_on')} as targets
    from tenant_change c
    where c.recorded_in = ${recordedIn} or c.source_tenant_ids && ${unitIds as number[]}::int[] or c.target_tenant_ids && ${unitIds as number[]}::int[]
    order by c.effective_on desc, c.id desc limit 500`.execute(sdb);
  return rows;
};
