import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import { insertCampaign, nextNumber, readClock } from '@/db/queries/inspection-campaign.queries';
import { audit } from '@/server/audit/audit';
import type { CreateCampaignInput } from '@/server/domain/inspection/campaign';
import { AppError } from '@/server/domain/shared/app-error';
import type { TenantScope } from '@/server/tenancy/scope';
import { adoptChecklist } from './adopt-checklist.ts';

/** What a line of a plan adds to a campaign; one outside any plan has none of it. */
interface Planned {
  theme: string | null;
  furtherKinds: string[];
  planLineId: string | null;
}

/** Its round is the next of its kind in the year. */
export const insertPlannedCampaign = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: CreateCampaignInput & Planned,
): Promise<{ id: string }> => {
  if (scope.accountId === null) throw new AppError('FORBIDDEN', 'a campaign needs a person');
  const { checklistCode, ...facts } = input;
  const checklistId = await adoptChecklist(tdb, scope, checklistCode);
  const year = Number((await readClock(tdb)).today.slice(0, 4));
  const roundNumber = await nextNumber(tdb, scope.tenantId, `inspection.round.${input.kind}:${year}`);
  const id = uuidv7();
  await insertCampaign(tdb, {
    ...facts,
    tenantId: scope.tenantId,
    id,
    year,
    roundNumber,
    checklistId,
    createdBy: scope.accountId,
  });
  await audit(tdb, scope, {
    action: 'inspection.createCampaign',
    objectKind: 'inspection_campaign',
    objectId: id,
    objectLabel: input.title,
    detail: {
      kind: input.kind,
      subjectKind: input.subjectKind,
      checklistCode,
      selectedBy: input.selectedBy,
      planLineId: input.planLineId,
    },
  });
  return { id };
};

/** 新建检查批次 outside any plan: a lead, a complaint, a request from above. */
export const createCampaign = (
  tdb: TenantDb,
  scope: TenantScope,
  input: CreateCampaignInput,
): Promise<{ id: string }> =>
  insertPlannedCampaign(tdb, scope, { ...input, theme: null, furtherKinds: [], planLineId: null });
