import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';
import type { ReportKey } from './report.queries.ts';

/* What is kept about a report: its versions, comments and explanations. */
export interface VersionRow {
  number: number;
  kind: string;
  note: string | null;
  byName: string;
  at: string;
}

/** The number of the new version. The report is locked. */
export const insertVersion = async (
  tdb: TenantDb,
  key: ReportKey,
  version: { kind: string; note: string | null; content: unknown; byName: string },
): Promise<number> => {
  const inserted = await tdb
    .insertInto('reportVersion')
    .values((eb) => ({
      ...key,
      kind: version.kind,
      note: version.note,
      content: JSON.stringify(version.content),
      byName: version.byName,
      number: eb
        .selectFrom('reportVersion as v')
        .where('v.tenantId', '=', key.tenantId)
        .where('v.reportId', '=', key.reportId)
        .select(sql<number>`coalesce(max(v.number), 0) + 1`.as('next')),
    }))
    .returning('number')
    .executeTakeFirstOrThrow();
  return inserted.number;
};

/** Newest first. */
export const listVersionRows = (tdb: TenantDb, key: ReportKey): Promise<VersionRow[]> =>
  tdb
    .selectFrom('reportVersion')
    .select(['number', 'kind', 'note', 'byName', 'at'])
    .where('tenantId', '=', key.tenantId)
    .where('reportId', '=', key.reportId)
    .orderBy('number', 'desc')
    .limit(1000)
    .execute();

export const findVersionContent = async (tdb: TenantDb, key: ReportKey & { number: number }): Promise<unknown> => {
  const row = await tdb
    .selectFrom('reportVersion')
    .select('content')
    .where('tenantId', '=', key.tenantId)
    .where('reportId', '=', key.reportId)
    .where('number', '=', key.number)
    .executeTakeFirst();
  return row?.content;
};

export interface CommentRow {
  id: string;
  chapterId: string | null;
  body: string;
  byName: string;
  at: string;
  resolvedAt: string | null;
  resolvedByName: string | null;
}

export const listComments = (tdb: TenantDb, key: ReportKey): Promise<CommentRow[]> =>
  tdb
    .selectFrom('reportComment')
    .select(['id', 'chapterId', 'body', 'byName', 'at', 'resolvedAt', 'resolvedByName'])
    .where('tenantId', '=', key.tenantId)
    .where('reportId', '=', key.reportId)
    .orderBy('at')
    .orderBy('id')
    .limit(1000)
    .execute();

export const insertComment = async (
  tdb: TenantDb,
  key: ReportKey,
  comment: { id: string; chapterId: string | null; body: string; byAccountId: string; byName: string },
): Promise<void> => {
  await tdb
    .insertInto('reportComment')
    .values({ ...key, ...comment })
    .execute();
};

/** Whether there was such a comment that nobody had settled. */
export const settleComment = async (
  tdb: TenantDb,
  key: ReportKey & { commentId: string },
  byName: string,
): Promise<boolean> => {
  const result = await tdb
    .updateTable('reportComment')
    .set({ resolvedAt: sql`now()`, resolvedByName: byName })
    .where('tenantId', '=', key.tenantId)
    .where('reportId', '=', key.reportId)
    .where('id', '=', key.commentId)
    .where('resolvedAt', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
};

export interface ExplanationRow {
  checkCode: string;
  explanation: string;
  byName: string;
  at: string;
}

/** The newest of each check. */
export const listExplanations = (tdb: TenantDb, key: ReportKey): Promise<ExplanationRow[]> =>
  tdb
    .selectFrom('reportExplanation')
    .distinctOn('checkCode')
    .select(['checkCode', 'explanation', 'byName', 'at'])
    .where('tenantId', '=', key.tenantId)
    .where('reportId', '=', key.reportId)
    .orderBy('checkCode')
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(500)
    .execute();

export const insertExplanation = async (
  tdb: TenantDb,
  key: ReportKey,
  row: { id: string; checkCode: string; explanation: string; byName: string },
): Promise<void> => {
  await tdb
    .insertInto('reportExplanation')
    .values({ ...key, ...row })
    .execute();
};
