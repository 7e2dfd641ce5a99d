import type { TenantDb } from '@/db/client';
import { readToday } from '@/db/queries/clock.queries';
import { insertHoldingsClose, sumMovement } from '@/db/queries/figures/holdings-movement.queries';
import { audit } from '@/server/audit/audit';
import { type CloseYearInput, sumLines } from '@/server/domain/figure/holdings-movement';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import type { TenantScope } from '@/server/tenancy/scope';
import { movementQuestion } from './read-movement.ts';

/**
 * 年度结账. Keeps the year's movement as the records say it now. A later correction of the past changes no closed number;
 * it shows beside it.
 * @throws AppError YEAR_NOT_OVER; ALREADY_EXISTS for a year that was closed before
 */
export const closeYear = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: CloseYearInput,
): Promise<{ year: number }> => {
  const { accountId } = scope;
  if (accountId === null) throw new AppError('FORBIDDEN', 'a year is closed by a person');
  refuseClassified(input.note);
  const [from, to] = [`${input.year}-01-01`, `${input.year}-12-31`];
  if ((await readToday(tdb)) <= to) throw new AppError('YEAR_NOT_OVER', String(input.year));
  const lines = await sumMovement(tdb, movementQuestion(scope, { from, to }));
  const isNew = await insertHoldingsClose(tdb, {
    tenantId: scope.tenantId,
    year: input.year,
    lines,
    note: input.note ?? null,
    closedBy: accountId,
    closedByName: scope.actorName,
  });
  if (!isNew) throw new AppError('ALREADY_EXISTS', `${input.year} is closed`);
  await audit(tdb, scope, {
    action: 'figure.closeYear',
    objectKind: 'holdings_close',
    objectId: String(input.year),
    objectLabel: String(input.year),
    detail: { ...sumLines(lines) },
  });
  return { year: input.year };
};
