import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';

/* 应参加继续教育的人员, what was entered for them, and the rules an office sets. */

export interface TraineeRow {
  id: string;
  personName: string;
  accountId: string | null;
  post: string;
  fromOn: string;
  untilOn: string | null;
  rowVersion: number;
}
const COLUMNS = ['id', 'personName', 'accountId', 'post', 'fromOn', 'untilOn', 'rowVersion'] as const;

export interface TraineeInsert extends Omit<TraineeRow, 'rowVersion'> {
  tenantId: number;
  createdBy: string;
}

/** Leaves who is there under the name or the account. Answers whether the person is new. */
export const insertTrainee = async (tdb: TenantDb, row: TraineeInsert): Promise<boolean> => {
  const rows = await tdb
    .insertInto('trainee')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute();
  return rows.length === 1;
};

/** A person who was entered by name is found again with the account. */
export const tieTrainee = async (
  tdb: TenantDb,
  tenantId: number,
  person: { personName: string; accountId: string },
): Promise<void> => {
  await sql`update trainee t set account_id = ${person.accountId}::uuid where t.tenant_id = ${tenantId}
    and t.person_name = ${person.personName} and t.account_id is null
    and not exists (select 1 from trainee o where o.tenant_id = ${tenantId} and o.account_id = ${person.accountId}::uuid)`.execute(
    tdb,
  );
};

export const findTrainee = (tdb: TenantDb, tenantId: number, id: string): Promise<TraineeRow | undefined> =>
  tdb.selectFrom('trainee').select(COLUMNS).where('tenantId', '=', tenantId).where('id', '=', id).executeTakeFirst();

export const updateTrainee = async (
  tdb: TenantDb,
  key: { tenantId: number; id: string; rowVersion: number },
  changes: Partial<Omit<TraineeRow, 'id' | 'rowVersion'>>,
): Promise<boolean> => {
  const result = await tdb
    .updateTable('trainee')
    .set({ ...changes, rowVersion: key.rowVersion + 1 })
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.id)
    .where('rowVersion', '=', key.rowVersion)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
};

export interface CreditInsert {
  tenantId: number;
  id: string;
  source: 'outside' | 'carried';
  origin: string | null;
  personName: string;
  accountId: string | null;
  title: string;
  hostLevel: string;
  hostName: string;
  mode: string;
  knowledge: string;
  hours: string;
  heldOn: string;
  approvedBy: string | null;
  result: string | null;
  certificateNumber: string | null;
  objectId: string | null;
  createdBy: string;
}

/** What a person has brought along before is left. Answers how many are new. */
export const insertCredits = async (tdb: TenantDb, rows: readonly CreditInsert[]): Promise<number> => {
  if (rows.length === 0) return 0;
  const inserted = await tdb
    .insertInto('trainingCredit')
    .values([...rows])
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute();
  return inserted.length;
};

export const findCredit = (
  tdb: TenantDb,
  tenantId: number,
  id: string,
): Promise<
  | { id: string; title: string; personName: string; state: string; objectId: string | null; rowVersion: number }
  | undefined
> =>
  tdb
    .selectFrom('trainingCredit')
    .select(['id', 'title', 'personName', 'state', 'objectId', 'rowVersion'])
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirst();

export const voidCreditRow = async (
  tdb: TenantDb,
  key: { tenantId: number; id: string; rowVersion: number },
  reason: string,
): Promise<boolean> => {
  const result = await tdb
    .updateTable('trainingCredit')
    .set({ state: 'void', voidReason: reason, rowVersion: key.rowVersion + 1 })
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.id)
    .where('state', '=', 'current')
    .where('rowVersion', '=', key.rowVersion)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
};

export interface ElsewhereRow {
  origin: string;
  title: string;
  hostName: string;
  mode: string;
  knowledge: string;
  hours: string;
  heldOn: string;
  certificateNumber: string | null;
}

/** What the person of this transaction has learnt in other workspaces. The database answers for that person alone. */
export const listTrainingElsewhere = async (tdb: TenantDb, year: number): Promise<ElsewhereRow[]> => {
  const { rows } =
    await sql<ElsewhereRow>`select origin, title, host_name, mode, knowledge, hours, held_on, certificate_number
    from my_training_elsewhere(${year}) order by held_on, origin`.execute(tdb);
  return rows;
};

/** A second rule for the same post and year takes the place of the first. */
export const saveRule = async (
  tdb: TenantDb,
  row: {
    tenantId: number;
    post: string;
    fromYear: number;
    totalHours: string;
    professionalHours: string;
    basis: string;
    setByName: string;
  },
): Promise<void> => {
  const { totalHours, professionalHours, basis, setByName } = row;
  await tdb
    .insertInto('trainingRule')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(['tenantId', 'post', 'fromYear'])
        .doUpdateSet({ totalHours, professionalHours, basis, setByName, setAt: sql`now()` }),
    )
    .execute();
};
