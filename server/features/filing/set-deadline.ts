import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import { listDeadlineRows, upsertDeadline } from '@/db/queries/filing-deadline.queries';
import { audit } from '@/server/audit/audit';
import {
  DEADLINE_RULES,
  type DeadlineView,
  deadlineView,
  type SetDeadlineInput,
} from '@/server/domain/filing/deadline-rules';
import type { TenantScope } from '@/server/tenancy/scope';

/** 归档时限: the general rule first, then the unit's own versions, the youngest first. */
export const listDeadlines = async (tdb: TenantDb, scope: TenantScope): Promise<DeadlineView[]> => {
  const own = await listDeadlineRows(tdb, scope.tenantId);
  return DEADLINE_RULES.flatMap(({ code, yearsAfter, month, day, basis }) => [
    { id: null, code, yearFrom: null, yearsAfter, month, day, basis },
    ...own.filter((row) => row.code === code).map((row) => deadlineView.parse(row)),
  ]);
};

/** The unit's own day from a filing year on. Lines that stand in a plan keep theirs. */
export const setDeadline = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: SetDeadlineInput,
): Promise<DeadlineView> => {
  const row = await upsertDeadline(tdb, { tenantId: scope.tenantId, id: uuidv7(), ...input });
  await audit(tdb, scope, {
    action: 'filing.setDeadline',
    objectKind: 'filing_deadline',
    objectId: row.id,
    objectLabel: `${input.code} ${input.yearFrom}`,
    detail: { yearsAfter: input.yearsAfter, month: input.month, day: input.day, basis: input.basis },
  });
  return deadlineView.parse(row);
};
