import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import { closePlanRow, ensurePlan, findPlan } from '@/db/queries/filing-plan.queries';
import { readShanghaiToday } from '@/db/queries/workspace.queries';
import { audit } from '@/server/audit/audit';
import type { ClosePlanInput, PlanView } from '@/server/domain/filing/filing-plan';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import type { TenantScope } from '@/server/tenancy/scope';
import { owedOf } from './filing-todos.ts';
import { getPlan } from './get-plan.ts';
import { handUpYear } from './release-year.ts';

/**
 * 年度归档办结: keeps what was filed and what is missing on that day, and hands the year up to the supervisors. A year
 * with gaps, or with nothing filed, is closed with a note. A unit without departments closes a year without a plan.
 */
export const closePlan = async (tdb: TenantDb, scope: TenantScope, input: ClosePlanInput): Promise<PlanView> => {
  const { tenantId, accountId } = scope;
  if (accountId === null) throw new AppError('FORBIDDEN', 'a year is closed by a person');
  const begun = { tenantId, id: uuidv7(), filingYear: input.year, createdBy: accountId };
  const plan = (await findPlan(tdb, tenantId, input.year)) ?? (await ensurePlan(tdb, begun));
  if (plan.state !== 'open') throw new AppError('FILING_STATE_WRONG', `the plan of ${input.year} is closed`);
  refuseClassified(input.note);
  const { lines, totals, holdings } = await getPlan(tdb, scope, { year: input.year });
  const missing = lines.filter((line) => line.accepted < line.expectedCount);
  if (totals.handedIn > 0)
    throw new AppError('FILING_STATE_WRONG', 'documents wait in the inbox', { waiting: totals.handedIn });
  const { filed } = holdings;
  if ((missing.length > 0 || filed === 0) && !input.note)
    throw new AppError('BAD_INPUT', 'a year with gaps needs a note', { note: true });
  const missingCount = missing.reduce((sum, line) => sum + owedOf(line), 0);
  const isMine = await closePlanRow(
    tdb,
    { tenantId, id: plan.id, rowVersion: input.rowVersion },
    {
      closedOn: await readShanghaiToday(tdb),
      closingNote: input.note ?? null,
      missingCount,
      filedCount: filed,
    },
  );
  if (!isMine) throw new AppError('STALE_VERSION', `plan ${plan.id} is at version ${plan.rowVersion}`);
  const { to } = await handUpYear(tdb, scope, { year: input.year, note: input.note });
  await audit(tdb, scope, {
    action: 'filing.closePlan',
    objectKind: 'filing_plan',
    objectId: plan.id,
    objectLabel: String(input.year),
    detail: { filed, missing: missingCount, kinds: missing.map((line) => line.kind), handedUpTo: to },
  });
  return getPlan(tdb, scope, { year: input.year });
};
