import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { countUnitRows, listUnitRows, summariseUnits } from '@/db/queries/inspection-unit.queries';
import {
  type ListUnitsInput,
  type UnitRowView,
  type UnitsSummary,
  unitRowView,
  unitsSummary,
} from '@/server/domain/inspection/inspection';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import type { TenantScope } from '@/server/tenancy/scope';

const cursorKey = z.tuple([z.number().int(), z.number().int()]);

/** 立档单位 under this tenant with last inspection, open findings and live grant, worst first. */
export const listUnits = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListUnitsInput,
): Promise<Page<UnitRowView>> => {
  const { limit, direction } = input;
  const cursor = decodeCursor(cursorKey, input.cursor);
  const rows = await listUnitRows(tdb, scope.tenantId, input, { cursor, direction, limit });
  const total = await countUnitRows(tdb, scope.tenantId, input);
  const weights = new Map(rows.map((row) => [row.tenantId, row.weight]));
  return cutPage(unitRowView.array().parse(rows), { limit, direction, hasCursor: cursor !== undefined, total }, (row) =>
    encodeCursor([weights.get(row.tenantId) ?? 0, row.tenantId]),
  );
};

/** The headline figures over all units below. */
export const summariseDistrict = async (tdb: TenantDb, scope: TenantScope): Promise<UnitsSummary> => {
  const rows = await summariseUnits(tdb, scope.tenantId);
  const sum = (pick: (row: (typeof rows)[number]) => number) => rows.reduce((total, row) => total + pick(row), 0);
  return unitsSummary.parse({
    units: sum((row) => row.units),
    overdueUnits: sum((row) => row.overdueUnits),
    openUnits: sum((row) => row.openUnits),
    inspectedThisYear: sum((row) => row.inspectedThisYear),
    openFindings: sum((row) => row.openFindings),
    overdueFindings: sum((row) => row.overdueFindings),
    kinds: rows.map(({ kind, units }) => ({ kind, units })),
  });
};
