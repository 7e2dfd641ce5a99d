import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import { quarantineObject } from '@/db/queries/archive-import.queries';
import { type DroppedObject, listDroppedObjects } from '@/db/queries/filing-handed.queries';
import { insertEntryAttachment } from '@/db/queries/register-attachment.queries';
import { isSecrecyMarked } from '@/server/domain/archive/secrecy-guard';
import type { RefusedFiles } from '@/server/domain/register/register-entry';
import { AppError, type AppErrorCode } from '@/server/domain/shared/app-error';
import { inspectFile } from '@/server/objects/inspect/inspect-file';
import type { ObjectStore } from '@/server/objects/object-store';
import { readObject } from '@/server/objects/read-object';
import type { TenantScope } from '@/server/tenancy/scope';

/** Photos, scans, and papers as PDF. */
const TAKEN: readonly string[] = ['image/png', 'image/jpeg', 'image/webp', 'application/pdf'];

/** Looks into a file before anybody opens it; the code says what is wrong with it. */
const refusalOf = async (
  objects: ObjectStore,
  tenantId: number,
  object: DroppedObject,
): Promise<AppErrorCode | null> => {
  if (isSecrecyMarked(object.fileName)) return 'CLASSIFIED_CONTENT_REFUSED';
  if (!TAKEN.includes(object.mediaType)) return 'UPLOAD_TYPE_REFUSED';
  const folder = await mkdtemp(path.join(tmpdir(), 'lantai-attachment-'));
  try {
    const file = path.join(folder, 'file');
    await writeFile(file, await readObject(objects, { tenantId, ...object }), { mode: 0o600 });
    const inspected = await inspectFile(file);
    return inspected.ok ? null : inspected.code;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/**
 * Puts uploaded files to an entry, as a part of the caller's act, which audits it. A file that looks classified or
 * harmful is set aside and handed out to nobody; the others are kept.
 * @throws NOT_FOUND for a file that this person did not upload
 */
export const keepFiles = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: { entryId: string; objectIds: readonly string[] },
): Promise<{ kept: string[]; refused: RefusedFiles }> => {
  const { tenantId, accountId } = scope;
  if (accountId === null) throw new AppError('FORBIDDEN', 'files are put to an entry by people');
  const ids = [...new Set(input.objectIds)];
  const dropped = await listDroppedObjects(tdb, tenantId, ids);
  // Somebody else's upload is not there: an id alone must not open a colleague's file.
  if (dropped.length !== ids.length || dropped.some((object) => object.createdBy !== accountId))
    throw new AppError('NOT_FOUND', 'a file was not uploaded by this person');
  const kept: string[] = [];
  const refused: RefusedFiles = [];
  for (const [position, object] of dropped.entries()) {
    const code = await refusalOf(objects, tenantId, object);
    if (code) {
      await quarantineObject(tdb, tenantId, object.id);
      refused.push({ position, code });
      continue;
    }
    const row = { tenantId, id: uuidv7(), entryId: input.entryId, objectId: object.id };
    if (await insertEntryAttachment(tdb, { ...row, addedBy: accountId, addedByName: scope.actorName }))
      kept.push(object.fileName);
  }
  return { kept, refused };
};
