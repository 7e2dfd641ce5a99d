import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import { insertFourPropertyRun, updateFourPropertyRun } from '@/db/queries/four-property.queries';
import { endGivenUpRechecks, findLastRecheck } from '@/db/queries/four-property-due.queries';
import { countElectronicRecords } from '@/db/queries/four-property-source.queries';
import { audit } from '@/server/audit/audit';
import type { RecheckView } from '@/server/domain/digital/four-property';
import { RECHECK_DAYS, RULE_SET } from '@/server/domain/digital/four-property-rules';
import { enqueue } from '@/server/outbox/job-contract';
import type { TenantScope } from '@/server/tenancy/scope';
import { fourPropertyJob } from '../digital.jobs.ts';

/** 定期四性检测: the clock owes a run over what nobody has judged within the term; null when nothing is due. */
export const startRecheck = async (tdb: TenantDb, scope: TenantScope): Promise<{ runId: string } | null> => {
  const { tenantId, accountId } = scope;
  await endGivenUpRechecks(tdb, tenantId);
  const due = await countElectronicRecords(tdb, tenantId, { kind: 'due' });
  if (due === 0) return null;
  const runId = uuidv7();
  const isMine = await insertFourPropertyRun(tdb, tenantId, {
    id: runId,
    phase: 'preservation',
    scopeKind: 'due',
    scope: { kind: 'due' },
    scopeKey: 'due',
    ruleSet: RULE_SET,
    askedBy: accountId,
    askedByName: scope.actorName,
  });
  if (!isMine) return null;
  const jobId = await enqueue(tdb, scope, fourPropertyJob, { runId });
  await updateFourPropertyRun(tdb, tenantId, runId, { jobId });
  await audit(tdb, scope, {
    action: 'digital.startRecheck',
    objectKind: 'four_property_run',
    objectId: runId,
    detail: { due, ruleSet: RULE_SET },
  });
  return { runId };
};

/** How much of the electronic records was judged within the term. */
export const getRecheck = async (tdb: TenantDb, { tenantId }: TenantScope): Promise<RecheckView> => ({
  records: await countElectronicRecords(tdb, tenantId, { kind: 'year' }),
  due: await countElectronicRecords(tdb, tenantId, { kind: 'due' }),
  termDays: RECHECK_DAYS,
  lastAt: await findLastRecheck(tdb, tenantId),
});
