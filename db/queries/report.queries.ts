import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';
import { beyond, countUpToCap, type Walk, walkOrder } from './paging.ts';

/* 年度报告 and its chapters. */
export interface ReportKey {
  tenantId: number;
  reportId: string;
}
export interface ReportFacts {
  id: string;
  kind: string;
  template: string;
  year: number;
  title: string;
  addressee: string | null;
  signedOn: string | null;
  cutOff: string | null;
  state: string;
  returnReason: string | null;
  submittedBy: string | null;
  submittedByName: string | null;
  submittedAt: string | null;
  approvedByName: string | null;
  frozenAt: string | null;
  updatedByName: string;
  updatedAt: string;
  rowVersion: number;
  edition: number;
}
export interface NewReport {
  tenantId: number;
  id: string;
  kind: string;
  template: string;
  year: number;
  title: string;
  addressee: string | null;
  createdBy: string;
  createdByName: string;
}

const FACTS = [
  'id',
  'kind',
  'template',
  'year',
  'title',
  'addressee',
  'signedOn',
  'cutOff',
  'state',
  'returnReason',
  'submittedBy',
  'submittedByName',
  'submittedAt',
  'approvedByName',
  'frozenAt',
  'updatedByName',
  'updatedAt',
  'rowVersion',
  'edition',
] as const;

export interface ReportListRow extends ReportFacts {
  differences: number;
}

const listed = (tdb: TenantDb, tenantId: number, state: string | undefined) => {
  const query = tdb.selectFrom('annualReport').where('tenantId', '=', tenantId);
  return state === undefined ? query : query.where('state', '=', state);
};

/** The newest year first. */
export const listReportRows = (
  tdb: TenantDb,
  tenantId: number,
  filter: { state?: string | undefined },
  page: { cursor: [number, string] | undefined; direction: Walk; limit: number },
): Promise<ReportListRow[]> => {
  const { cursor, direction } = page;
  let query = listed(tdb, tenantId, filter.state)
    .select(FACTS)
    .select((eb) =>
      eb
        .selectFrom('reportDifference as d')
        .whereRef('d.tenantId', '=', 'annualReport.tenantId')
        .whereRef('d.reportId', '=', 'annualReport.id')
        .whereRef('d.edition', '=', 'annualReport.edition')
        .where('d.settledAt', 'is', null)
        .select(sql<number>`count(*)::int`.as('n'))
        .$asScalar()
        .$notNull()
        .as('differences'),
    );
  if (cursor) {
    query = query.where((eb) =>
      eb(eb.refTuple('year', 'id'), beyond('desc', direction), eb.tuple(cursor[0], cursor[1])),
    );
  }
  const order = walkOrder('desc', direction);
  return query
    .orderBy('year', order)
    .orderBy('id', order)
    .limit(page.limit + 1)
    .execute();
};

export const countReportRows = (tdb: TenantDb, tenantId: number, filter: { state?: string | undefined }) =>
  countUpToCap(tdb, listed(tdb, tenantId, filter.state).select('id'));

const one = (tdb: TenantDb, { tenantId, reportId }: ReportKey) =>
  tdb.selectFrom('annualReport').select(FACTS).where('tenantId', '=', tenantId).where('id', '=', reportId);

export const findReport = (tdb: TenantDb, key: ReportKey): Promise<ReportFacts | undefined> =>
  one(tdb, key).executeTakeFirst();

export const findReportOfYear = (
  tdb: TenantDb,
  key: { tenantId: number; kind: string; year: number },
): Promise<ReportFacts | undefined> =>
  tdb
    .selectFrom('annualReport')
    .select(FACTS)
    .where('tenantId', '=', key.tenantId)
    .where('kind', '=', key.kind)
    .where('year', '=', key.year)
    .executeTakeFirst();

/** Two people at one report take turns. */
export const lockReport = (tdb: TenantDb, key: ReportKey): Promise<ReportFacts | undefined> =>
  one(tdb, key).forUpdate().executeTakeFirst();

/** Whether it was new: there is one of a kind a year. */
export const insertReport = async (tdb: TenantDb, report: NewReport): Promise<boolean> => {
  const inserted = await tdb
    .insertInto('annualReport')
    .values({ ...report, updatedByName: report.createdByName })
    .onConflict((oc) => oc.columns(['tenantId', 'kind', 'year']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
};

export interface ReportChange {
  title?: string;
  addressee?: string | null;
  signedOn?: string | null;
  cutOff?: string | null;
  state?: string;
  returnReason?: string | null;
  submittedBy?: string | null;
  submittedByName?: string | null;
  submittedAt?: 'now';
  approvedByName?: string;
  frozenAt?: 'now';
  /** 重新编报: the next edition begins as a draft. */
  reopens?: true;
}

/** Changes a report that is locked. */
export const changeReport = async (
  tdb: TenantDb,
  key: ReportKey,
  change: ReportChange,
  byName: string,
): Promise<void> => {
  const { submittedAt, frozenAt, reopens, ...columns } = change;
  const now = sql<string>`now()`;
  await tdb
    .updateTable('annualReport')
    .set({ ...columns, updatedByName: byName, updatedAt: now, rowVersion: sql`row_version + 1` })
    .$if(submittedAt !== undefined, (query) => query.set({ submittedAt: now }))
    .$if(frozenAt !== undefined, (query) => query.set({ frozenAt: now }))
    .$if(reopens === true, (query) => query.set({ state: 'draft', frozenAt: null, edition: sql`edition + 1` }))
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.reportId)
    .execute();
};

export interface ChapterRow {
  id: string;
  position: number;
  level: number;
  heading: string;
  paragraphs: string[];
  blocks: string[];
  rowVersion: number;
  updatedByName: string;
  updatedAt: string;
}

/** A report has at most a few dozen chapters. */
export const listChapters = async (tdb: TenantDb, { tenantId, reportId }: ReportKey): Promise<ChapterRow[]> => {
  const rows = await tdb
    .selectFrom('reportChapter')
    .select(['id', 'position', 'level', 'heading', 'paragraphs', 'blocks', 'rowVersion', 'updatedByName', 'updatedAt'])
    .where('tenantId', '=', tenantId)
    .where('reportId', '=', reportId)
    .where('removedAt', 'is', null)
    .orderBy('position')
    .orderBy('id')
    .limit(200)
    .execute();
  return rows.map((row) => ({ ...row, paragraphs: row.paragraphs as string[] }));
};

export const insertChapters = async (
  tdb: TenantDb,
  key: ReportKey,
  chapters: readonly {
    id: string;
    position: number;
    level: number;
    heading: string;
    paragraphs: readonly string[];
    blocks: readonly string[];
  }[],
  byName: string,
): Promise<void> => {
  if (chapters.length === 0) return;
  await tdb
    .insertInto('reportChapter')
    .values(
      chapters.map((chapter) => ({
        ...chapter,
        ...key,
        blocks: [...chapter.blocks],
        paragraphs: JSON.stringify(chapter.paragraphs),
        updatedByName: byName,
      })),
    )
    .execute();
};

/** Whether the chapter still had that version: somebody else may have saved it since. */
export const writeChapter = async (
  tdb: TenantDb,
  key: ReportKey & { chapterId: string; rowVersion: number },
  chapter: { level: number; heading: string; paragraphs: readonly string[] },
  byName: string,
): Promise<boolean> => {
  const result = await tdb
    .updateTable('reportChapter')
    .set({
      level: chapter.level,
      heading: chapter.heading,
      paragraphs: JSON.stringify(chapter.paragraphs),
      updatedByName: byName,
      updatedAt: sql`now()`,
      rowVersion: key.rowVersion + 1,
    })
    .where('tenantId', '=', key.tenantId)
    .where('reportId', '=', key.reportId)
    .where('id', '=', key.chapterId)
    .where('rowVersion', '=', key.rowVersion)
    .where('removedAt', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
};

export const removeChapterRow = async (
  tdb: TenantDb,
  key: ReportKey & { chapterId: string; rowVersion: number },
): Promise<boolean> => {
  const result = await tdb
    .updateTable('reportChapter')
    .set({ removedAt: sql`now()`, rowVersion: key.rowVersion + 1 })
    .where('tenantId', '=', key.tenantId)
    .where('reportId', '=', key.reportId)
    .where('id', '=', key.chapterId)
    .where('rowVersion', '=', key.rowVersion)
    .where('removedAt', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
};

/** Puts chapters of a locked report into the order given. */
export const orderChapters = async (tdb: TenantDb, key: ReportKey, chapterIds: readonly string[]): Promise<void> => {
  await sql`
    update report_chapter c set position = o.place
    from unnest(${chapterIds as string[]}::uuid[]) with ordinality as o(id, place)
    where c.tenant_id = ${key.tenantId} and c.report_id = ${key.reportId}::uuid and c.id = o.id`.execute(tdb);
};
