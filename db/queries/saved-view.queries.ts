import type { TenantDb } from '../client.ts';

export interface SavedViewRow {
  id: string;
  accountId: string;
  ownerName: string;
  screen: string;
  name: string;
  query: string;
  isShared: boolean;
  rowVersion: number;
}

const VIEW = ['id', 'accountId', 'ownerName', 'screen', 'name', 'query', 'isShared', 'rowVersion'] as const;
const MOST_VIEWS = 200;

/** One's own views of a screen and those that colleagues share. */
export const listViewRows = (
  tdb: TenantDb,
  key: { tenantId: number; accountId: string; screen: string },
): Promise<SavedViewRow[]> =>
  tdb
    .selectFrom('savedView')
    .select(VIEW)
    .where('tenantId', '=', key.tenantId)
    .where('screen', '=', key.screen)
    .where((eb) => eb.or([eb('accountId', '=', key.accountId), eb('isShared', '=', true)]))
    .orderBy('name')
    .orderBy('id')
    .limit(MOST_VIEWS)
    .execute();

/** A view of this person. */
export const findOwnView = (
  tdb: TenantDb,
  key: { tenantId: number; accountId: string; id: string },
): Promise<SavedViewRow | undefined> =>
  tdb
    .selectFrom('savedView')
    .select(VIEW)
    .where('tenantId', '=', key.tenantId)
    .where('accountId', '=', key.accountId)
    .where('id', '=', key.id)
    .executeTakeFirst();

/** False when the person has a view of that name on the screen already. */
export const insertView = async (
  tdb: TenantDb,
  row: Omit<SavedViewRow, 'rowVersion'> & { tenantId: number },
): Promise<boolean> => {
  const made = await tdb
    .insertInto('savedView')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return made !== undefined;
};

/** False when somebody was quicker. */
export const updateView = async (
  tdb: TenantDb,
  key: { tenantId: number; accountId: string; id: string; rowVersion: number },
  values: { name: string; query: string; isShared: boolean },
): Promise<boolean> => {
  const row = await tdb
    .updateTable('savedView')
    .set((eb) => ({ ...values, rowVersion: eb('rowVersion', '+', 1), updatedAt: eb.fn<string>('now') }))
    .where('tenantId', '=', key.tenantId)
    .where('accountId', '=', key.accountId)
    .where('id', '=', key.id)
    .where('rowVersion', '=', key.rowVersion)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
};

/** Whether the person has another view of this name. */
export const hasViewNamed = async (
  tdb: TenantDb,
  key: { tenantId: number; accountId: string; screen: string; name: string; exceptId: string },
): Promise<boolean> => {
  const row = await tdb
    .selectFrom('savedView')
    .select('id')
    .where('tenantId', '=', key.tenantId)
    .where('accountId', '=', key.accountId)
    .where('screen', '=', key.screen)
    .where('name', '=', key.name)
    .where('id', '<>', key.exceptId)
    .executeTakeFirst();
  return row !== undefined;
};

export const deleteView = async (
  tdb: TenantDb,
  key: { tenantId: number; accountId: string; id: string },
): Promise<void> => {
  await tdb
    .deleteFrom('savedView')
    .where('tenantId', '=', key.tenantId)
    .where('accountId', '=', key.accountId)
    .where('id', '=', key.id)
    .execute();
};
