import type { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { audit } from '@/server/audit/audit';
import type { ReviewFiguresInput, reviewBody, UnitReportingView } from '@/server/domain/figure/reporting';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { addresseeForUnit, sendDispatch } from '@/server/features/tenancy';
import type { TenantScope } from '@/server/tenancy/scope';
import { listReporting } from './list-reporting.ts';

const find = async (tdb: TenantDb, scope: TenantScope, input: ReviewFiguresInput): Promise<UnitReportingView> => {
  const { units } = await listReporting(tdb, scope, input);
  const unit = units.find((one) => one.tenantId === input.unitTenantId);
  if (!unit) throw new AppError('NOT_FOUND', `tenant ${input.unitTenantId} does not report to this tenant`);
  return unit;
};

/**
 * 审核: accepts what a unit released for the year, which locks it, or returns it with a reason, which takes it out of all
 * sums until it is released again. What was accepted can be returned; what was returned waits for the unit. Figures of
 * a unit that was merged meanwhile are put right by the one that goes on, in its own release.
 * @throws AppError NOT_FOUND; FIGURES_NOT_RELEASED; FIGURES_LOCKED; UNIT_GONE
 */
export const reviewFigures = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ReviewFiguresInput,
): Promise<UnitReportingView> => {
  const { year, decision, reason, codes } = input;
  refuseClassified(reason);
  const unit = await find(tdb, scope, input);
  if (unit.state === 'not_released' || unit.state === 'returned')
    throw new AppError('FIGURES_NOT_RELEASED', `${unit.name} has nothing to be looked at for ${year}`);
  if (unit.state === 'accepted' && decision === 'accepted')
    throw new AppError('FIGURES_LOCKED', `${unit.name} ${year} is accepted already`);
  const { addresseeTenantId, about } = await addresseeForUnit(tdb, unit);
  const body: z.infer<typeof reviewBody> = {
    year,
    ...about,
    reason: reason ?? null,
    codes,
    issuedBy: scope.actorName,
  };
  const { id } = await sendDispatch(tdb, scope, {
    addresseeTenantId,
    kind: decision === 'accepted' ? 'figure_acceptance' : 'figure_return',
    title: `${about.unitName ?? ''}${year}年统计指标${decision === 'accepted' ? '已确认' : '请更正后重新报送'}`,
    body,
  });
  await audit(tdb, scope, {
    action: 'figure.review',
    objectKind: 'dispatch',
    objectId: id,
    objectLabel: unit.name,
    detail: { decision, ...body },
  });
  return find(tdb, scope, input);
};
