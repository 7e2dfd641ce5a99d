import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import { quarantineObject } from '@/db/queries/archive-import.queries';
import { readToday } from '@/db/queries/archive-scheme.queries';
import {
  type DroppedObject,
  type HandedInsert,
  insertHanded,
  listDroppedObjects,
  listHandedByIds,
} from '@/db/queries/filing-handed.queries';
import { findPlanLine, type PlanLineRow } from '@/db/queries/filing-plan.queries';
import { audit } from '@/server/audit/audit';
import { isSecrecyMarked } from '@/server/domain/archive/secrecy-guard';
import type { HandFilesInput, HandFilesView } from '@/server/domain/filing/handed-document';
import { suggestFields } from '@/server/domain/filing/suggest-fields';
import { AppError } from '@/server/domain/shared/app-error';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';
import { toHandedView } from './handed.mapper.ts';
import { hasMarkingAtHead, readDocumentText } from './read-document-text.ts';
import { requireActiveDepartment } from './require-department.ts';

/** A line of the plan of this department and year; another's is not there. */
export const requireOwnLine = async (
  tdb: TenantDb,
  scope: TenantScope,
  place: { planLineId: string; departmentId: string; year: number },
): Promise<PlanLineRow> => {
  const line = await findPlanLine(tdb, scope.tenantId, place.planLineId);
  if (line?.departmentId !== place.departmentId || line.filingYear !== place.year)
    throw new AppError('NOT_FOUND', `plan line ${place.planLineId} is not of department ${place.departmentId}`);
  return line;
};

type Draft = Pick<
  HandedInsert,
  'departmentId' | 'filingYear' | 'categoryCode' | 'planLineId' | 'handedBy' | 'handedByName'
>;

/** Null: it looks classified, and is not kept. */
const draftOf = async (
  objects: ObjectStore,
  tenantId: number,
  object: DroppedObject,
  draft: Draft,
  today: string,
): Promise<HandedInsert | null> => {
  if (isSecrecyMarked(object.fileName)) return null;
  const text = await readDocumentText(objects, { tenantId, ...object });
  if (text && hasMarkingAtHead(text)) return null;
  const { documentDate, ...fields } = suggestFields(object.fileName, text);
  if ([fields.title, fields.responsibleParty].some((value) => value && isSecrecyMarked(value))) return null;
  const isPast = documentDate !== null && documentDate.replace(/[[\]]/g, '') <= today.replaceAll('-', '');
  return {
    ...draft,
    ...fields,
    title: fields.title === '' ? object.fileName : fields.title,
    documentDate: isPast ? documentDate : null,
    tenantId,
    id: uuidv7(),
    pageCount: null,
    remarks: null,
    eventId: null,
    isOffList: false,
    originNote: null,
    objectId: object.id,
  };
};

/**
 * 移交归档, first step: dropped files become drafts whose fields are suggested from name and text. A file that looks
 * classified is refused and its bytes are not handed out any more; the others stay.
 */
export const handInFiles = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: HandFilesInput,
): Promise<HandFilesView> => {
  const { tenantId, accountId } = scope;
  if (accountId === null) throw new AppError('FORBIDDEN', 'material is handed in by a person');
  const department = await requireActiveDepartment(tdb, scope, input.departmentId);
  const line = input.planLineId
    ? await requireOwnLine(tdb, scope, { planLineId: input.planLineId, departmentId: department.id, year: input.year })
    : null;
  const ids = [...new Set(input.objectIds)];
  const dropped = await listDroppedObjects(tdb, tenantId, ids);
  // Somebody else's upload is not there: an id alone must not open a colleague's file.
  if (dropped.length !== ids.length || dropped.some((object) => object.createdBy !== accountId))
    throw new AppError('NOT_FOUND', 'a file was not uploaded by this person');
  const draft: Draft = {
    departmentId: department.id,
    filingYear: input.year,
    categoryCode: line?.categoryCode ?? 'WS',
    planLineId: line?.id ?? null,
    handedBy: accountId,
    handedByName: scope.actorName,
  };
  const today = await readToday(tdb);
  const drafts: HandedInsert[] = [];
  const refused: HandFilesView['refused'] = [];
  for (const [position, object] of dropped.entries()) {
    const made = await draftOf(objects, tenantId, object, draft, today);
    if (made) drafts.push(made);
    else {
      await quarantineObject(tdb, tenantId, object.id);
      refused.push({ position, reason: 'CLASSIFIED' });
    }
  }
  await insertHanded(tdb, drafts);
  await audit(tdb, scope, {
    action: 'filing.handInFiles',
    objectKind: 'unit_department',
    objectId: department.id,
    objectLabel: department.name,
    detail: { year: input.year, taken: drafts.length, refused: refused.length },
  });
  const rows = await listHandedByIds(
    tdb,
    tenantId,
    drafts.map((made) => made.id),
  );
  return { documents: rows.map(toHandedView), refused };
};
