import type { TenantDb } from '@/db/client';
import { closePlanRow, findPlan } from '@/db/queries/filing-plan.queries';
import { readShanghaiToday } from '@/db/queries/workspace.queries';
import { audit } from '@/server/audit/audit';
import type { ClosePlanInput, PlanView } from '@/server/domain/filing/filing-plan';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import type { TenantScope } from '@/server/tenancy/scope';
import { owedOf } from './filing-todos.ts';
import { getPlan } from './get-plan.ts';

/** 年度归档办结: keeps what was filed and what is missing on that day. A year with gaps is closed with a note. */
export const closePlan = async (tdb: TenantDb, scope: TenantScope, input: ClosePlanInput): Promise<PlanView> => {
  const plan = await findPlan(tdb, scope.tenantId, input.year);
  if (!plan) throw new AppError('NOT_FOUND', `no plan of ${input.year}`);
  if (plan.state !== 'open') throw new AppError('FILING_STATE_WRONG', `the plan of ${input.year} is closed`);
  refuseClassified(input.note);
  const { lines, totals } = await getPlan(tdb, scope, { year: input.year });
  const missing = lines.filter((line) => line.accepted < line.expectedCount);
  if (lines.some((line) => line.handedIn > 0))
    throw new AppError('FILING_STATE_WRONG', 'documents wait in the inbox', { waiting: totals.handedIn });
  if (missing.length > 0 && !input.note)
    throw new AppError('BAD_INPUT', 'a year with gaps needs a note', { note: true });
  const missingCount = missing.reduce((sum, line) => sum + owedOf(line), 0);
  const isMine = await closePlanRow(
    tdb,
    { tenantId: scope.tenantId, id: plan.id, rowVersion: input.rowVersion },
    {
      closedOn: await readShanghaiToday(tdb),
      closingNote: input.note ?? null,
      missingCount,
      filedCount: totals.filed,
    },
  );
  if (!isMine) throw new AppError('STALE_VERSION', `plan ${plan.id} is at version ${plan.rowVersion}`);
  await audit(tdb, scope, {
    action: 'filing.closePlan',
    objectKind: 'filing_plan',
    objectId: plan.id,
    objectLabel: String(input.year),
    detail: { filed: totals.filed, missing: missingCount, kinds: missing.map((line) => line.kind) },
  });
  return getPlan(tdb, scope, { year: input.year });
};
