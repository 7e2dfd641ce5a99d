import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { readToday } from '@/db/queries/clock.queries';
import {
  findMaterial,
  findMaterialForUpdate,
  findNewestVersion,
  insertMaterial,
  type MaterialRow,
  markVersionIssued,
  saveDraftVersion,
  updateMaterial,
  type VersionRow,
} from '@/db/queries/course.queries';
import { listMaterialUnits, listUnitsWithVersion } from '@/db/queries/material-reach.queries';
import { findStoredObject } from '@/db/queries/object.queries';
import { audit } from '@/server/audit/audit';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import {
  type IssueMaterialInput,
  type MaterialBody,
  type MaterialUnitView,
  materialBody,
  materialUnitView,
  type SaveMaterialInput,
} from '@/server/domain/training/course';
import { sendDispatch } from '@/server/features/tenancy';
import { listUnitsServed } from '@/server/tenancy/list-units-served';
import type { TenantScope } from '@/server/tenancy/scope';
import { requireCourse } from './manage-courses.ts';

const OBJECT = 'course_material';
const cursorKey = z.tuple([uuid]);

const lockMaterial = async (tdb: TenantDb, scope: TenantScope, materialId: string): Promise<MaterialRow> => {
  const material = await findMaterialForUpdate(tdb, scope.tenantId, materialId);
  if (!material) throw new AppError('NOT_FOUND', `material ${materialId} is not in tenant ${scope.tenantId}`);
  return material;
};

const change = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { materialId: string; rowVersion: number },
  changes: Parameters<typeof updateMaterial>[2],
): Promise<void> => {
  const key = { tenantId: scope.tenantId, id: input.materialId, rowVersion: input.rowVersion };
  if (!(await updateMaterial(tdb, key, changes)))
    throw new AppError('STALE_VERSION', `material ${input.materialId} is not at version ${input.rowVersion}`);
};

/** The file has to be one's own, and nothing but a file that was stored here. */
const requireFile = async (tdb: TenantDb, scope: TenantScope, objectId: string): Promise<void> => {
  const stored = await findStoredObject(tdb, scope.tenantId, objectId);
  if (stored?.state !== 'stored') throw new AppError('NOT_FOUND', `object ${objectId} is not in ${scope.tenantId}`);
};

/** 上传课件, or a new version of one. A version that units have is never changed: the next one is made. */
export const saveMaterial = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: SaveMaterialInput,
): Promise<{ id: string }> => {
  if (scope.accountId === null) throw new AppError('FORBIDDEN', 'a material needs a person');
  refuseClassified(input.title, input.note);
  const course = await requireCourse(tdb, scope, input.courseId);
  if (course.state !== 'open') throw new AppError('CONFLICT', `course ${course.id} is closed`);
  const { objectId, note = null, title, kind, neededMinutes } = input;
  const fields = { title, kind, neededMinutes, hours: String(input.hours) };
  const before = input.materialId ? await lockMaterial(tdb, scope, input.materialId) : null;
  if (before && before.courseId !== course.id) throw new AppError('NOT_FOUND', `material ${before.id} is elsewhere`);
  if (!before && !objectId) throw new AppError('BAD_INPUT', 'a material is a file', { objectId: 'missing' });
  if (objectId) await requireFile(tdb, scope, objectId);
  const id = before?.id ?? uuidv7();
  if (before) await change(tdb, scope, { materialId: id, rowVersion: input.rowVersion }, fields);
  else
    await insertMaterial(tdb, {
      ...fields,
      tenantId: scope.tenantId,
      id,
      courseId: course.id,
      createdBy: scope.accountId,
    });
  if (objectId) {
    const version = (before?.version ?? 0) + 1;
    await saveDraftVersion(tdb, { tenantId: scope.tenantId, materialId: id, version, objectId, note });
  }
  await audit(tdb, scope, {
    action: before ? 'courses.changeMaterial' : 'courses.addMaterial',
    objectKind: OBJECT,
    objectId: id,
    objectLabel: title,
    detail: { course: course.title, kind, hours: input.hours, newFile: objectId !== undefined },
  });
  return { id };
};

/** What a unit receives of a version. */
export const bodyOf = async (
  tdb: TenantDb,
  scope: TenantScope,
  material: MaterialRow,
  file: VersionRow,
): Promise<MaterialBody> => {
  const course = await requireCourse(tdb, scope, material.courseId);
  return materialBody.parse({
    ...material,
    ...file,
    materialId: material.id,
    hours: Number(material.hours),
    courseTitle: course.title,
    series: course.series,
    knowledge: course.knowledge,
  });
};

/**
 * 下发: the newest version goes to the units named, each as a document with the file. Units that have this version
 * already get it no second time, so that pressing again after choosing more units is harmless.
 */
export const issueMaterial = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: IssueMaterialInput,
): Promise<{ version: number; sent: number }> => {
  const material = await lockMaterial(tdb, scope, input.materialId);
  if (material.state === 'withdrawn') throw new AppError('CONFLICT', `material ${material.id} was withdrawn`);
  const file = await findNewestVersion(tdb, scope.tenantId, material.id);
  if (!file) throw new AppError('INTERNAL', `material ${material.id} has no file`);
  const served = new Map((await listUnitsServed(tdb)).map((unit) => [unit.tenantId, unit]));
  const units = [...new Set(input.unitTenantIds)].map((id) => {
    if (!served.has(id)) throw new AppError('NOT_FOUND', `tenant ${id} is not served by ${scope.tenantId}`);
    return id;
  });
  const today = await readToday(tdb);
  const key = { tenantId: scope.tenantId, materialId: material.id, version: file.version };
  if (file.issuedOn === null) await markVersionIssued(tdb, key, { issuedOn: today, issuedByName: scope.actorName });
  const changes = { version: file.version, state: 'issued', issuedOn: material.issuedOn ?? today };
  await change(tdb, scope, input, changes);
  const body = await bodyOf(tdb, scope, material, file);
  const has = new Set(await listUnitsWithVersion(tdb, scope.tenantId, key));
  const fresh = units.filter((id) => !has.has(id));
  for (const addresseeTenantId of fresh)
    await sendDispatch(tdb, scope, {
      kind: 'training_material',
      addresseeTenantId,
      title: `课件：${material.title}${file.version > 1 ? `（第${file.version}版）` : ''}`,
      body: { ...body },
      objectId: material.id,
      attachments: [file.objectId],
    });
  await audit(tdb, scope, {
    action: 'courses.issueMaterial',
    objectKind: OBJECT,
    objectId: material.id,
    objectLabel: material.title,
    detail: { version: file.version, sent: fresh.length, already: units.length - fresh.length },
  });
  return { version: file.version, sent: fresh.length };
};

/** 停用课件: it goes to nobody any more and no longer counts as issued. */
export const withdrawMaterial = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { materialId: string; rowVersion: number },
): Promise<void> => {
  const material = await lockMaterial(tdb, scope, input.materialId);
  if (material.state !== 'issued') throw new AppError('CONFLICT', `material ${material.id} is ${material.state}`);
  await change(tdb, scope, input, { state: 'withdrawn' });
  await audit(tdb, scope, {
    action: 'courses.withdrawMaterial',
    objectKind: OBJECT,
    objectId: material.id,
    objectLabel: material.title,
  });
};

/** 下发情况 of a material, unit by unit. */
export const readMaterialUnits = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { materialId: string; cursor?: string | undefined; direction: 'after' | 'before'; limit: number },
): Promise<Page<MaterialUnitView>> => {
  const material = await findMaterial(tdb, scope.tenantId, input.materialId);
  if (!material) throw new AppError('NOT_FOUND', `material ${input.materialId} is not in tenant ${scope.tenantId}`);
  const { direction, limit } = input;
  const cursor = decodeCursor(cursorKey, input.cursor);
  const key = { tenantId: scope.tenantId, materialId: material.id };
  const rows = await listMaterialUnits(tdb, key, { cursor, direction, limit });
  return cutPage(
    rows.map((row) => materialUnitView.parse(row)),
    { limit, direction, hasCursor: cursor !== undefined, total: null },
    (row) => encodeCursor([row.dispatchId]),
  );
};

/** The file of the newest version, for those who made it. */
export const downloadMaterial = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { materialId: string },
): Promise<FileReference> => {
  const file = await findNewestVersion(tdb, scope.tenantId, input.materialId);
  const stored = file ? await findStoredObject(tdb, scope.tenantId, file.objectId) : null;
  if (!stored) throw new AppError('NOT_FOUND', `material ${input.materialId} is not in tenant ${scope.tenantId}`);
  const { tenantId, sha256, fileName, mediaType, sizeBytes } = stored;
  return { tenantId, sha256, fileName, mediaType, sizeBytes };
};
