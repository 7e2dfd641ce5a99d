import { type RawBuilder, sql } from 'kysely';
import { COUNT_CAP } from '@/server/domain/shared/pagination';
import type { TenantDb } from '../client.ts';
import { beyond, containing, type Walk, walkOrder } from './paging.ts';

/* 试卷: what is asked, or the rule by which it is drawn. */

export interface ExamPaperRow {
  id: string;
  title: string;
  mode: string;
  lines: unknown;
  shuffles: boolean;
  halves: boolean;
  questionCount: number;
  totalPoints: number;
  state: string;
  usedIn: number;
  createdByName: string;
  rowVersion: number;
}
export interface ExamPaperFields {
  title: string;
  mode: string;
  lines: unknown;
  shuffles: boolean;
  halves: boolean;
  questionCount: number;
  totalPoints: number;
}
export interface ExamPaperFilter {
  q?: string | undefined;
  state?: string | undefined;
}

const COLUMNS = sql`p.id, p.title, p.mode, p.lines, p.shuffles, p.halves, p.question_count, p.total_points::float8 as total_points,
  p.state, p.created_by_name, p.row_version,
  (select count(*)::int from exam e where e.tenant_id = p.tenant_id and e.paper_id = p.id) as used_in`;

const filtered = (tenantId: number, filter: ExamPaperFilter): RawBuilder<unknown> => sql`p.tenant_id = ${tenantId}
  and (${filter.state ?? null}::text is null or p.state = ${filter.state ?? null})
  and (${filter.q ?? null}::text is null or p.title ilike ${filter.q === undefined ? null : containing(filter.q)})`;

/** Newest first. */
export const listExamPapers = async (
  tdb: TenantDb,
  tenantId: number,
  filter: ExamPaperFilter,
  page: { cursor: string | undefined; direction: Walk; limit: number },
): Promise<ExamPaperRow[]> => {
  const order = sql.raw(walkOrder('desc', page.direction));
  const past = page.cursor ? sql`and p.id ${sql.raw(beyond('desc', page.direction))} ${page.cursor}::uuid` : sql``;
  const { rows } =
    await sql<ExamPaperRow>`select ${COLUMNS} from exam_paper p where ${filtered(tenantId, filter)} ${past}
    order by p.id ${order} limit ${page.limit + 1}`.execute(tdb);
  return rows;
};

export const countExamPapers = async (tdb: TenantDb, tenantId: number, filter: ExamPaperFilter): Promise<number> => {
  const { rows } = await sql<{ total: number }>`select count(*)::int as total from (
    select 1 from exam_paper p where ${filtered(tenantId, filter)} limit ${COUNT_CAP}) counted`.execute(tdb);
  return rows[0]?.total ?? 0;
};

export const findExamPaper = async (tdb: TenantDb, tenantId: number, id: string): Promise<ExamPaperRow | undefined> => {
  const { rows } = await sql<ExamPaperRow>`select ${COLUMNS} from exam_paper p
    where p.tenant_id = ${tenantId} and p.id = ${id}::uuid`.execute(tdb);
  return rows[0];
};

export const insertExamPaper = async (
  tdb: TenantDb,
  row: ExamPaperFields & { tenantId: number; id: string; createdBy: string; createdByName: string },
): Promise<void> => {
  await tdb
    .insertInto('examPaper')
    .values({ ...row, lines: JSON.stringify(row.lines), totalPoints: String(row.totalPoints) })
    .execute();
};

/** Changes a paper whose version is the given one. Answers whether it was. */
export const updateExamPaper = async (
  tdb: TenantDb,
  key: { tenantId: number; id: string; rowVersion: number },
  fields: ExamPaperFields,
): Promise<boolean> => {
  const changed = await tdb
    .updateTable('examPaper')
    .set({ ...fields, lines: JSON.stringify(fields.lines), totalPoints: String(fields.totalPoints) })
    .set((eb) => ({ rowVersion: eb('rowVersion', '+', 1) }))
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.id)
    .where('rowVersion', '=', key.rowVersion)
    .returning('id')
    .executeTakeFirst();
  return changed !== undefined;
};

export const setPaperState = async (
  tdb: TenantDb,
  key: { tenantId: number; id: string; rowVersion: number },
  state: string,
): Promise<boolean> => {
  const changed = await tdb
    .updateTable('examPaper')
    .set({ state })
    .set((eb) => ({ rowVersion: eb('rowVersion', '+', 1) }))
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.id)
    .where('rowVersion', '=', key.rowVersion)
    .returning('id')
    .executeTakeFirst();
  return changed !== undefined;
};
