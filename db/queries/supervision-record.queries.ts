import { type RawBuilder, sql } from 'kysely';
import type { TenantDb } from '../client.ts';
import { beyond, containing, type Walk, walkOrder } from './paging.ts';

/*
 * 监督记录 between one supervisor and one unit, read from either side by the same statement: dispatches both ways, grants,
 * frozen entries and releases. Nothing is read here that only one of the two may see.
 */

export interface RecordPair {
  supervisorId: number;
  unitId: number;
}

export interface RecordLineRow {
  id: string;
  source: string;
  kind: string;
  at: string;
  fromUnit: boolean;
  title: string;
  documentNumber: string | null;
  dueOn: string | null;
  isAnswered: boolean;
  facts: unknown;
}

export interface RecordFilter {
  /** Kinds of dispatches, `grant`, `guidance`, `training`, `filing`, `figure`; all when left out. */
  kinds?: readonly string[] | undefined;
  year?: number | undefined;
  search?: string | undefined;
}

/** What of a frozen body stands in a line; the rest is read in the document itself. */
const BODY_FACTS = [
  'fact',
  'severity',
  'requirement',
  'measure',
  'accepted',
  'granted',
  'decision',
  'reason',
  'result',
  'conclusion',
  'score',
  'grade',
]
  .map((key) => `'${key}', d.body -> '${key}'`)
  .join(', ');

const dispatches = ({ supervisorId, unitId }: RecordPair): RawBuilder<unknown> => sql`
  select d.id, 'dispatch' as source, d.kind, d.dispatched_at as at, d.tenant_id = ${unitId} as from_unit, d.title, d.document_number, d.due_on,
    exists (select 1 from dispatch r where r.tenant_id = d.addressee_tenant_id and r.in_reply_to = d.id and r.dispatched_at is not null) as is_answered,
    jsonb_strip_nulls(jsonb_build_object(${sql.raw(BODY_FACTS)})) as facts
  from dispatch d where d.dispatched_at is not null
    and ((d.tenant_id = ${supervisorId} and d.addressee_tenant_id = ${unitId}) or (d.tenant_id = ${unitId} and d.addressee_tenant_id = ${supervisorId}))`;

const grants = ({ supervisorId, unitId }: RecordPair): RawBuilder<unknown> => sql`
  select g.id, 'grant', 'grant', g.dispatched_at, false, g.reason, null::text, null::date, false,
    jsonb_strip_nulls(jsonb_build_object('names', to_jsonb(g.account_names), 'from', g.valid_from, 'until', g.valid_to, 'revokedAt', g.revoked_at))
  from access_grant g where g.tenant_id = ${supervisorId} and g.addressee_tenant_id = ${unitId} and g.dispatched_at is not null`;

const entries = ({ supervisorId, unitId }: RecordPair): RawBuilder<unknown> => sql`
  select e.id, 'entry', e.kind, (e.happened_on::timestamp at time zone 'Asia/Shanghai'), false, e.title, null::text, null::date, false, e.detail
  from supervision_entry e where e.tenant_id = ${supervisorId} and e.addressee_tenant_id = ${unitId}
    and e.state = 'current' and e.dispatched_at is not null and e.kind <> 'visit'`;

/** A year's filing, and one line for all figures that were released in one act. */
const releases = ({ supervisorId, unitId }: RecordPair): RawBuilder<unknown> => sql`
  select r.id, 'filing', 'filing', r.created_at, true, r.filing_year::text, null::text, r.due_on, false,
    jsonb_build_object('year', r.filing_year, 'state', r.state, 'expected', r.expected_count, 'filed', r.accepted_count)
  from filing_year_release r where r.tenant_id = ${unitId} and r.addressee_tenant_id = ${supervisorId} and r.dispatched_at is not null
  union all
  select min(r.id::text)::uuid, 'figure', 'figure', r.released_at, true, r.year::text, null::text, null::date, false,
    jsonb_build_object('year', r.year, 'figures', count(*))
  from figure_release r where r.tenant_id = ${unitId} and r.addressee_tenant_id = ${supervisorId} and r.dispatched_at is not null
  group by r.released_at, r.year`;

const lines = (pair: RecordPair): RawBuilder<unknown> => sql`(
  ${dispatches(pair)} union all ${grants(pair)} union all ${entries(pair)} union all ${releases(pair)})`;

const conditions = ({ kinds, year, search }: RecordFilter): RawBuilder<unknown> => {
  const parts: RawBuilder<unknown>[] = [sql`true`];
  if (kinds) parts.push(sql`l.kind = any (${kinds as string[]}::text[])`);
  if (year) {
    parts.push(sql`l.at >= make_date(${year}::int, 1, 1)::timestamp at time zone 'Asia/Shanghai'
      and l.at < make_date(${year + 1}::int, 1, 1)::timestamp at time zone 'Asia/Shanghai'`);
  }
  if (search) {
    const pattern = containing(search);
    parts.push(
      sql`(l.title ilike ${pattern} or l.document_number ilike ${pattern} or l.facts ->> 'fact' ilike ${pattern})`,
    );
  }
  return sql.join(parts, sql` and `);
};

/** Newest first. */
export const listRecordLines = async (
  tdb: TenantDb,
  pair: RecordPair,
  filter: RecordFilter,
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<RecordLineRow[]> => {
  const { cursor, direction } = page;
  const order = sql.raw(walkOrder('desc', direction));
  const past = cursor
    ? sql`and (l.at, l.id) ${sql.raw(beyond('desc', direction))} (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)`
    : sql``;
  const { rows } = await sql<RecordLineRow>`
    select l.id, l.source, l.kind, l.at::timestamptz(3) as at, l.from_unit, l.title, l.document_number, l.due_on, l.is_answered, l.facts
    from ${lines(pair)} l where ${conditions(filter)} ${past}
    order by l.at ${order}, l.id ${order} limit ${page.limit + 1}`.execute(tdb);
  return rows;
};

/** How many lines there are of each kind and year. */
export const countRecordLines = async (
  tdb: TenantDb,
  pair: RecordPair,
  filter: RecordFilter = {},
): Promise<{ kind: string; source: string; year: number; lines: number }[]> => {
  const { rows } = await sql<{ kind: string; source: string; year: number; lines: number }>`
    select l.kind, l.source, extract(year from l.at at time zone 'Asia/Shanghai')::int as year, count(*)::int as lines
    from ${lines(pair)} l where ${conditions(filter)} group by 1, 2, 3 order by 3 desc, 1, 2`.execute(tdb);
  return rows;
};
