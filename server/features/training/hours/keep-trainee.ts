import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import { readToday } from '@/db/queries/clock.queries';
import { insertTrainee, tieTrainee } from '@/db/queries/trainee.queries';
import type { TenantScope } from '@/server/tenancy/scope';

/**
 * Whoever learns stands in the unit's list of people from then on, so that nobody has to be entered twice. Who stands
 * there under the name is tied to the account. A part of the caller's act.
 */
export const keepTrainee = async (
  tdb: TenantDb,
  scope: TenantScope,
  person: { personName: string; accountId: string | null; post?: string },
): Promise<void> => {
  const { personName, accountId, post = 'part_time' } = person;
  if (scope.accountId === null) return;
  if (accountId !== null) await tieTrainee(tdb, scope.tenantId, { personName, accountId });
  const today = await readToday(tdb);
  await insertTrainee(tdb, {
    tenantId: scope.tenantId,
    id: uuidv7(),
    personName,
    accountId,
    post,
    fromOn: `${today.slice(0, 4)}-01-01`,
    untilOn: null,
    createdBy: scope.accountId,
  });
};
