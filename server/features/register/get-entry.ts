import type { TenantDb } from '@/db/client';
import { findRegisterEntry, listEntryVersions, type RegisterEntryRow } from '@/db/queries/register.queries';
import { listEntryAttachments } from '@/db/queries/register-attachment.queries';
import type { RegisterDefinition } from '@/server/domain/register/register-definition';
import type { EntryHistoryView } from '@/server/domain/register/register-entry';
import { AppError } from '@/server/domain/shared/app-error';
import type { TenantScope } from '@/server/tenancy/scope';
import { toAttachmentView, toEntryView, toVersionViews } from './register.mapper.ts';
import { requireRegister } from './require-register.ts';

/** An entry of a register that this unit keeps. */
export const requireEntry = async (
  tdb: TenantDb,
  scope: TenantScope,
  entryId: string,
): Promise<{ row: RegisterEntryRow; definition: RegisterDefinition }> => {
  const row = await findRegisterEntry(tdb, scope.tenantId, entryId);
  if (!row) throw new AppError('NOT_FOUND', `register entry ${entryId} is not in tenant ${scope.tenantId}`);
  return { row, definition: requireRegister(scope, row.registerCode) };
};

/** One entry with every version of it and its files. */
export const getEntry = async (tdb: TenantDb, scope: TenantScope, entryId: string): Promise<EntryHistoryView> => {
  const { row } = await requireEntry(tdb, scope, entryId);
  const versions = await listEntryVersions(tdb, scope.tenantId, entryId);
  const files = await listEntryAttachments(tdb, scope.tenantId, entryId);
  return {
    entry: toEntryView(row),
    importId: row.importId,
    files: files.map(toAttachmentView),
    versions: toVersionViews(versions),
  };
};
