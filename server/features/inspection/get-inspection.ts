import type { TenantDb } from '@/db/client';
import { findInspectionGrant } from '@/db/queries/inspection.queries';
import { findReceiptAt } from '@/db/queries/inspection-answer.queries';
import { readClock } from '@/db/queries/inspection-campaign.queries';
import { listKnownTenants } from '@/db/queries/workspace.queries';
import { RECTIFY_WORKING_DAYS } from '@/server/domain/inspection/campaign';
import { type InspectionView, inspectionView } from '@/server/domain/inspection/inspection';
import { WORK_CALENDAR } from '@/server/domain/shared/work-calendar';
import { addWorkingDays } from '@/server/domain/shared/working-days';
import type { TenantScope } from '@/server/tenancy/scope';
import { requireCampaign } from './draw-pool.ts';
import { readFindings } from './finding-views.ts';
import { isInspectorOf, requireInspection } from './require-inspection.ts';

/** One inspection with its checklist, grant, findings, answers and verifications. */
export const getInspection = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { inspectionId: string },
): Promise<InspectionView> => {
  const row = await requireInspection(tdb, scope, input.inspectionId);
  const campaign = await requireCampaign(tdb, scope, row.campaignId);
  const subject = (await listKnownTenants(tdb)).find((unit) => unit.tenantId === row.subjectTenantId);
  const notice = row.noticeDispatchId
    ? { dispatchId: row.noticeDispatchId, otherTenantId: row.subjectTenantId }
    : undefined;
  const due = addWorkingDays((await readClock(tdb)).today, RECTIFY_WORKING_DAYS, WORK_CALENDAR);
  return inspectionView.parse({
    ...row,
    campaignTitle: campaign.title,
    campaignKind: campaign.kind,
    subjectSlug: subject?.slug ?? null,
    inspectors: row.inspectorAccountIds.map((accountId, index) => ({
      accountId,
      name: row.inspectorNames[index] ?? '',
    })),
    isMine: isInspectorOf(scope, row),
    acknowledgedAt: notice ? await findReceiptAt(tdb, scope.tenantId, notice) : null,
    hasRecord: row.recordObjectId !== null,
    suggestedDueOn: due.kind === 'known' ? due.date : null,
    grant: row.grantId ? ((await findInspectionGrant(tdb, scope.tenantId, row.grantId)) ?? null) : null,
    checklistName: campaign.checklistName,
    checklist: campaign.checklistItems,
    findings: await readFindings(tdb, scope, row.id),
  });
};
