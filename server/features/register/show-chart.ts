import type { TenantDb } from '@/db/client';
import { readReadings } from '@/db/queries/register-list.queries';
import { readShanghaiToday } from '@/db/queries/workspace.queries';
import type { ChartInput, ChartSpan, ChartView } from '@/server/domain/register/register-entry';
import { normaliseForSearch } from '@/server/domain/shared/chinese-text';
import { addDays } from '@/server/domain/shared/working-days';
import type { TenantScope } from '@/server/tenancy/scope';
import { requireRegister } from './require-register.ts';

const DAYS: Record<ChartSpan, number> = { week: 7, quarter: 90, year: 366 };

/** The numbers of a register that have limits, over the last days: by the hour for a week, by the day for longer. */
export const showChart = async (tdb: TenantDb, scope: TenantScope, input: ChartInput): Promise<ChartView> => {
  const definition = requireRegister(scope, input.code);
  const fields = (definition.limits ?? []).map(({ field }) => field);
  const today = await readShanghaiToday(tdb);
  const clock = input.span === 'week' ? definition.fields.find(({ kind }) => kind === 'time')?.key : undefined;
  const readings = await readReadings(tdb, scope.tenantId, {
    code: definition.code,
    fields,
    from: addDays(today, 1 - DAYS[input.span]),
    to: today,
    ...(clock ? { clock } : {}),
    ...(input.q ? { q: normaliseForSearch(input.q) } : {}),
  });
  return fields.map((field, index) => ({ field, points: readings[index] ?? [] }));
};
