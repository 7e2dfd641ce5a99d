import type { TenantDb } from '@/db/client';
import { listEntryDays, summariseRegisters } from '@/db/queries/register.queries';
import { readShanghaiToday } from '@/db/queries/workspace.queries';
import type { RegisterDefinition } from '@/server/domain/register/register-definition';
import type { RegisterView } from '@/server/domain/register/register-entry';
import { lateSpans, type Span, spanOf } from '@/server/domain/register/register-period';
import { registersOf } from '@/server/domain/register/registers';
import { addDays } from '@/server/domain/shared/working-days';
import type { TenantScope } from '@/server/tenancy/scope';

/** Lateness is asked about for this long: what nobody entered for a year is no longer work to do. */
const LOOK_BACK_DAYS = 400;
const MOST_NAMED = 12;

const lateOf = (definition: RegisterDefinition, days: readonly string[], since: string, today: string): Span[] => {
  const { period } = definition;
  if (!period) return [];
  const kept = new Set(days.map((day) => spanOf(period.every, day).name));
  return lateSpans(definition, since, today, (span) => kept.has(span.name), LOOK_BACK_DAYS).slice(0, MOST_NAMED);
};

/**
 * The registers that a unit of this kind keeps, with this year's entries and what is late. A register is not late
 * before its first entry: nobody owes the days before it was begun.
 */
export const listRegisters = async (tdb: TenantDb, scope: TenantScope): Promise<RegisterView[]> => {
  const today = await readShanghaiToday(tdb);
  const definitions = registersOf(scope.tenantKind);
  const sums = await summariseRegisters(tdb, scope.tenantId, Number(today.slice(0, 4)));
  const bySum = new Map(sums.map((row) => [row.registerCode, row]));
  const earliest = addDays(today, -LOOK_BACK_DAYS);
  const periodic = definitions.filter(({ period, code }) => period && bySum.has(code)).map(({ code }) => code);
  const days = await listEntryDays(tdb, scope.tenantId, periodic, earliest);
  return definitions.map((definition) => {
    const sum = bySum.get(definition.code);
    const since = sum?.firstOn && sum.firstOn > earliest ? sum.firstOn : earliest;
    const own = days.filter((row) => row.registerCode === definition.code).map((row) => row.entryOn);
    return {
      code: definition.code,
      entriesThisYear: sum?.entries ?? 0,
      lastOn: sum?.lastOn ?? null,
      late: sum ? lateOf(definition, own, since, today) : [],
    };
  });
};
