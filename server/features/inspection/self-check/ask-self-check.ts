import type { TenantDb } from '@/db/client';
import { findInspection, findInspectionGrant } from '@/db/queries/inspection.queries';
import { findCampaign, readClock } from '@/db/queries/inspection-campaign.queries';
import { listAskableInspections } from '@/db/queries/self-check-paper.queries';
import { audit } from '@/server/audit/audit';
import type { AskSelfCheckInput, SelfCheckRequestBody } from '@/server/domain/inspection/checklist-review';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { sendDispatch } from '@/server/features/tenancy';
import type { TenantScope } from '@/server/tenancy/scope';
import { readFrozenList } from '../checklist/answer-item.ts';

const YEARS_BACK = 3;

/** The years that the unit is to look at: those of the grant, or the last three where there is none. */
const yearsOf = async (tdb: TenantDb, scope: TenantScope, inspectionId: string, today: string) => {
  const inspection = await findInspection(tdb, scope.tenantId, inspectionId);
  const grant = inspection?.grantId ? await findInspectionGrant(tdb, scope.tenantId, inspection.grantId) : undefined;
  const thisYear = Number(today.slice(0, 4));
  return { yearFrom: grant?.yearFrom ?? thisYear - YEARS_BACK, yearTo: grant?.yearTo ?? thisYear };
};

/**
 * 布置自查 to the units of a campaign that have had their notice and were not asked before. The list travels frozen: what
 * the unit answers is what the inspection is held by.
 */
export const askSelfCheck = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: AskSelfCheckInput,
): Promise<{ asked: number }> => {
  refuseClassified(input.words);
  const campaign = await findCampaign(tdb, scope.tenantId, input.campaignId);
  if (!campaign) throw new AppError('NOT_FOUND', `campaign ${input.campaignId} is not in tenant ${scope.tenantId}`);
  const { today } = await readClock(tdb);
  if (input.dueOn < today) throw new AppError('BAD_INPUT', 'the day lies in the past');
  const inspections = await listAskableInspections(tdb, scope.tenantId, campaign.id);
  if (inspections.length === 0) throw new AppError('SELF_CHECK_NOBODY_TO_ASK', `campaign ${campaign.id}`);
  for (const { inspectionId, subjectTenantId } of inspections) {
    const body: SelfCheckRequestBody = {
      campaignTitle: campaign.title,
      words: input.words,
      ...(await yearsOf(tdb, scope, inspectionId, today)),
      list: await readFrozenList(tdb, scope, inspectionId),
    };
    await sendDispatch(tdb, scope, {
      addresseeTenantId: subjectTenantId,
      kind: 'self_check_request',
      title: `自查通知（${campaign.title}）`,
      body,
      objectId: inspectionId,
      dueOn: input.dueOn,
    });
  }
  await audit(tdb, scope, {
    action: 'checklist.askSelfCheck',
    objectKind: 'inspection_campaign',
    objectId: campaign.id,
    objectLabel: campaign.title,
    detail: { units: inspections.map((one) => one.subjectName), dueOn: input.dueOn },
  });
  return { asked: inspections.length };
};
