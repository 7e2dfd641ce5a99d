import { type RawBuilder, sql } from 'kysely';
import { COUNT_CAP } from '@/server/domain/shared/pagination';
import type { TenantDb } from '../client.ts';
import { beyond, containing, type Walk, walkOrder } from './paging.ts';

/* 竞赛 and who entered. */

export interface ContestRow {
  id: string;
  title: string;
  form: string;
  level: string;
  organiser: string;
  heldOn: string;
  examId: string | null;
  examTitle: string | null;
  note: string;
  state: string;
  entryCount: number;
  awardCount: number;
  rowVersion: number;
}
export interface ContestFields {
  title: string;
  form: string;
  level: string;
  organiser: string;
  heldOn: string;
  examId: string | null;
  note: string;
}
export interface ContestFilter {
  q?: string | undefined;
  year?: number | undefined;
  level?: string | undefined;
}

const COLUMNS = sql`c.id, c.title, c.form, c.level, c.organiser, c.held_on, c.exam_id, e.title as exam_title, c.note, c.state, c.row_version,
  (select count(*)::int from contest_entry n where n.tenant_id = c.tenant_id and n.contest_id = c.id) as entry_count,
  (select count(*)::int from contest_entry n where n.tenant_id = c.tenant_id and n.contest_id = c.id and n.award is not null) as award_count`;
const FROM = sql`contest c left join exam e on e.tenant_id = c.tenant_id and e.id = c.exam_id`;

const filtered = (
  tenantId: number,
  { q, year, level }: ContestFilter,
): RawBuilder<unknown> => sql`c.tenant_id = ${tenantId}
  and (${level ?? null}::text is null or c.level = ${level ?? null})
  and (${year ?? null}::int is null or extract(year from c.held_on)::int = ${year ?? null})
  and (${q ?? null}::text is null or c.title ilike ${q === undefined ? null : containing(q)}
    or c.organiser ilike ${q === undefined ? null : containing(q)})`;

/** The latest first. */
export const listContestRows = async (
  tdb: TenantDb,
  tenantId: number,
  filter: ContestFilter,
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<ContestRow[]> => {
  const { cursor, direction } = page;
  const order = sql.raw(walkOrder('desc', direction));
  const past = cursor
    ? sql`and (c.held_on, c.id) ${sql.raw(beyond('desc', direction))} (${cursor[0]}::date, ${cursor[1]}::uuid)`
    : sql``;
  const { rows } = await sql<ContestRow>`select ${COLUMNS} from ${FROM} where ${filtered(tenantId, filter)} ${past}
    order by c.held_on ${order}, c.id ${order} limit ${page.limit + 1}`.execute(tdb);
  return rows;
};

export const countContestRows = async (tdb: TenantDb, tenantId: number, filter: ContestFilter): Promise<number> => {
  const { rows } = await sql<{ total: number }>`select count(*)::int as total from (
    select 1 from contest c where ${filtered(tenantId, filter)} limit ${COUNT_CAP}) counted`.execute(tdb);
  return rows[0]?.total ?? 0;
};

export const findContest = async (tdb: TenantDb, tenantId: number, id: string): Promise<ContestRow | undefined> => {
  const { rows } = await sql<ContestRow>`select ${COLUMNS} from ${FROM}
    where c.tenant_id = ${tenantId} and c.id = ${id}::uuid`.execute(tdb);
  return rows[0];
};

export const insertContest = async (
  tdb: TenantDb,
  row: ContestFields & { tenantId: number; id: string; createdBy: string },
): Promise<void> => {
  await tdb.insertInto('contest').values(row).execute();
};

export const updateContest = async (
  tdb: TenantDb,
  key: { tenantId: number; id: string; rowVersion: number },
  fields: ContestFields,
): Promise<boolean> => {
  const changed = await tdb
    .updateTable('contest')
    .set(fields)
    .set((eb) => ({ rowVersion: eb('rowVersion', '+', 1) }))
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.id)
    .where('rowVersion', '=', key.rowVersion)
    .returning('id')
    .executeTakeFirst();
  return changed !== undefined;
};

export interface ContestEntryFields {
  unitName: string;
  entrantName: string;
  score: number | null;
  rank: number | null;
  award: string | null;
  note: string;
}
export interface ContestEntryRow extends ContestEntryFields {
  id: string;
  contestId: string;
  rowVersion: number;
}
const ENTRY = sql`n.id, n.contest_id, n.unit_name, n.entrant_name, n.score::float8 as score, n.rank, n.award, n.note, n.row_version`;
const RANK = sql`coalesce(n.rank, 1000000)`;

/** By rank, those without one last. */
export const listContestEntries = async (
  tdb: TenantDb,
  tenantId: number,
  filter: { contestId: string; q?: string | undefined },
  page: { cursor: [number, string] | undefined; direction: Walk; limit: number },
): Promise<ContestEntryRow[]> => {
  const { cursor, direction } = page;
  const order = sql.raw(walkOrder('asc', direction));
  const like = filter.q === undefined ? null : containing(filter.q);
  const past = cursor
    ? sql`and (${RANK}, n.id) ${sql.raw(beyond('asc', direction))} (${cursor[0]}::int, ${cursor[1]}::uuid)`
    : sql``;
  const { rows } = await sql<ContestEntryRow>`select ${ENTRY} from contest_entry n
    where n.tenant_id = ${tenantId} and n.contest_id = ${filter.contestId}::uuid
      and (${like}::text is null or n.unit_name ilike ${like} or n.entrant_name ilike ${like}) ${past}
    order by ${RANK} ${order}, n.id ${order} limit ${page.limit + 1}`.execute(tdb);
  return rows;
};

export const findContestEntry = async (
  tdb: TenantDb,
  tenantId: number,
  id: string,
): Promise<ContestEntryRow | undefined> => {
  const { rows } = await sql<ContestEntryRow>`select ${ENTRY} from contest_entry n
    where n.tenant_id = ${tenantId} and n.id = ${id}::uuid`.execute(tdb);
  return rows[0];
};

/** Enters people; whoever is entered already takes the new result. Answers how many were new. */
export const putContestEntries = async (
  tdb: TenantDb,
  key: { tenantId: number; contestId: string },
  rows: readonly (ContestEntryFields & { id: string })[],
): Promise<number> => {
  const { rows: put } = await sql<{ isNew: boolean }>`
    insert into contest_entry as n (tenant_id, id, contest_id, unit_name, entrant_name, score, rank, award, note)
    select ${key.tenantId}::int, r.id, ${key.contestId}::uuid, r."unitName", r."entrantName", r.score, r.rank, r.award, r.note
    from json_to_recordset(${JSON.stringify(rows)}::json) as r(id uuid, "unitName" text, "entrantName" text, score numeric, rank int, award text, note text)
    on conflict (tenant_id, contest_id, unit_name, entrant_name) do update
      set score = excluded.score, rank = excluded.rank, award = excluded.award, note = excluded.note, row_version = n.row_version + 1
    returning (xmax = 0) as is_new`.execute(tdb);
  return put.filter((row) => row.isNew).length;
};

export const updateContestEntry = async (
  tdb: TenantDb,
  key: { tenantId: number; id: string; rowVersion: number },
  fields: ContestEntryFields,
): Promise<boolean> => {
  const changed = await tdb
    .updateTable('contestEntry')
    .set({ ...fields, score: fields.score === null ? null : String(fields.score) })
    .set((eb) => ({ rowVersion: eb('rowVersion', '+', 1) }))
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.id)
    .where('rowVersion', '=', key.rowVersion)
    .returning('id')
    .executeTakeFirst();
  return changed !== undefined;
};

/** Takes ranks and awards off all entries, before they are given anew. */
export const clearRanks = async (tdb: TenantDb, key: { tenantId: number; contestId: string }): Promise<void> => {
  await tdb
    .updateTable('contestEntry')
    .set({ rank: null, award: null })
    .where('tenantId', '=', key.tenantId)
    .where('contestId', '=', key.contestId)
    .execute();
};

export const settleContest = async (tdb: TenantDb, key: { tenantId: number; contestId: string }): Promise<void> => {
  await tdb
    .updateTable('contest')
    .set({ state: 'settled' })
    .set((eb) => ({ rowVersion: eb('rowVersion', '+', 1) }))
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.contestId)
    .execute();
};
