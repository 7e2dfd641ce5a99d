import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import { findCheckResults, insertExplanations, withdrawExplanation } from '@/db/queries/check-result.queries';
import { audit } from '@/server/audit/audit';
import type { ExplainInput } from '@/server/domain/archive/check-run';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import type { TenantScope } from '@/server/tenancy/scope';
import { findRun } from './list-checks.ts';

/** What must be put right, not explained: a marking of secrecy, and a code that two records bear. */
const NOT_EXPLAINED: readonly string[] = ['SECURITY_BLOCK', 'CODE_UNIQUE'];
const isGrave = (result: { ruleCode: string; severity: string }): boolean =>
  NOT_EXPLAINED.includes(result.ruleCode) && result.severity === 'error';

/** 情况说明: accepts what a rule found, with the reason. It holds for later runs, because it is of the trouble itself. */
export const explainResults = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ExplainInput,
): Promise<{ explained: number }> => {
  if (scope.accountId === null) throw new AppError('FORBIDDEN', 'an explanation needs a person who gives it');
  refuseClassified(input.reason);
  const run = await findRun(tdb, scope, input.runId);
  const ids = [...new Set(input.resultIds)];
  const results = await findCheckResults(tdb, scope.tenantId, run.id, ids);
  if (results.length !== ids.length) throw new AppError('NOT_FOUND', 'some of the results are not in this run');
  const [grave] = results.filter(isGrave);
  if (grave) throw new AppError('CHECK_NOT_EXPLAINABLE', `${grave.ruleCode} cannot be explained`);
  const { accountId, actorName, tenantId } = scope;
  const rows = results.map(({ id: _, severity: _severity, ...result }) => ({
    id: uuidv7(),
    ...result,
    reason: input.reason,
    explainedBy: accountId,
    explainedByName: actorName,
  }));
  const explained = await insertExplanations(tdb, tenantId, rows);
  await audit(tdb, scope, {
    action: 'archive.explainCheck',
    objectKind: 'check_run',
    objectId: run.id,
    detail: { reason: input.reason, explained, subjects: results.slice(0, 20).map((result) => result.subject) },
  });
  return { explained };
};

/** Takes an explanation back: the trouble is work again. */
export const withdrawExplained = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { id: string },
): Promise<{ id: string }> => {
  const row = await withdrawExplanation(tdb, scope.tenantId, input.id);
  if (!row) throw new AppError('NOT_FOUND', `explanation ${input.id} is not in tenant ${scope.tenantId}`);
  await audit(tdb, scope, {
    action: 'archive.withdrawExplanation',
    objectKind: 'check_explanation',
    objectId: row.id,
    objectLabel: row.subject,
    detail: { ruleCode: row.ruleCode, reason: row.reason },
  });
  return { id: row.id };
};
