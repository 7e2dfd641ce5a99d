import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';
import { beyond, containing, countUpToCap, type Walk, walkOrder } from './paging.ts';

/* 课程 and 课件 of the office that makes them. */

export interface CourseRow {
  id: string;
  title: string;
  series: string | null;
  summary: string | null;
  kind: string;
  mode: string;
  knowledge: string;
  state: string;
  rowVersion: number;
}
export interface CourseListRow extends CourseRow {
  materials: number;
  issued: number;
  sessions: number;
}
const COLUMNS = ['id', 'title', 'series', 'summary', 'kind', 'mode', 'knowledge', 'state', 'rowVersion'] as const;

const counts = {
  materials: sql<number>`(select count(*)::int from course_material m where m.tenant_id = course.tenant_id and m.course_id = course.id)`,
  issued: sql<number>`(select count(*)::int from course_material m where m.tenant_id = course.tenant_id and m.course_id = course.id
    and m.state = 'issued')`,
  sessions: sql<number>`(select count(*)::int from course_session s where s.tenant_id = course.tenant_id and s.course_id = course.id)`,
};

export const insertCourse = async (
  tdb: TenantDb,
  row: Omit<CourseRow, 'state' | 'rowVersion'> & { tenantId: number; createdBy: string },
): Promise<void> => {
  await tdb.insertInto('course').values(row).execute();
};

/** Answers whether the row still had the version. */
export const updateCourse = async (
  tdb: TenantDb,
  key: { tenantId: number; id: string; rowVersion: number },
  changes: Partial<Omit<CourseRow, 'id' | 'rowVersion'>>,
): Promise<boolean> => {
  const result = await tdb
    .updateTable('course')
    .set({ ...changes, rowVersion: key.rowVersion + 1 })
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.id)
    .where('rowVersion', '=', key.rowVersion)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
};

export const findCourse = (tdb: TenantDb, tenantId: number, id: string): Promise<CourseListRow | undefined> =>
  tdb
    .selectFrom('course')
    .select(COLUMNS)
    .select([counts.materials.as('materials'), counts.issued.as('issued'), counts.sessions.as('sessions')])
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirst();

export interface CourseFilter {
  q?: string | undefined;
  kind?: string | undefined;
  series?: string | undefined;
}
const filtered = (tdb: TenantDb, tenantId: number, filter: CourseFilter) => {
  let query = tdb.selectFrom('course').where('tenantId', '=', tenantId);
  if (filter.kind) query = query.where('kind', '=', filter.kind);
  if (filter.series) query = query.where('series', '=', filter.series);
  if (filter.q) {
    const pattern = containing(filter.q);
    query = query.where((eb) => eb.or([eb('title', 'ilike', pattern), eb('series', 'ilike', pattern)]));
  }
  return query;
};

/** The newest first. */
export const listCourseRows = (
  tdb: TenantDb,
  tenantId: number,
  filter: CourseFilter,
  page: { cursor: [string] | undefined; direction: Walk; limit: number },
): Promise<CourseListRow[]> => {
  let query = filtered(tdb, tenantId, filter)
    .select(COLUMNS)
    .select([counts.materials.as('materials'), counts.issued.as('issued'), counts.sessions.as('sessions')]);
  if (page.cursor) query = query.where('id', beyond('desc', page.direction), page.cursor[0]);
  return query
    .orderBy('id', walkOrder('desc', page.direction))
    .limit(page.limit + 1)
    .execute();
};

export const countCourseRows = (tdb: TenantDb, tenantId: number, filter: CourseFilter): Promise<number> =>
  countUpToCap(tdb, filtered(tdb, tenantId, filter).select('id'));

/** Every series that has a course, for the filter. */
export const listSeries = async (tdb: TenantDb, tenantId: number): Promise<string[]> => {
  const rows = await tdb
    .selectFrom('course')
    .select(sql<string>`series`.as('series'))
    .distinct()
    .where('tenantId', '=', tenantId)
    .where('series', 'is not', null)
    .orderBy('series')
    .limit(200)
    .execute();
  return rows.map((row) => row.series);
};

export interface MaterialRow {
  id: string;
  courseId: string;
  title: string;
  kind: string;
  neededMinutes: number;
  hours: string;
  version: number;
  state: string;
  issuedOn: string | null;
  rowVersion: number;
}
const MATERIAL = [
  'id',
  'courseId',
  'title',
  'kind',
  'neededMinutes',
  'hours',
  'version',
  'state',
  'issuedOn',
  'rowVersion',
] as const;

export const insertMaterial = async (
  tdb: TenantDb,
  row: Pick<MaterialRow, 'id' | 'courseId' | 'title' | 'kind' | 'neededMinutes' | 'hours'> & {
    tenantId: number;
    createdBy: string;
  },
): Promise<void> => {
  await tdb.insertInto('courseMaterial').values(row).execute();
};

/** Locks the row, so that a version is issued once. */
export const findMaterialForUpdate = (tdb: TenantDb, tenantId: number, id: string): Promise<MaterialRow | undefined> =>
  tdb
    .selectFrom('courseMaterial')
    .select(MATERIAL)
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();

export const findMaterial = (tdb: TenantDb, tenantId: number, id: string): Promise<MaterialRow | undefined> =>
  tdb
    .selectFrom('courseMaterial')
    .select(MATERIAL)
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirst();

export const updateMaterial = async (
  tdb: TenantDb,
  key: { tenantId: number; id: string; rowVersion: number },
  changes: Partial<Omit<MaterialRow, 'id' | 'courseId' | 'rowVersion'>>,
): Promise<boolean> => {
  const result = await tdb
    .updateTable('courseMaterial')
    .set({ ...changes, rowVersion: key.rowVersion + 1 })
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.id)
    .where('rowVersion', '=', key.rowVersion)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
};

export interface VersionRow {
  version: number;
  objectId: string;
  fileName: string;
  mediaType: string;
  note: string | null;
  issuedOn: string | null;
}

/** A draft that was not issued yet takes the new file; otherwise a version is added. */
export const saveDraftVersion = async (
  tdb: TenantDb,
  row: { tenantId: number; materialId: string; version: number; objectId: string; note: string | null },
): Promise<void> => {
  await tdb
    .insertInto('courseMaterialVersion')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['tenantId', 'materialId', 'version']).doUpdateSet({ objectId: row.objectId, note: row.note }),
    )
    .execute();
};

export const markVersionIssued = async (
  tdb: TenantDb,
  key: { tenantId: number; materialId: string; version: number },
  issued: { issuedOn: string; issuedByName: string },
): Promise<void> => {
  await tdb
    .updateTable('courseMaterialVersion')
    .set(issued)
    .where('tenantId', '=', key.tenantId)
    .where('materialId', '=', key.materialId)
    .where('version', '=', key.version)
    .execute();
};

/** The newest version with its file, issued or not. */
export const findNewestVersion = (
  tdb: TenantDb,
  tenantId: number,
  materialId: string,
): Promise<VersionRow | undefined> =>
  tdb
    .selectFrom('courseMaterialVersion as v')
    .innerJoin('storedObject as o', (join) =>
      join.onRef('o.tenantId', '=', 'v.tenantId').onRef('o.id', '=', 'v.objectId'),
    )
    .select(['v.version', 'v.objectId', 'o.fileName', 'o.mediaType', 'v.note', 'v.issuedOn'])
    .where('v.tenantId', '=', tenantId)
    .where('v.materialId', '=', materialId)
    .orderBy('v.version', 'desc')
    .limit(1)
    .executeTakeFirst();
