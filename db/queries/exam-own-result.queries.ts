import { type RawBuilder, sql } from 'kysely';
import { COUNT_CAP } from '@/server/domain/shared/pagination';
import type { TenantDb } from '../client.ts';
import { beyond, containing, type Walk, walkOrder } from './paging.ts';

/* 本单位人员的成绩: papers of the own people that were handed in. Papers that are still being written are nobody's to read. */

export interface OwnResultRow {
  id: string;
  examId: string;
  title: string;
  ownerName: string;
  purpose: string;
  personName: string;
  number: number;
  score: number;
  totalPoints: number;
  passPoints: number;
  isPassed: boolean;
  handedInAt: string;
}
export interface OwnResultFilter {
  q?: string | undefined;
  examId?: string | undefined;
  passed?: boolean | undefined;
}

const filtered = (tenantId: number, { q, examId, passed }: OwnResultFilter): RawBuilder<unknown> => {
  const pattern = q === undefined ? null : containing(q);
  return sql`exam_attempt a join exams_offered(null) o on o.exam_id = a.exam_id and o.owner_tenant_id = a.addressee_tenant_id
    where a.tenant_id = ${tenantId} and a.dispatched_at is not null
      and (${examId ?? null}::uuid is null or a.exam_id = ${examId ?? null}::uuid)
      and (${passed ?? null}::boolean is null or a.is_passed = ${passed ?? null})
      and (${pattern}::text is null or a.person_name ilike ${pattern} or o.title ilike ${pattern})`;
};

/** The paper that was handed in last first. */
export const listOwnResults = async (
  tdb: TenantDb,
  tenantId: number,
  filter: OwnResultFilter,
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<OwnResultRow[]> => {
  const { cursor, direction } = page;
  const order = sql.raw(walkOrder('desc', direction));
  const past = cursor
    ? sql`and (a.dispatched_at, a.id) ${sql.raw(beyond('desc', direction))} (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)`
    : sql``;
  const { rows } =
    await sql<OwnResultRow>`select a.id, a.exam_id, o.title, o.owner_name, o.purpose, a.person_name, a.number,
      a.score::float8 as score, a.total_points::float8 as total_points, o.pass_points::float8 as pass_points, a.is_passed,
      a.dispatched_at as handed_in_at
    from ${filtered(tenantId, filter)} ${past}
    order by a.dispatched_at ${order}, a.id ${order} limit ${page.limit + 1}`.execute(tdb);
  return rows;
};

export const countOwnResults = async (tdb: TenantDb, tenantId: number, filter: OwnResultFilter): Promise<number> => {
  const { rows } = await sql<{ total: number }>`select count(*)::int as total from (
    select 1 from ${filtered(tenantId, filter)} limit ${COUNT_CAP}) counted`.execute(tdb);
  return rows[0]?.total ?? 0;
};
