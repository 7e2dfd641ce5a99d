import { sql } from 'kysely';
import type { SystemDb, TenantDb } from '../client.ts';
import { isLate, todayInShanghai as today } from './lateness.ts';
import { beyond, containing, countUpToCap, type Walk, walkOrder } from './paging.ts';

/* 借阅. That a thing is out of the store stands in storage_out; why and with what effect stands here. */
export interface LoanRow {
  id: string;
  boxId: string | null;
  itemId: string | null;
  what: string;
  title: string;
  borrowerName: string;
  borrowerUnit: string | null;
  borrowerKind: string;
  contact: string | null;
  purpose: string;
  subject: string;
  dueOn: string;
  state: string;
  isOverdue: boolean;
  needsApproval: boolean;
  approvedByName: string | null;
  approvalNote: string | null;
  lentOn: string | null;
  outId: string | null;
  visitId: string | null;
  returnedOn: string | null;
  condition: string | null;
  returnNote: string | null;
  effect: string | null;
  effectAskOn: string | null;
  recalls: number;
  handlerName: string;
  createdBy: string;
  rowVersion: number;
  createdAt: string;
}

const LOAN = [
  'b.id',
  'b.boxId',
  'b.itemId',
  'b.what',
  'b.title',
  'b.borrowerName',
  'b.borrowerUnit',
  'b.borrowerKind',
  'b.contact',
  'b.purpose',
  'b.subject',
  'b.dueOn',
  'b.state',
  sql<boolean>`b.state = 'lent' and ${isLate('b.due_on')}`.as('isOverdue'),
  'b.needsApproval',
  'b.approvedByName',
  'b.approvalNote',
  'b.lentOn',
  'b.outId',
  'b.visitId',
  'b.returnedOn',
  'b.condition',
  'b.returnNote',
  'e.description as effect',
  'b.effectAskOn',
  'b.recalls',
  'b.handlerName',
  'b.createdBy',
  'b.rowVersion',
  'b.createdAt',
] as const;

const loans = (tdb: TenantDb, tenantId: number) =>
  tdb
    .selectFrom('borrowing as b')
    .leftJoin('useEffect as e', (join) => join.onRef('e.tenantId', '=', 'b.tenantId').onRef('e.id', '=', 'b.effectId'))
    .where('b.tenantId', '=', tenantId);

export interface LoanListFilter {
  state?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  q?: string | undefined;
}

const filtered = (tdb: TenantDb, tenantId: number, filter: LoanListFilter) => {
  let query = loans(tdb, tenantId);
  if (filter.state === 'overdue') query = query.where('b.state', '=', 'lent').where(isLate('b.due_on'));
  else if (filter.state) query = query.where('b.state', '=', filter.state);
  if (filter.from) query = query.where('b.lentOn', '>=', filter.from);
  if (filter.to) query = query.where('b.lentOn', '<=', filter.to);
  if (filter.q) {
    const pattern = containing(filter.q);
    query = query.where((eb) =>
      eb.or([
        eb('b.borrowerName', 'ilike', pattern),
        eb('b.borrowerUnit', 'ilike', pattern),
        eb('b.what', 'ilike', pattern),
        eb('b.title', 'ilike', pattern),
        eb('b.subject', 'ilike', pattern),
      ]),
    );
  }
  return query;
};

/** The one asked for last first. */
export const listLoanRows = (
  tdb: TenantDb,
  tenantId: number,
  filter: LoanListFilter,
  page: { cursor: readonly [string, string] | undefined; direction: Walk; limit: number },
): Promise<LoanRow[]> => {
  const { cursor, direction, limit } = page;
  const order = walkOrder('desc', direction);
  let query = filtered(tdb, tenantId, filter).select(LOAN);
  if (cursor)
    query = query.where((eb) =>
      eb(eb.refTuple('b.createdAt', 'b.id'), beyond('desc', direction), eb.tuple(cursor[0], cursor[1])),
    );
  return query
    .orderBy('b.createdAt', order)
    .orderBy('b.id', order)
    .limit(limit + 1)
    .execute();
};

export const countLoanRows = (tdb: TenantDb, tenantId: number, filter: LoanListFilter): Promise<number> =>
  countUpToCap(tdb, filtered(tdb, tenantId, filter).select('b.id') as never);

export const findLoan = (tdb: TenantDb, tenantId: number, loanId: string): Promise<LoanRow | undefined> =>
  loans(tdb, tenantId).select(LOAN).where('b.id', '=', loanId).executeTakeFirst();

/** The loan by which a thing is out of the store. */
export const findLoanOfOut = (tdb: TenantDb, tenantId: number, outId: string): Promise<LoanRow | undefined> =>
  loans(tdb, tenantId).select(LOAN).where('b.outId', '=', outId).executeTakeFirst();

export interface LoanInsert {
  tenantId: number;
  id: string;
  boxId: string | null;
  itemId: string | null;
  what: string;
  title: string;
  borrowerName: string;
  borrowerUnit: string | null;
  borrowerKind: string;
  contact: string | null;
  purpose: string;
  subject: string;
  dueOn: string;
  state: string;
  needsApproval: boolean;
  approvedByName: string | null;
  approvalNote: string | null;
  handlerName: string;
  createdBy: string;
}
export const insertLoan = async (tdb: TenantDb, row: LoanInsert): Promise<void> => {
  await tdb.insertInto('borrowing').values(row).execute();
};

export interface LoanChange {
  state?: string;
  dueOn?: string;
  approvedByName?: string | null;
  approvalNote?: string | null;
  lentOn?: string;
  outId?: string;
  visitId?: string;
  returnedOn?: string;
  condition?: string;
  returnNote?: string | null;
  effectId?: string;
  effectAskOn?: string | null;
  remindedOn?: string | null;
}

/** False when it no longer has the version. */
export const updateLoan = async (
  tdb: TenantDb,
  key: { tenantId: number; loanId: string; rowVersion: number },
  change: LoanChange,
): Promise<boolean> => {
  const row = await tdb
    .updateTable('borrowing')
    .set({ ...change, rowVersion: key.rowVersion + 1 })
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.loanId)
    .where('rowVersion', '=', key.rowVersion)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
};

/** An effect that was told later ends the asking. */
export const settleLoanEffect = async (
  tdb: TenantDb,
  tenantId: number,
  loanId: string,
  effectId: string,
): Promise<void> => {
  await tdb
    .updateTable('borrowing')
    .set({ effectId, effectAskOn: null })
    .where('tenantId', '=', tenantId)
    .where('id', '=', loanId)
    .where('state', '=', 'returned')
    .execute();
};

/** Moves the day of what is out of the store together with the loan. */
export const moveOutDay = async (tdb: TenantDb, tenantId: number, outId: string, dueOn: string): Promise<void> => {
  await tdb
    .updateTable('storageOut')
    .set((eb) => ({ dueOn, rowVersion: eb('rowVersion', '+', 1) }))
    .where('tenantId', '=', tenantId)
    .where('id', '=', outId)
    .execute();
};

export interface DueLoanRow {
  id: string;
  what: string;
  borrowerName: string;
  dueOn: string;
  isOverdue: boolean;
}

const RECALL_EVERY_DAYS = 7;
const REMIND_BEFORE_DAYS = 3;

/** Marks the loans to be reminded of today: once before the day, and every week after it. Answers them. */
export const takeDueLoans = async (tdb: TenantDb, tenantId: number): Promise<DueLoanRow[]> => {
  const { rows } = await sql<DueLoanRow>`
    update borrowing b set reminded_on = ${today}, recalls = b.recalls + case when ${isLate('b.due_on')} then 1 else 0 end
    where b.tenant_id = ${tenantId} and b.state = 'lent' and b.due_on - ${REMIND_BEFORE_DAYS}::int <= ${today}
      and (b.reminded_on is null or (${isLate('b.due_on')} and (b.reminded_on <= b.due_on or b.reminded_on <= ${today} - ${RECALL_EVERY_DAYS}::int)))
    returning b.id, b.what, b.borrower_name, b.due_on, ${isLate('b.due_on')} as is_overdue`.execute(tdb);
  return rows.sort((one, other) => one.dueOn.localeCompare(other.dueOn) || one.id.localeCompare(other.id));
};

/** Tenants with something lent that is nearly due, or with readers to ask, unless they are owed the reminder already. */
export const listTenantsToRemind = async (
  sdb: SystemDb,
): Promise<{ tenantId: number; tenantSlug: string; tenantName: string; tenantKind: string }[]> => {
  const { rows } = await sql<{ tenantId: number; tenantSlug: string; tenantName: string; tenantKind: string }>`
    select t.id as tenant_id, t.slug as tenant_slug, t.name as tenant_name, t.kind as tenant_kind from tenant t
    where (exists (select 1 from borrowing b where b.tenant_id = t.id and b.state = 'lent' and b.due_on - ${REMIND_BEFORE_DAYS}::int <= ${today})
        or exists (select 1 from borrowing b where b.tenant_id = t.id and b.effect_ask_on <= ${today})
        or exists (select 1 from reading_visit v where v.tenant_id = t.id and v.effect_ask_on <= ${today} and v.state = 'served'))
      and not exists (select 1 from job_run j where j.tenant_id = t.id and j.name = 'use.remind' and j.state in ('owed', 'running'))
    order by t.id`.execute(sdb);
  return rows;
};
