import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import {
  countMaterialRows,
  countReceivedMaterialRows,
  findMaterial,
  insertMaterial,
  insertMaterialVersion,
  listMaterialRows,
  listMaterialUnits,
  listMaterialVersions,
  listReceivedMaterialRows,
  listStoredFiles,
  type MaterialRow,
  raiseMaterial,
} from '@/db/queries/guidance-material.queries';
import { readClock } from '@/db/queries/inspection-campaign.queries';
import { audit } from '@/server/audit/audit';
import {
  type ListMaterialsInput,
  type ListReceivedMaterialsInput,
  type MaterialRowView,
  type MaterialView,
  materialBody,
  materialRowView,
  materialView,
  type PublishMaterialInput,
  type ReceivedMaterialView,
  type ReviseMaterialInput,
  receivedMaterialView,
} from '@/server/domain/guidance/guidance-material';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { sendDispatch } from '@/server/features/tenancy';
import { listUnitsServed } from '@/server/tenancy/list-units-served';
import type { TenantScope } from '@/server/tenancy/scope';

const OBJECT = 'guidance_material';
const cursorKey = z.tuple([z.iso.datetime(), uuid]);

type Content = Pick<PublishMaterialInput, 'words' | 'fileObjectIds' | 'unitTenantIds'>;

/** One version: kept here, and sent to each chosen unit as it is. */
const sendVersion = async (
  tdb: TenantDb,
  scope: TenantScope,
  material: Pick<MaterialRow, 'id' | 'kind' | 'title' | 'version'> & { publishedOn: string },
  content: Content,
): Promise<number> => {
  const wanted = new Set(content.unitTenantIds);
  const units = (await listUnitsServed(tdb)).filter((unit) => wanted.has(unit.tenantId));
  if (units.length !== wanted.size) throw new AppError('NOT_FOUND', 'a unit is not below this tenant');
  const { kind, version, title } = material;
  const fileObjectIds = [...new Set(content.fileObjectIds)];
  const body = materialBody.parse({ kind, version, words: content.words, issuedBy: scope.actorName });
  for (const unit of units) {
    await sendDispatch(tdb, scope, {
      addresseeTenantId: unit.tenantId,
      kind: 'guidance_material',
      title,
      body,
      objectId: material.id,
      attachments: fileObjectIds,
    });
  }
  await insertMaterialVersion(tdb, {
    tenantId: scope.tenantId,
    id: uuidv7(),
    materialId: material.id,
    version,
    words: content.words,
    fileObjectIds,
    sentUnits: units.length,
    publishedOn: material.publishedOn,
    publishedByName: scope.actorName,
  });
  await audit(tdb, scope, {
    action: 'guidance.publishMaterial',
    objectKind: OBJECT,
    objectId: material.id,
    objectLabel: title,
    detail: { version, units: units.map((unit) => unit.name), files: fileObjectIds.length },
  });
  return units.length;
};

/** 下发: a new material to chosen units. */
export const publishMaterial = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: PublishMaterialInput,
): Promise<{ materialId: string; units: number }> => {
  if (scope.accountId === null) throw new AppError('FORBIDDEN', 'a material needs a person');
  refuseClassified(input.title, input.words);
  const id = uuidv7();
  const { today: publishedOn } = await readClock(tdb);
  const { kind, title, ...content } = input;
  const row = { tenantId: scope.tenantId, id, kind, title, publishedOn };
  await insertMaterial(tdb, { ...row, createdBy: scope.accountId });
  const units = await sendVersion(tdb, scope, { ...row, version: 1 }, content);
  return { materialId: id, units };
};

const requireMaterial = async (tdb: TenantDb, scope: TenantScope, id: string): Promise<MaterialRow> => {
  const row = await findMaterial(tdb, scope.tenantId, id);
  if (!row) throw new AppError('NOT_FOUND', `material ${id} is not in tenant ${scope.tenantId}`);
  return row;
};

/** 更新版本: what was sent before stays as it was sent. */
export const reviseMaterial = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ReviseMaterialInput,
): Promise<{ version: number; units: number }> => {
  refuseClassified(input.words);
  const row = await requireMaterial(tdb, scope, input.materialId);
  const { today: publishedOn } = await readClock(tdb);
  const key = { tenantId: scope.tenantId, id: row.id, rowVersion: input.rowVersion };
  const version = await raiseMaterial(tdb, key, publishedOn);
  if (version === null) throw new AppError('STALE_VERSION', `material ${row.id} is at ${row.rowVersion}`);
  const units = await sendVersion(tdb, scope, { ...row, version, publishedOn }, input);
  return { version, units };
};

export const listMaterials = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListMaterialsInput,
): Promise<Page<MaterialRowView>> => {
  const { limit, direction } = input;
  const cursor = decodeCursor(cursorKey, input.cursor);
  const rows = await listMaterialRows(tdb, scope.tenantId, input, { cursor, direction, limit });
  const total = await countMaterialRows(tdb, scope.tenantId, input);
  const page = cutPage(rows, { limit, direction, hasCursor: cursor !== undefined, total }, (row) =>
    encodeCursor([row.createdAt, row.id]),
  );
  return { ...page, rows: materialRowView.array().parse(page.rows) };
};

/** One material: what it says now, its versions, and which unit has signed for which. */
export const getMaterial = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { materialId: string },
): Promise<MaterialView> => {
  const row = await requireMaterial(tdb, scope, input.materialId);
  const versions = await listMaterialVersions(tdb, scope.tenantId, row.id);
  const [newest] = versions;
  return materialView.parse({
    ...row,
    words: newest?.words ?? '',
    files: await listStoredFiles(tdb, scope.tenantId, newest?.fileObjectIds ?? []),
    versions,
    units: await listMaterialUnits(tdb, scope.tenantId, row.id),
  });
};

export const downloadMaterialFile = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { materialId: string; objectId: string },
): Promise<FileReference> => {
  const row = await requireMaterial(tdb, scope, input.materialId);
  const versions = await listMaterialVersions(tdb, scope.tenantId, row.id);
  const isIts = versions.some((version) => version.fileObjectIds.includes(input.objectId));
  const [file] = isIts ? await listStoredFiles(tdb, scope.tenantId, [input.objectId]) : [];
  if (!file) throw new AppError('NOT_FOUND', `material ${row.id} has no file ${input.objectId}`);
  const { sha256, fileName, mediaType, sizeBytes } = file;
  return { tenantId: scope.tenantId, sha256, fileName, mediaType, sizeBytes };
};

/** 收到的资料: the newest version of each, the one received last first. */
export const listReceivedMaterials = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListReceivedMaterialsInput,
): Promise<Page<ReceivedMaterialView>> => {
  const { limit, direction } = input;
  const cursor = decodeCursor(cursorKey, input.cursor);
  const rows = await listReceivedMaterialRows(tdb, scope.tenantId, input, { cursor, direction, limit });
  const total = await countReceivedMaterialRows(tdb, scope.tenantId, input);
  return cutPage(
    receivedMaterialView.array().parse(rows),
    { limit, direction, hasCursor: cursor !== undefined, total },
    (row) => encodeCursor([row.sentAt, row.dispatchId]),
  );
};
