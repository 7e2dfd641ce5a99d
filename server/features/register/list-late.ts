import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import type { LateView, latePage } from '@/server/domain/register/register-entry';
import { registersOf } from '@/server/domain/register/registers';
import { isoDate } from '@/server/domain/shared/ids';
import { daysBetween } from '@/server/domain/shared/lateness';
import { cutPage, decodeCursor, encodeCursor } from '@/server/domain/shared/pagination';
import type { TenantScope } from '@/server/tenancy/scope';
import { readOpenPeriods } from './open-periods.ts';
import { requireRegister } from './require-register.ts';

const cursorKey = z.tuple([isoDate, z.string().max(41), z.string().max(10)]);
type Key = z.infer<typeof cursorKey>;

const keyOf = (row: LateView): Key => [row.dueOn, row.code, row.period];
/** What fell due last comes first. */
const compare = (left: Key, right: Key): number => {
  for (const [index, part] of left.entries()) {
    const other = right[index] ?? '';
    if (part !== other) return part < other ? 1 : -1;
  }
  return 0;
};

/** 缺记: every period of every register, or of one, that is late. They are counted, not stored: a page is cut out of them. */
export const listLate = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { code?: string | undefined; cursor?: string | undefined; direction: 'after' | 'before'; limit: number },
): Promise<z.infer<typeof latePage>> => {
  const definitions = input.code ? [requireRegister(scope, input.code)] : registersOf(scope.tenantKind);
  const { today, open } = await readOpenPeriods(tdb, scope.tenantId, definitions);
  const rows = open
    .flatMap(({ definition, late }) =>
      late.map(({ name, dueOn }) => ({
        code: definition.code,
        period: name,
        dueOn,
        daysLate: daysBetween(dueOn, today),
      })),
    )
    .sort((left, right) => compare(keyOf(left), keyOf(right)));
  const { direction, limit } = input;
  const cursor = decodeCursor(cursorKey, input.cursor);
  const walked = direction === 'after' ? rows : [...rows].reverse();
  const sign = direction === 'after' ? 1 : -1;
  const read = walked
    .filter((row) => cursor === undefined || compare(keyOf(row), cursor) * sign > 0)
    .slice(0, limit + 1);
  return cutPage(read, { limit, direction, hasCursor: cursor !== undefined, total: rows.length }, (row) =>
    encodeCursor(keyOf(row)),
  );
};
