import type { GrantDb } from '@/db/client';
import { readMinute } from '@/db/queries/clock.queries';
import { listEntryAttachments, type RegisterAttachmentRow } from '@/db/queries/register-attachment.queries';
import { auditGrantRead } from '@/server/audit/audit';
import type { GrantedFileInput, GrantedFileView, GrantedPageInput } from '@/server/domain/register/granted-entry';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import type { ObjectStore } from '@/server/objects/object-store';
import { countPages } from '@/server/objects/show-page';
import type { TenantScope } from '@/server/tenancy/scope';
import { findUnderGrants } from './granted-entries.ts';
import { toAttachmentView } from './register.mapper.ts';

interface GrantedFile {
  unitTenantId: number;
  file: RegisterAttachmentRow;
}

/** A file of an entry under a live grant, and a line in the unit's log that says what was looked at. */
const lookAt = async (
  gdb: GrantDb,
  scope: TenantScope,
  input: GrantedFileInput,
  { action, page }: { action: string; page?: number },
): Promise<GrantedFile> => {
  const { grant, row, label } = await findUnderGrants(gdb, input);
  const { unitTenantId } = grant;
  const file = (await listEntryAttachments(gdb, unitTenantId, row.id)).find((one) => one.id === input.attachmentId);
  if (!file || file.removedAt !== null)
    throw new AppError('NOT_FOUND', `entry ${row.id} has no file ${input.attachmentId}`);
  await auditGrantRead(
    gdb,
    scope,
    { recordClass: 'register', grantIds: [grant.grantId] },
    {
      action,
      objectKind: 'register_entry',
      objectId: row.id,
      objectLabel: label,
      detail: { attachmentId: file.id, fileName: file.fileName, ...(page ? { page } : {}) },
    },
  );
  return { unitTenantId, file };
};

/** What there is to look at of a file. */
export const openGrantedFile = async (
  gdb: GrantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: GrantedFileInput,
): Promise<GrantedFileView> => {
  const { unitTenantId, file } = await lookAt(gdb, scope, input, { action: 'register.grantedFile' });
  const { id: fileId, mediaType, sha256, sizeBytes } = file;
  const pages = await countPages(objects, { tenantId: unitTenantId, fileId, mediaType, sha256, sizeBytes });
  return { file: toAttachmentView(file), pages };
};

/** One page of a file, always as a picture with the inspector's name over it: the file itself stays with the unit. */
export const showGrantedPage = async (
  gdb: GrantDb,
  scope: TenantScope,
  input: GrantedPageInput,
): Promise<FileReference> => {
  const { page } = input;
  const { unitTenantId, file } = await lookAt(gdb, scope, input, { action: 'register.grantedPage', page });
  const { id: fileId, mediaType, sha256, sizeBytes, fileName } = file;
  const watermark = [scope.actorName, scope.tenantName, await readMinute(gdb)];
  return { tenantId: unitTenantId, sha256, fileName, mediaType, sizeBytes, shown: { fileId, page, watermark } };
};
