import type { GrantDb } from '@/db/client';
import { enterGrants, type LiveGrant, listLiveGrants } from '@/db/queries/grant.queries';
import { AppError } from '@/server/domain/shared/app-error';
import type { RecordClass } from '@/server/domain/tenancy/grant-vocabulary';

export type { RecordClass };

/** Opens the one live grant over a unit for the rest of the transaction. No live grant reads like no such unit. */
export const openGrantOver = async (gdb: GrantDb, recordClass: RecordClass, unitSlug: string): Promise<LiveGrant> => {
  const live = await listLiveGrants(gdb, recordClass);
  const grant = live.find((candidate) => candidate.unitSlug === unitSlug);
  if (!grant) throw new AppError('NOT_FOUND', `no live grant over ${unitSlug}`);
  const opened = await enterGrants(gdb, recordClass, [grant.grantId]);
  if (opened.length === 0) throw new AppError('NOT_FOUND', 'the grant ended meanwhile');
  return grant;
};

export interface GrantGroup {
  grantIds: string[];
  grants: LiveGrant[];
}

/** All live grants in groups of equal scope: a search over many units opens one group after the other. */
export const grantGroups = async (gdb: GrantDb, recordClass: RecordClass): Promise<GrantGroup[]> => {
  const groups = new Map<string, LiveGrant[]>();
  for (const grant of await listLiveGrants(gdb, recordClass)) {
    const key = JSON.stringify([grant.categoryCodes, grant.yearFrom, grant.yearTo]);
    groups.set(key, [...(groups.get(key) ?? []), grant]);
  }
  return [...groups.values()].map((grants) => ({ grants, grantIds: grants.map((grant) => grant.grantId) }));
};

/** Opens one group for the statements that follow in the transaction. */
export const openGroup = async (gdb: GrantDb, recordClass: RecordClass, group: GrantGroup): Promise<number[]> =>
  enterGrants(gdb, recordClass, group.grantIds);
