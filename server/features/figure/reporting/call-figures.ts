import type { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { audit } from '@/server/audit/audit';
import type { CallFiguresInput, CallFiguresView, callBody } from '@/server/domain/figure/reporting';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { sendDispatch } from '@/server/features/tenancy';
import type { TenantScope } from '@/server/tenancy/scope';
import { owingUnits } from './owing-units.ts';

/**
 * 布置报送 (and, sent again, 催报): a document to each unit that has figures of its own, with the day by which they are
 * wanted. A to-do there until the unit releases. The newest call of a year counts.
 * @throws AppError NOT_FOUND for a unit that is not directly below
 */
export const callFigures = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: CallFiguresInput,
): Promise<CallFiguresView> => {
  refuseClassified(input.note);
  const all = await owingUnits(tdb, scope.tenantId, null);
  const wanted = input.unitTenantIds ? new Set(input.unitTenantIds) : null;
  const units = wanted ? all.filter((unit) => wanted.has(unit.tenantId)) : all;
  if (wanted && units.length !== wanted.size) throw new AppError('NOT_FOUND', 'a unit does not report to this tenant');
  const body: z.infer<typeof callBody> = { year: input.year, note: input.note ?? null, issuedBy: scope.actorName };
  for (const unit of units)
    await sendDispatch(tdb, scope, {
      addresseeTenantId: unit.tenantId,
      kind: 'figure_call',
      title: `请报送${input.year}年统计指标`,
      body,
      dueOn: input.dueOn,
    });
  await audit(tdb, scope, {
    action: 'figure.call',
    objectKind: 'dispatch',
    objectLabel: String(input.year),
    detail: { year: input.year, dueOn: input.dueOn, units: units.map((unit) => unit.name) },
  });
  return { sent: units.length };
};
