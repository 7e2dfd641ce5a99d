import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import { readToday } from '@/db/queries/archive-scheme.queries';
import { findEvent } from '@/db/queries/filing-event.queries';
import {
  findHanded,
  type HandedRow,
  insertHanded,
  listDroppedObjects,
  updateHanded,
} from '@/db/queries/filing-handed.queries';
import { audit } from '@/server/audit/audit';
import type { HandedView, ListDocumentInput, UpdateHandedInput } from '@/server/domain/filing/handed-document';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { closeTodo } from '@/server/features/platform';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';
import { FIX_TODO, settleReviewTodo } from './filing-todos.ts';
import { requireOwnLine } from './hand-in-files.ts';
import { toHandedView } from './handed.mapper.ts';
import { hasMarkingAtHead, readDocumentText } from './read-document-text.ts';
import { ownDepartments, requireActiveDepartment } from './require-department.ts';

/** One that this person's department handed in; any other is not there. */
export const requireHanded = async (tdb: TenantDb, scope: TenantScope, id: string): Promise<HandedRow> => {
  const row = await findHanded(tdb, scope.tenantId, id);
  const own = await ownDepartments(tdb, scope);
  if (!row || (own && !own.includes(row.departmentId)))
    throw new AppError('NOT_FOUND', `document ${id} is not of this person's departments`);
  return row;
};

type Typed = Omit<ListDocumentInput, 'departmentId' | 'year'>;

/** What a person typed, found right: own line, own event, no marking, no day to come. */
const checkTyped = async (
  tdb: TenantDb,
  scope: TenantScope,
  place: { departmentId: string; year: number },
  typed: Typed,
) => {
  const { title, documentNumber, responsibleParty, remarks, originNote } = typed;
  refuseClassified(title, documentNumber, responsibleParty, remarks, originNote);
  if (typed.isOffList && !originNote) throw new AppError('BAD_INPUT', 'an origin is missing', { originNote: true });
  const day = typed.documentDate?.replace(/[[\]]/g, '');
  if (day && day > (await readToday(tdb)).replaceAll('-', ''))
    throw new AppError('BAD_INPUT', 'the document is of a day to come', { documentDate: true });
  if (typed.planLineId) await requireOwnLine(tdb, scope, { ...place, planLineId: typed.planLineId });
  if (typed.eventId && !(await findEvent(tdb, scope.tenantId, typed.eventId)))
    throw new AppError('NOT_FOUND', `event ${typed.eventId} is not in tenant ${scope.tenantId}`);
  return {
    title,
    categoryCode: typed.categoryCode,
    documentNumber: documentNumber ?? null,
    responsibleParty: responsibleParty ?? null,
    documentDate: typed.documentDate ?? null,
    pageCount: typed.pageCount ?? null,
    remarks: remarks ?? null,
    planLineId: typed.planLineId ?? null,
    eventId: typed.eventId ?? null,
    isOffList: typed.isOffList,
    originNote: typed.isOffList ? (originNote ?? null) : null,
  };
};

/** Lists a document that lies on paper, as a draft. */
export const listDocument = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListDocumentInput,
): Promise<HandedView> => {
  const { departmentId, year, ...typed } = input;
  if (scope.accountId === null) throw new AppError('FORBIDDEN', 'material is handed in by a person');
  const department = await requireActiveDepartment(tdb, scope, departmentId);
  const id = uuidv7();
  await insertHanded(tdb, [
    {
      ...(await checkTyped(tdb, scope, { departmentId: department.id, year }, typed)),
      tenantId: scope.tenantId,
      id,
      departmentId: department.id,
      filingYear: year,
      objectId: null,
      handedBy: scope.accountId,
      handedByName: scope.actorName,
    },
  ]);
  await audit(tdb, scope, {
    action: 'filing.listDocument',
    objectKind: 'handed_document',
    objectId: id,
    objectLabel: input.title,
    detail: { offList: input.isOffList },
  });
  return toHandedView(await requireHanded(tdb, scope, id));
};

/** A file in the place of another is read like one that is dropped: nothing classified enters by the back door. */
const requireOwnFile = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  objectId: string,
): Promise<void> => {
  const [file] = await listDroppedObjects(tdb, scope.tenantId, [objectId]);
  if (file?.createdBy !== scope.accountId) throw new AppError('NOT_FOUND', `file ${objectId} is not this person's`);
  refuseClassified(file.fileName);
  const text = await readDocumentText(objects, { tenantId: scope.tenantId, ...file });
  if (text && hasMarkingAtHead(text))
    throw new AppError('CLASSIFIED_CONTENT_REFUSED', `file ${objectId} is marked at its head`);
};

/** Edits a draft or what came back. The reasons stay beside the fields until it is sent again. */
export const updateHandedDocument = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: UpdateHandedInput,
): Promise<HandedView> => {
  const { id, rowVersion, objectId, ...typed } = input;
  const before = await requireHanded(tdb, scope, id);
  if (objectId && objectId !== before.objectId) await requireOwnFile(tdb, scope, objects, objectId);
  const values = await checkTyped(tdb, scope, { departmentId: before.departmentId, year: before.filingYear }, typed);
  if (before.state !== 'draft' && before.state !== 'returned')
    throw new AppError('FILING_STATE_WRONG', `document ${id} is ${before.state}`);
  const isMine = await updateHanded(
    tdb,
    { tenantId: scope.tenantId, id, rowVersion, states: ['draft', 'returned'] },
    { ...values, ...(objectId ? { objectId } : {}) },
  );
  if (!isMine) throw new AppError('STALE_VERSION', `document ${id} is at version ${before.rowVersion}`);
  await audit(tdb, scope, {
    action: 'filing.updateDocument',
    objectKind: 'handed_document',
    objectId: id,
    objectLabel: input.title,
  });
  return toHandedView(await requireHanded(tdb, scope, id));
};

/** Takes back what the archivist has not accepted. It stays in the history. */
export const withdrawHanded = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { id: string; rowVersion: number },
): Promise<{ id: string }> => {
  const row = await requireHanded(tdb, scope, input.id);
  if (row.state === 'accepted' || row.state === 'withdrawn')
    throw new AppError('FILING_STATE_WRONG', `document ${row.id} is ${row.state}`);
  const isMine = await updateHanded(
    tdb,
    { tenantId: scope.tenantId, ...input, states: ['draft', 'submitted', 'returned'] },
    { state: 'withdrawn' },
  );
  if (!isMine) throw new AppError('STALE_VERSION', `document ${row.id} is at version ${row.rowVersion}`);
  await closeTodo(tdb, scope, { kind: FIX_TODO, objectId: row.id, state: 'withdrawn' });
  await settleReviewTodo(tdb, scope, row);
  await audit(tdb, scope, {
    action: 'filing.withdraw',
    objectKind: 'handed_document',
    objectId: row.id,
    objectLabel: row.title,
  });
  return { id: row.id };
};
