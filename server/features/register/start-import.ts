import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { findStoredObject } from '@/db/queries/object.queries';
import {
  findRegisterImport,
  insertRegisterImport,
  listImportNotes,
  type RegisterImportRow,
  updateRegisterImport,
  voidImportedEntries,
} from '@/db/queries/register-import.queries';
import { audit } from '@/server/audit/audit';
import { fieldNamed } from '@/server/domain/register/register-definition';
import {
  type ImportNoteView,
  importNoteView,
  type ListImportNotesInput,
  type RegisterImportView,
  registerImportView,
  type StartRegisterImportInput,
} from '@/server/domain/register/register-import';
import { AppError } from '@/server/domain/shared/app-error';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { enqueue } from '@/server/outbox/job-contract';
import type { TenantScope } from '@/server/tenancy/scope';
import { readImportJob } from './register.jobs.ts';
import { requireRegister } from './require-register.ts';
import { settleRegisterTodos } from './settle-todos.ts';

const WORKBOOKS = [
  'text/csv',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/x-cfb',
  'application/vnd.dbf',
];

/** Takes an uploaded file of rows and owes the entering of it. */
export const startImport = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: StartRegisterImportInput,
): Promise<{ importId: string; jobId: string }> => {
  const { tenantId, accountId } = scope;
  if (accountId === null) throw new AppError('FORBIDDEN', 'an import needs a person');
  const definition = requireRegister(scope, input.code);
  const object = await findStoredObject(tdb, tenantId, input.objectId);
  if (object?.state !== 'stored' || object.createdBy !== accountId)
    throw new AppError('NOT_FOUND', `object ${input.objectId} was not uploaded by this person`);
  if (!WORKBOOKS.includes(object.mediaType))
    throw new AppError('WORKBOOK_UNREADABLE', object.mediaType, { reason: 'type' });
  const allowed = new Set(definition.fixedInFile ?? []);
  const fixed = Object.fromEntries(
    Object.entries(input.fixed).filter(([key, value]) => allowed.has(key) && value.trim() !== ''),
  );
  refuseClassified(object.fileName, ...Object.values(fixed));
  const importId = uuidv7();
  const jobId = await enqueue(tdb, scope, readImportJob, { importId });
  await insertRegisterImport(tdb, {
    tenantId,
    id: importId,
    registerCode: definition.code,
    objectId: object.id,
    fileName: object.fileName,
    fixed,
    jobId,
    createdBy: accountId,
    createdByName: scope.actorName,
  });
  await audit(tdb, scope, {
    action: 'register.startImport',
    objectKind: 'register_import',
    objectId: importId,
    objectLabel: object.fileName,
    detail: { register: definition.code, sha256: object.sha256, fixed },
  });
  return { importId, jobId };
};

const requireImport = async (
  tdb: TenantDb,
  scope: TenantScope,
  importId: string,
  options: { lock?: boolean } = {},
): Promise<RegisterImportRow> => {
  const row = await findRegisterImport(tdb, scope.tenantId, importId, options);
  if (!row) throw new AppError('NOT_FOUND', `import ${importId} is not in tenant ${scope.tenantId}`);
  requireRegister(scope, row.registerCode);
  return row;
};

/** What has become of a file: how many rows were entered, known already, or wrong. */
export const getImport = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { importId: string },
): Promise<RegisterImportView> => {
  const { registerCode: code, ...row } = await requireImport(tdb, scope, input.importId);
  return registerImportView.parse({ ...row, code });
};

const noteCursor = z.tuple([z.number().int()]);

/** The rows of a file that were not entered, each with its reason, in the order of the file. */
export const listNotes = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListImportNotesInput,
): Promise<Page<ImportNoteView>> => {
  const { knownRows, wrongRows } = await requireImport(tdb, scope, input.importId);
  const { direction, limit } = input;
  const cursor = decodeCursor(noteCursor, input.cursor);
  const rows = await listImportNotes(tdb, scope.tenantId, input.importId, { cursor, direction, limit });
  const options = { limit, direction, hasCursor: cursor !== undefined, total: knownRows + wrongRows };
  return cutPage(importNoteView.array().parse(rows), options, (row) => encodeCursor([row.rowNumber]));
};

/** Strikes out everything that a file brought, except what somebody has put right since. */
export const undoImport = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { importId: string; reason: string },
): Promise<{ struck: number }> => {
  const { accountId, tenantId } = scope;
  if (accountId === null) throw new AppError('FORBIDDEN', 'registers are kept by people');
  refuseClassified(input.reason);
  const row = await requireImport(tdb, scope, input.importId, { lock: true });
  if (row.state !== 'done') throw new AppError('CONFLICT', `import ${row.id} is ${row.state}`);
  const by = { accountId, name: scope.actorName, reason: input.reason };
  const struck = await voidImportedEntries(tdb, tenantId, row.id, by);
  await updateRegisterImport(tdb, tenantId, row.id, { state: 'undone' });
  const definition = requireRegister(scope, row.registerCode);
  await settleRegisterTodos(tdb, scope, [definition]);
  await audit(tdb, scope, {
    action: 'register.undoImport',
    objectKind: 'register_import',
    objectId: row.id,
    objectLabel: row.fileName,
    detail: {
      register: row.registerCode,
      title: fieldNamed(definition, definition.titleField).name.zh,
      struck,
      reason: input.reason,
    },
  });
  return { struck };
};
