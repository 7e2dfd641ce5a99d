import type { TenantDb } from '@/db/client';
import { listStandingFindings } from '@/db/queries/finding.queries';
import { listEscalations, listExtensions } from '@/db/queries/finding-follow-up.queries';
import { findReceivedRow } from '@/db/queries/inspection-received.queries';
import { listLookBackItems } from '@/db/queries/look-back.queries';
import { type ExtensionView, type InspectionClosure, inspectionClosure } from '@/server/domain/inspection/closure';
import { AppError } from '@/server/domain/shared/app-error';
import type { TenantScope } from '@/server/tenancy/scope';
import { requireInspection } from '../require-inspection.ts';
import { toExtensionView } from './extensions.ts';
import { findCaseFile } from './file-case.ts';

/** What stands beside the findings of an inspection: extensions, escalations, past findings, the case file. */
export const getClosure = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { inspectionId: string },
): Promise<InspectionClosure> => {
  const { id, campaignId, subjectTenantId } = await requireInspection(tdb, scope, input.inspectionId);
  const { tenantId } = scope;
  const findingIds = (await listStandingFindings(tdb, tenantId, id)).map((finding) => finding.id);
  const extensions = await listExtensions(tdb, tenantId, findingIds);
  return inspectionClosure.parse({
    extensions: extensions.filter((row) => row.senderTenantId === subjectTenantId).map(toExtensionView),
    escalations: await listEscalations(tdb, tenantId, findingIds),
    lookBack: await listLookBackItems(tdb, { tenantId, campaignId, subjectTenantId }),
    caseFile: await findCaseFile(tdb, scope, id),
  });
};

/** The unit's side: what it asked for one demand, and what was said to it. */
export const listMyExtensions = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { findingDispatchId: string },
): Promise<ExtensionView[]> => {
  const document = await findReceivedRow(tdb, scope.tenantId, input.findingDispatchId);
  if (document?.kind !== 'finding' || !document.objectId) {
    throw new AppError('NOT_FOUND', `finding ${input.findingDispatchId} was not dispatched to ${scope.tenantId}`);
  }
  const rows = await listExtensions(tdb, scope.tenantId, [document.objectId]);
  return rows.filter((row) => row.senderTenantId === scope.tenantId).map(toExtensionView);
};
