import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import {
  type LinkableImportRow,
  linkImportedItems,
  listLinkableImports,
  unlinkImportedItems,
} from '@/db/queries/disposition-accession-record.queries';
import { audit } from '@/server/audit/audit';
import type {
  LinkableImportView,
  LinkRecordsInput,
  ListLinkableImportsInput,
} from '@/server/domain/disposition/accession';
import { AppError } from '@/server/domain/shared/app-error';
import { uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import type { TenantScope } from '@/server/tenancy/scope';
import { requireAccession } from './require-accession.ts';

const byTime = z.tuple([z.iso.datetime(), uuid]);

/** Imports whose records can be put under the delivery, or stand under it. */
export const listImportsToLink = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListLinkableImportsInput,
): Promise<Page<LinkableImportView>> => {
  await requireAccession(tdb, scope.tenantId, input.accessionId);
  const { direction, limit } = input;
  const cursor = decodeCursor(byTime, input.cursor);
  const rows = await listLinkableImports(tdb, scope.tenantId, input.accessionId, { cursor, direction, limit });
  const cut = { limit, direction, hasCursor: cursor !== undefined, total: null };
  return cutPage<LinkableImportRow>(rows, cut, (row) => encodeCursor([row.createdAt, row.id]));
};

/** 关联目录: the records of an import belong to this delivery, and are holdings from its day on. */
export const linkRecords = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: LinkRecordsInput,
): Promise<{ linked: number }> => {
  const row = await requireAccession(tdb, scope.tenantId, input.accessionId);
  if (row.state === 'void') throw new AppError('CONFLICT', `accession ${row.id} is struck out`);
  const linked = await linkImportedItems(tdb, scope.tenantId, {
    accessionId: row.id,
    importBatchId: input.importBatchId,
    accessionedOn: row.receivedOn,
  });
  if (linked === 0) throw new AppError('NOT_FOUND', `import ${input.importBatchId} has no free records`);
  await audit(tdb, scope, {
    action: 'disposition.linkRecords',
    objectKind: 'accession',
    objectId: row.id,
    objectLabel: row.accessionNumber,
    detail: { importBatchId: input.importBatchId, linked },
  });
  return { linked };
};

/** 取消关联: for a link made by mistake. What an intake brought in is no link and stays. */
export const unlinkRecords = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: LinkRecordsInput,
): Promise<{ unlinked: number }> => {
  const row = await requireAccession(tdb, scope.tenantId, input.accessionId);
  const { importBatchId } = input;
  const unlinked = await unlinkImportedItems(tdb, scope.tenantId, { accessionId: row.id, importBatchId });
  if (unlinked === 0) throw new AppError('NOT_FOUND', `import ${importBatchId} has no records in ${row.id}`);
  await audit(tdb, scope, {
    action: 'disposition.unlinkRecords',
    objectKind: 'accession',
    objectId: row.id,
    objectLabel: row.accessionNumber,
    detail: { importBatchId, unlinked },
  });
  return { unlinked };
};
