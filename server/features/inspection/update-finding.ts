import type { TenantDb } from '@/db/client';
import { type FindingRow, findFindingForUpdate, replacePhotos, updateDraft } from '@/db/queries/finding.queries';
import { audit } from '@/server/audit/audit';
import type { UpdateFindingInput } from '@/server/domain/inspection/finding';
import { canMoveFinding } from '@/server/domain/inspection/states';
import { documentForSeverity, type FindingState } from '@/server/domain/inspection/vocabulary';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import type { TenantScope } from '@/server/tenancy/scope';
import { requireMyInspection } from './require-inspection.ts';

export const requireFinding = async (tdb: TenantDb, scope: TenantScope, findingId: string): Promise<FindingRow> => {
  const finding = await findFindingForUpdate(tdb, scope.tenantId, findingId);
  if (!finding) throw new AppError('NOT_FOUND', `finding ${findingId} is not in tenant ${scope.tenantId}`);
  return finding;
};

const requireDraft = async (tdb: TenantDb, scope: TenantScope, findingId: string): Promise<FindingRow> => {
  const finding = await requireFinding(tdb, scope, findingId);
  await requireMyInspection(tdb, scope, finding.inspectionId);
  // Only a draft can still be withdrawn, and only then be changed.
  if (!canMoveFinding(finding.state as FindingState, 'withdrawn'))
    throw new AppError('FINDING_STATE_WRONG', `finding ${findingId} is ${finding.state}`);
  return finding;
};

/** Changes a draft. What was issued is a document and stays as it is. */
export const updateFinding = async (tdb: TenantDb, scope: TenantScope, input: UpdateFindingInput): Promise<void> => {
  refuseClassified(input.fact, input.requirement, input.basis);
  const finding = await requireDraft(tdb, scope, input.findingId);
  const { findingId, rowVersion, photoObjectIds, ...typed } = input;
  const documentCode = typed.documentCode ?? (typed.severity && documentForSeverity(typed.severity));
  const changes = Object.fromEntries(
    Object.entries({ ...typed, documentCode }).filter(([, value]) => value !== undefined),
  );
  const key = { tenantId: scope.tenantId, findingId };
  if (!(await updateDraft(tdb, { ...key, rowVersion }, changes))) {
    throw new AppError('STALE_VERSION', `finding ${findingId} is at ${finding.rowVersion}`);
  }
  if (photoObjectIds) await replacePhotos(tdb, key, photoObjectIds);
  await audit(tdb, scope, {
    action: 'inspection.updateFinding',
    objectKind: 'finding',
    objectId: findingId,
    objectLabel: finding.pinnedLabel,
    detail: {
      before: Object.fromEntries(Object.keys(changes).map((name) => [name, finding[name as keyof FindingRow]])),
      after: changes,
    },
  });
};

/** 撤回草稿. The number is not given again. */
export const withdrawFinding = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { findingId: string },
): Promise<void> => {
  const finding = await requireDraft(tdb, scope, input.findingId);
  const key = { tenantId: scope.tenantId, findingId: finding.id, rowVersion: finding.rowVersion };
  await updateDraft(tdb, key, { state: 'withdrawn' });
  await audit(tdb, scope, {
    action: 'inspection.withdrawFinding',
    objectKind: 'finding',
    objectId: finding.id,
    objectLabel: finding.pinnedLabel,
  });
};
