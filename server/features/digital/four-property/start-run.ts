import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import { findItem } from '@/db/queries/archive-item.queries';
import { countOwnItems } from '@/db/queries/check-run.queries';
import { findBatchRow } from '@/db/queries/disposition-transfer.queries';
import { insertFourPropertyRun, updateFourPropertyRun } from '@/db/queries/four-property.queries';
import { findLinkBatch } from '@/db/queries/link-batch.queries';
import { audit } from '@/server/audit/audit';
import type {
  FourPropertyScope,
  OwedFourProperty,
  StartFourPropertyInput,
} from '@/server/domain/digital/four-property';
import { RULE_SET } from '@/server/domain/digital/four-property-rules';
import { AppError } from '@/server/domain/shared/app-error';
import { enqueue } from '@/server/outbox/job-contract';
import type { TenantScope } from '@/server/tenancy/scope';
import { fourPropertyJob } from '../digital.jobs.ts';

/** The same records asked again have the same key; of a list the first one and the number stand for it. */
export const keyOfScope = (scope: FourPropertyScope): string => {
  if (scope.kind === 'link') return `link ${scope.linkBatchId}`;
  if (scope.kind === 'transfer') return `transfer ${scope.transferBatchId}`;
  if (scope.kind === 'due') return 'due';
  if (scope.kind === 'year') return `year ${scope.filingYear ?? ''} ${scope.categoryCode ?? ''}`;
  const ids = [...new Set(scope.itemIds)].sort();
  return `records ${ids.length} ${ids[0] ?? ''} ${ids.at(-1) ?? ''}`;
};

/** What is not the unit's own reads like what does not exist. */
const refuseForeign = async (tdb: TenantDb, tenantId: number, scope: FourPropertyScope): Promise<void> => {
  const missing = new AppError('NOT_FOUND', `not everything of the scope is in tenant ${tenantId}`);
  if (scope.kind === 'link' && !(await findLinkBatch(tdb, tenantId, scope.linkBatchId))) throw missing;
  if (scope.kind === 'transfer' && !(await findBatchRow(tdb, tenantId, scope.transferBatchId))) throw missing;
  if (scope.kind !== 'records') return;
  const ids = [...new Set(scope.itemIds)];
  const [only] = ids;
  if (
    ids.length === 1 && only
      ? !(await findItem(tdb, tenantId, only))
      : (await countOwnItems(tdb, tenantId, ids)) !== ids.length
  )
    throw missing;
};

/** Writes a run and owes it in the same transaction: a filing that is undone leaves no run behind. */
export const oweFourPropertyRun = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: OwedFourProperty,
): Promise<{ runId: string; jobId: string }> => {
  const { tenantId, accountId } = scope;
  const runId = uuidv7();
  await insertFourPropertyRun(tdb, tenantId, {
    id: runId,
    phase: input.phase,
    scopeKind: input.scope.kind,
    scope: input.scope,
    scopeKey: keyOfScope(input.scope),
    ruleSet: RULE_SET,
    askedBy: accountId,
    askedByName: scope.actorName,
  });
  const jobId = await enqueue(tdb, scope, fourPropertyJob, { runId });
  await updateFourPropertyRun(tdb, tenantId, runId, { jobId });
  return { runId, jobId };
};

/** 四性检测: owes a run over some records, a batch of links, a year, or a transfer. */
export const startFourProperty = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: StartFourPropertyInput,
): Promise<{ runId: string; jobId: string }> => {
  await refuseForeign(tdb, scope.tenantId, input.scope);
  const started = await oweFourPropertyRun(tdb, scope, input);
  await audit(tdb, scope, {
    action: 'digital.startFourProperty',
    objectKind: 'four_property_run',
    objectId: started.runId,
    detail: { phase: input.phase, kind: input.scope.kind, ruleSet: RULE_SET },
  });
  return started;
};
