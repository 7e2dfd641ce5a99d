import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import { findInspection } from '@/db/queries/inspection.queries';
import { readClock } from '@/db/queries/inspection-campaign.queries';
import { insertService } from '@/db/queries/official-document.queries';
import { audit } from '@/server/audit/audit';
import type { RecordServiceInput } from '@/server/domain/inspection/official-document';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import type { TenantScope } from '@/server/tenancy/scope';
import { requireMyInspection } from '../require-inspection.ts';
import { requireDocument } from './download-document.ts';

/** 送达回证: who handed it over and who took it, or that it was refused and why. Kept beside earlier ones. */
export const recordService = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: RecordServiceInput,
): Promise<{ id: string }> => {
  if (scope.accountId === null) throw new AppError('FORBIDDEN', 'a service needs a person');
  refuseClassified(input.note);
  const document = await requireDocument(tdb, scope, input.documentId);
  if (document.inspectionId) await requireMyInspection(tdb, scope, document.inspectionId, findInspection);
  if (input.servedOn > (await readClock(tdb)).today) throw new AppError('BAD_INPUT', 'served in the future');
  const id = uuidv7();
  await insertService(tdb, {
    tenantId: scope.tenantId,
    id,
    documentId: document.id,
    servedOn: input.servedOn,
    method: input.method,
    serverName: scope.actorName,
    receiverName: input.receiverName ?? null,
    receiverPost: input.receiverPost ?? null,
    refused: input.refused,
    note: input.note ?? null,
    recordedBy: scope.accountId,
  });
  await audit(tdb, scope, {
    action: 'documents.recordService',
    objectKind: 'official_document',
    objectId: document.id,
    objectLabel: document.documentNumber,
    detail: { method: input.method, servedOn: input.servedOn, refused: input.refused },
  });
  return { id };
};
