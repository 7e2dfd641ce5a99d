import type { TenantDb } from '@/db/client';
import { findStoredObject } from '@/db/queries/object.queries';
import type { RegisterEntryRow } from '@/db/queries/register.queries';
import { listEntryAttachments, removeEntryAttachment } from '@/db/queries/register-attachment.queries';
import { audit } from '@/server/audit/audit';
import type { RegisterDefinition } from '@/server/domain/register/register-definition';
import { MOST_FILES, type RefusedFiles } from '@/server/domain/register/register-entry';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';
import { requireEntry } from './get-entry.ts';
import { keepFiles } from './keep-files.ts';

const labelOf = (definition: RegisterDefinition, row: RegisterEntryRow): string =>
  `${definition.name.zh} ${row.entryOn} ${row.title}`;

/** Puts photos and papers to an entry. What is refused is said by its place; the rest is kept. */
export const attachFiles = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: { entryId: string; objectIds: readonly string[] },
): Promise<{ attached: number; refused: RefusedFiles }> => {
  const { row, definition } = await requireEntry(tdb, scope, input.entryId);
  if (row.state === 'void') throw new AppError('CONFLICT', `register entry ${row.id} is void`);
  const present = (await listEntryAttachments(tdb, scope.tenantId, row.id)).filter((file) => file.removedAt === null);
  if (present.length + input.objectIds.length > MOST_FILES)
    throw new AppError('BATCH_TOO_LARGE', 'too many files for one entry', { rows: MOST_FILES });
  const { kept, refused } = await keepFiles(tdb, scope, objects, input);
  await audit(tdb, scope, {
    action: 'register.attach',
    objectKind: 'register_entry',
    objectId: row.id,
    objectLabel: labelOf(definition, row),
    detail: { files: kept, refused: refused.length },
  });
  return { attached: kept.length, refused };
};

/** Takes a file away from an entry: it is handed out no more, and the entry goes on saying that it was there. */
export const removeAttachment = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { entryId: string; attachmentId: string; reason: string },
): Promise<void> => {
  refuseClassified(input.reason);
  const { row, definition } = await requireEntry(tdb, scope, input.entryId);
  const key = { tenantId: scope.tenantId, entryId: row.id, id: input.attachmentId };
  if (!(await removeEntryAttachment(tdb, key, { removedByName: scope.actorName, removeReason: input.reason })))
    throw new AppError('NOT_FOUND', `entry ${row.id} has no file ${input.attachmentId}`);
  await audit(tdb, scope, {
    action: 'register.removeAttachment',
    objectKind: 'register_entry',
    objectId: row.id,
    objectLabel: labelOf(definition, row),
    detail: { attachmentId: input.attachmentId, reason: input.reason },
  });
};

/** A file of an entry. Who took it stands in the log. */
export const downloadAttachment = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { entryId: string; attachmentId: string },
): Promise<FileReference> => {
  const { row, definition } = await requireEntry(tdb, scope, input.entryId);
  const file = (await listEntryAttachments(tdb, scope.tenantId, row.id)).find((one) => one.id === input.attachmentId);
  const object = file?.removedAt === null ? await findStoredObject(tdb, scope.tenantId, file.objectId) : null;
  if (object?.state !== 'stored') throw new AppError('NOT_FOUND', `entry ${row.id} has no file ${input.attachmentId}`);
  await audit(tdb, scope, {
    action: 'register.downloadAttachment',
    objectKind: 'register_entry',
    objectId: row.id,
    objectLabel: labelOf(definition, row),
    detail: { attachmentId: input.attachmentId, fileName: object.fileName, sha256: object.sha256 },
  });
  const { sha256, fileName, mediaType, sizeBytes } = object;
  return { tenantId: scope.tenantId, sha256, fileName, mediaType, sizeBytes };
};
