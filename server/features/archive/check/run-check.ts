import { createHash } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { type TenantDb, withTenantDb } from '@/db/client';
import { findFonds } from '@/db/queries/archive-scheme.queries';
import { type CheckResultInsert, insertCheckResults } from '@/db/queries/check-result.queries';
import {
  beginCheckRun,
  countOwnItems,
  finishCheckRun,
  insertCheckRun,
  setCheckJob,
} from '@/db/queries/check-run.queries';
import type { CheckSourceScope } from '@/db/queries/check-source.queries';
import { audit } from '@/server/audit/audit';
import { CHECK_RULE_CODES, versionsOf } from '@/server/domain/archive/check-rules';
import {
  type CheckScope,
  checkScope,
  MOST_FOUND_TO_CHECK,
  type StartCheckInput,
} from '@/server/domain/archive/check-run';
import { AppError } from '@/server/domain/shared/app-error';
import { type ArchiveSteps, type CheckPayload, runCheckJob } from '@/server/features/archive/archive.jobs';
import { chooseItems } from '@/server/features/archive/catalogue/choose-items';
import { enqueue } from '@/server/outbox/job-contract';
import type { TenantScope } from '@/server/tenancy/scope';
import type { Finding } from './check-record.ts';
import { runRules } from './run-rules.ts';

const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);

/** The same scope, asked again, has the same key; the order of a selection does not matter. */
const keyOf = (scope: CheckScope): string => {
  if (scope.kind === 'selection') return `selection ${digest([...new Set(scope.itemIds)].sort().join())}`;
  if (scope.kind === 'list')
    return `list ${digest(JSON.stringify(Object.entries(scope.filters).sort(([left], [right]) => (left < right ? -1 : 1))))}`;
  return [scope.kind, scope.kind === 'year' ? scope.filingYear : '', scope.fondsId ?? ''].join(' ').trim();
};

/** What is not the unit's own reads like what does not exist. */
const refuseForeign = async (tdb: TenantDb, tenantId: number, scope: CheckScope): Promise<void> => {
  const fondsId =
    scope.kind === 'selection' ? undefined : scope.kind === 'list' ? scope.filters.fondsId : scope.fondsId;
  if (scope.kind === 'selection') {
    const ids = [...new Set(scope.itemIds)];
    if ((await countOwnItems(tdb, tenantId, ids)) !== ids.length)
      throw new AppError('NOT_FOUND', 'some of the records are not in this tenant');
  } else if (fondsId !== undefined && !(await findFonds(tdb, tenantId, fondsId)))
    throw new AppError('NOT_FOUND', `fonds ${fondsId} is not in tenant ${tenantId}`);
};

/** 整理校验: owes a run of the rules over a selection, a list as it was narrowed, a year or the whole unit. */
export const startCheck = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: StartCheckInput,
): Promise<{ runId: string; jobId: string }> => {
  const { tenantId, accountId } = scope;
  if (accountId === null) throw new AppError('FORBIDDEN', 'a check needs a person who asks for it');
  await refuseForeign(tdb, tenantId, input.scope);
  const runId = uuidv7();
  const rules = input.rules && input.rules.length > 0 ? input.rules : CHECK_RULE_CODES;
  await insertCheckRun(tdb, tenantId, {
    id: runId,
    scopeKind: input.scope.kind,
    scopeKey: keyOf(input.scope),
    scope: input.scope,
    rules: versionsOf(rules),
    askedBy: accountId,
    askedByName: scope.actorName,
  });
  const jobId = await enqueue(tdb, scope, runCheckJob, { runId });
  await setCheckJob(tdb, tenantId, runId, jobId);
  const detail = { kind: input.scope.kind, rules: rules.length };
  await audit(tdb, scope, { action: 'archive.startCheck', objectKind: 'check_run', objectId: runId, detail });
  return { runId, jobId };
};

/** Of what is wrong, not of when it was found: it is the same in the next run. */
const fingerprintOf = (finding: Finding): string =>
  digest(
    [
      finding.ruleCode,
      finding.itemId ?? finding.subject,
      finding.field,
      finding.detail,
      finding.relatedItemId ?? '',
    ].join('|'),
  );

const toRow = (finding: Finding): CheckResultInsert => ({
  id: uuidv7(),
  ...finding,
  title: finding.title?.slice(0, 500) ?? null,
  fingerprint: fingerprintOf(finding),
});

/** A list that words were searched in is looked up once; any other is a condition on the records. */
const sourceScopeOf = async (steps: ArchiveSteps<CheckPayload>, scope: CheckScope): Promise<CheckSourceScope> => {
  if (scope.kind === 'selection') return { itemIds: scope.itemIds };
  if (scope.kind !== 'list')
    return { fondsId: scope.fondsId, filingYear: scope.kind === 'year' ? scope.filingYear : undefined };
  const { q, ...conditions } = scope.filters;
  if (!q) return conditions;
  const itemIds = await withTenantDb(steps.pools, steps.scope, (tdb) =>
    chooseItems(tdb, steps.scope, { filters: scope.filters }, MOST_FOUND_TO_CHECK),
  );
  return { itemIds };
};

/**
 * Runs the rules in short transactions: a chunk of records read, its findings written. Killed and begun again, it finds
 * everything anew and nothing twice.
 */
export const runCheck = async (steps: ArchiveSteps<CheckPayload>): Promise<unknown> => {
  const { pools, scope, payload } = steps;
  const { tenantId } = scope;
  const run = await withTenantDb(pools, scope, (tdb) => beginCheckRun(tdb, tenantId, payload.runId));
  if (!run) return { skipped: true };
  const sourceScope = await sourceScopeOf(steps, checkScope.parse(run.scope));
  const result = await runRules(
    {
      tenantId,
      scope: sourceScope,
      hasFiles: true,
      read: (use) => withTenantDb(pools, scope, use),
    },
    {
      rules: new Set(Object.keys(run.rules as Record<string, number>)),
      signal: steps.signal,
      progress: (done, total) => steps.progress(done, total),
      emit: (findings) =>
        findings.length === 0
          ? Promise.resolve()
          : withTenantDb(pools, scope, (tdb) => insertCheckResults(tdb, tenantId, run.id, findings.map(toRow))),
    },
  );
  return withTenantDb(pools, scope, async (tdb) => {
    const done = await finishCheckRun(tdb, tenantId, run, result);
    const detail = { items: done.itemCount, errors: done.errorCount, warnings: done.warningCount };
    await audit(tdb, scope, { action: 'archive.finishCheck', objectKind: 'check_run', objectId: run.id, detail });
    return detail;
  });
};
