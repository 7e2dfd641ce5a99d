import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import { findFindingForUpdate, insertFinding, nextFindingNumber } from '@/db/queries/finding.queries';
import { findInspectionForUpdate, startInspection } from '@/db/queries/inspection.queries';
import { readClock, startCampaign } from '@/db/queries/inspection-campaign.queries';
import { decideLookBackItem, insertLookBackItems } from '@/db/queries/look-back.queries';
import { listKnownTenants } from '@/db/queries/workspace.queries';
import { audit } from '@/server/audit/audit';
import { createCampaignInput } from '@/server/domain/inspection/campaign';
import type { DecideLookBackInput, StartLookBackInput } from '@/server/domain/inspection/closure';
import { CHECKLIST_FOR, type InspectionState, takesFindings } from '@/server/domain/inspection/vocabulary';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import type { TenantScope } from '@/server/tenancy/scope';
import { createCampaign } from '../create-campaign.ts';
import { nameUnits } from '../name-units.ts';
import { requireMyInspection } from '../require-inspection.ts';

/**
 * 回头看 as a campaign of its own: the units by name, their inspectors, and every finding that was issued to them in
 * the years. Notices go out like those of any campaign.
 */
export const startLookBack = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: StartLookBackInput,
): Promise<{ campaignId: string; findings: number }> => {
  refuseClassified(input.title);
  const below = (await listKnownTenants(tdb)).filter((unit) => unit.depth > 0);
  const slugs = new Set(input.unitSlugs);
  const units = [...new Map(below.filter((unit) => slugs.has(unit.slug)).map((unit) => [unit.slug, unit])).values()];
  const [first] = units;
  if (!first || units.length !== slugs.size) throw new AppError('NOT_FOUND', 'a unit of the look-back is not below');
  // One campaign, one kind of unit: its checklist is that of the kind.
  if (units.some((unit) => unit.kind !== first.kind)) throw new AppError('BAD_INPUT', 'units of several kinds');
  const plan = createCampaignInput.parse({
    kind: 'revisit',
    title: input.title,
    subjectKind: first.kind,
    checklistCode: CHECKLIST_FOR[first.kind] ?? 'checklist_organ',
    selectedBy: 'named',
  });
  const { id: campaignId } = await createCampaign(tdb, scope, plan);
  const { unitSlugs, inspectorAccountIds } = input;
  await nameUnits(tdb, scope, { campaignId, unitSlugs, inspectorAccountIds, reason: input.title });
  const key = { tenantId: scope.tenantId, campaignId };
  const unitTenantIds = units.map((unit) => unit.tenantId);
  const findings = await insertLookBackItems(tdb, key, { years: input.years, unitTenantIds });
  if (findings === 0) throw new AppError('BAD_INPUT', 'nothing was found in these units in these years');
  await audit(tdb, scope, {
    action: 'closure.startLookBack',
    objectKind: 'inspection_campaign',
    objectId: campaignId,
    objectLabel: input.title,
    detail: { units: input.unitSlugs, years: input.years, findings },
  });
  return { campaignId, findings };
};

/** The past finding once more, as a draft of this inspection, in its own words. */
const reopen = async (
  tdb: TenantDb,
  scope: TenantScope & { accountId: string },
  inspection: { id: string; campaignId: string },
  input: DecideLookBackInput,
): Promise<string> => {
  const past = await findFindingForUpdate(tdb, scope.tenantId, input.findingId);
  if (!past) throw new AppError('NOT_FOUND', `finding ${input.findingId} is not in tenant ${scope.tenantId}`);
  if (!input.dueOn || input.dueOn < (await readClock(tdb)).today) throw new AppError('BAD_INPUT', 'due in the past');
  const { tenantId } = scope;
  const id = uuidv7();
  await insertFinding(tdb, {
    tenantId,
    id,
    inspectionId: inspection.id,
    number: await nextFindingNumber(tdb, tenantId, inspection.id),
    legalItem: past.legalItem,
    checklistCode: past.checklistCode,
    severity: past.severity,
    documentCode: past.documentCode,
    fact: `回头看：${past.fact}。${input.note}`,
    basis: past.basis,
    requirement: past.requirement,
    dueOn: input.dueOn,
    pinnedKind: past.pinnedKind,
    pinnedId: past.pinnedId,
    pinnedLabel: past.pinnedLabel,
    pinnedCopy: past.pinnedCopy,
    pinnedFacts: past.pinnedFacts,
    reopensFindingId: past.id,
    createdBy: scope.accountId,
  });
  await startInspection(tdb, tenantId, inspection.id);
  await startCampaign(tdb, tenantId, inspection.campaignId);
  return id;
};

/** Says of one past finding that it stays settled, or takes it up again. Once; the past finding itself never changes. */
export const decideLookBack = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: DecideLookBackInput,
): Promise<{ newFindingId: string | null }> => {
  refuseClassified(input.note);
  const inspection = await requireMyInspection(tdb, scope, input.inspectionId, findInspectionForUpdate);
  if (!takesFindings(inspection.state as InspectionState)) {
    throw new AppError('INSPECTION_STATE_WRONG', `inspection ${inspection.id} is ${inspection.state}`);
  }
  const { tenantId } = scope;
  const { findingId, outcome, note } = input;
  const acting = { ...scope, accountId: inspection.accountId };
  const newFindingId = outcome === 'reopened' ? await reopen(tdb, acting, inspection, input) : null;
  const key = { tenantId, campaignId: inspection.campaignId, findingId, subjectTenantId: inspection.subjectTenantId };
  const decision = { outcome, note, newFindingId, decidedBy: inspection.accountId, decidedByName: scope.actorName };
  if (!(await decideLookBackItem(tdb, key, decision))) {
    throw new AppError('NOT_FOUND', `finding ${findingId} waits for no decision in ${inspection.id}`);
  }
  await audit(tdb, scope, {
    action: 'closure.decideLookBack',
    objectKind: 'finding',
    objectId: findingId,
    objectLabel: inspection.subjectName,
    detail: { outcome, note, newFindingId },
  });
  return { newFindingId };
};
