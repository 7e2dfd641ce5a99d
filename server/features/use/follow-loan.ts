import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { readToday } from '@/db/queries/archive-scheme.queries';
import { findOut, returnOut } from '@/db/queries/storage-out.queries';
import { insertEffect } from '@/db/queries/use-effect.queries';
import {
  countLoanRows,
  type LoanChange,
  type LoanRow,
  listLoanRows,
  moveOutDay,
  updateLoan,
} from '@/db/queries/use-loan.queries';
import { audit } from '@/server/audit/audit';
import { AppError } from '@/server/domain/shared/app-error';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import type {
  DecideLoanInput,
  ExtendLoanInput,
  ListLoansInput,
  LoanView,
  ReturnLoanInput,
} from '@/server/domain/use/loan';
import { addTodo, closeTodo, notify } from '@/server/features/platform';
import type { TenantScope } from '@/server/tenancy/scope';
import { addReturnTodo, requireLoan, requireLoanIn, toLoanView } from './lend.ts';

export const loanCursor = z.tuple([z.string().max(40), z.uuid()]);

/** 借阅登记簿, the one asked for last first. */
export const listLoans = async (tdb: TenantDb, scope: TenantScope, input: ListLoansInput): Promise<Page<LoanView>> => {
  const { direction, limit } = input;
  const cursor = decodeCursor(loanCursor, input.cursor);
  const rows = await listLoanRows(tdb, scope.tenantId, input, { cursor, direction, limit });
  const total = await countLoanRows(tdb, scope.tenantId, input);
  const page = cutPage(rows, { limit, direction, hasCursor: cursor !== undefined, total }, (row) =>
    encodeCursor([row.createdAt, row.id]),
  );
  return { rows: page.rows.map(toLoanView), page: page.page };
};

export const getLoan = async (tdb: TenantDb, scope: TenantScope, input: { loanId: string }): Promise<LoanView> =>
  toLoanView(await requireLoan(tdb, scope, input.loanId));

const changeLoan = async (
  tdb: TenantDb,
  scope: TenantScope,
  loan: LoanRow,
  rowVersion: number,
  change: LoanChange,
): Promise<void> => {
  if (!(await updateLoan(tdb, { tenantId: scope.tenantId, loanId: loan.id, rowVersion }, change)))
    throw new AppError('STALE_VERSION', `loan ${loan.id} is at ${loan.rowVersion}`);
};

const told = (action: string, loan: LoanRow, detail: Record<string, unknown>) => ({
  action,
  objectKind: 'borrowing',
  objectId: loan.id,
  objectLabel: `${loan.what} ${loan.borrowerName}`,
  detail,
});

/** 审批: by somebody else than who asked. */
export const decideLoan = async (tdb: TenantDb, scope: TenantScope, input: DecideLoanInput): Promise<LoanView> => {
  const { isApproved, note } = input;
  refuseClassified(note);
  const loan = await requireLoanIn(tdb, scope, input.loanId, 'requested');
  if (loan.createdBy === scope.accountId) throw new AppError('LOAN_OWN_REQUEST', `loan ${loan.id} is one's own`);
  await changeLoan(tdb, scope, loan, input.rowVersion, {
    state: isApproved ? 'approved' : 'refused',
    approvedByName: scope.actorName,
    approvalNote: note ?? null,
  });
  const link = `visits/loans?loan=${loan.id}`;
  await closeTodo(tdb, scope, { kind: 'loan_approval', objectId: loan.id });
  if (isApproved)
    await addTodo(tdb, scope, {
      kind: 'loan_hand_over',
      title: `交付已批准的借阅：${loan.what}（${loan.borrowerName}）`,
      source: loan.borrowerName,
      link,
      permission: 'use.register',
      objectId: loan.id,
    });
  await notify(tdb, scope, {
    kind: 'loan',
    title: `${isApproved ? '借阅已批准' : '借阅未批准'}：${loan.what}（${loan.borrowerName}）`,
    link,
    accountIds: [loan.createdBy],
  });
  await audit(tdb, scope, told('use.decideLoan', loan, { isApproved, note: note ?? null }));
  return toLoanView(await requireLoan(tdb, scope, loan.id));
};

/** 续借. */
export const extendLoan = async (tdb: TenantDb, scope: TenantScope, input: ExtendLoanInput): Promise<LoanView> => {
  const { dueOn, reason } = input;
  refuseClassified(reason);
  const loan = await requireLoanIn(tdb, scope, input.loanId, 'lent');
  if (dueOn <= loan.dueOn || dueOn < (await readToday(tdb)))
    throw new AppError('BAD_INPUT', 'not later than now', { dueOn: 'RANGE' });
  await changeLoan(tdb, scope, loan, input.rowVersion, { dueOn, remindedOn: null });
  if (loan.outId) await moveOutDay(tdb, scope.tenantId, loan.outId, dueOn);
  await closeTodo(tdb, scope, { kind: 'loan_return', objectId: loan.id });
  await addReturnTodo(tdb, scope, { ...loan, dueOn });
  await audit(tdb, scope, told('use.extendLoan', loan, { reason, from: loan.dueOn, to: dueOn }));
  return toLoanView(await requireLoan(tdb, scope, loan.id));
};

/** Brings the thing back into the store; what is lost stays out. */
const takeIntoStore = async (tdb: TenantDb, scope: TenantScope, loan: LoanRow, note: string | undefined) => {
  const out = loan.outId === null ? undefined : await findOut(tdb, scope.tenantId, loan.outId);
  if (!out) throw new AppError('LOAN_STATE_WRONG', `loan ${loan.id} has nothing out`);
  const key = { tenantId: scope.tenantId, id: out.id, rowVersion: out.rowVersion };
  const values = { returnNote: note ?? null, takenByName: scope.actorName };
  if (!(await returnOut(tdb, key, values)))
    throw new AppError('STALE_VERSION', `line ${out.id} is back or was changed`);
};

const noteEffect = async (
  tdb: TenantDb,
  scope: TenantScope & { accountId: string },
  loan: LoanRow,
  input: ReturnLoanInput,
  today: string,
): Promise<LoanChange> => {
  const { effect } = input;
  if (!effect.known) {
    if (effect.askAgainOn <= today) throw new AppError('BAD_INPUT', 'asked again in the past', { askAgainOn: 'PAST' });
    return { effectAskOn: effect.askAgainOn };
  }
  const id = uuidv7();
  refuseClassified(effect.description);
  await insertEffect(tdb, {
    tenantId: scope.tenantId,
    id,
    visitId: null,
    borrowingId: loan.id,
    notedOn: today,
    userName: loan.borrowerName,
    userUnit: loan.borrowerUnit,
    question: loan.subject,
    kind: effect.kind,
    description: effect.description,
    amountYuan: effect.amountYuan === undefined ? null : String(effect.amountYuan),
    isTypical: effect.isTypical,
    handlerName: scope.actorName,
    createdBy: scope.accountId,
  });
  return { effectId: id };
};

/** 归还. A loan ends with what came of it, or with the day on which the borrower is asked again. */
export const returnLoan = async (tdb: TenantDb, scope: TenantScope, input: ReturnLoanInput): Promise<LoanView> => {
  const { accountId } = scope;
  if (accountId === null) throw new AppError('FORBIDDEN', 'a return is taken by a person');
  const { condition, note } = input;
  refuseClassified(note);
  const loan = await requireLoanIn(tdb, scope, input.loanId, 'lent');
  const today = await readToday(tdb);
  const isLost = condition === 'lost';
  const outcome = await noteEffect(tdb, { ...scope, accountId }, loan, input, today);
  const state = isLost ? 'lost' : 'returned';
  const change = { state, returnedOn: today, condition, returnNote: note ?? null, ...outcome };
  await changeLoan(tdb, scope, loan, input.rowVersion, change);
  if (!isLost) await takeIntoStore(tdb, scope, loan, note);
  await closeTodo(tdb, scope, { kind: 'loan_return', objectId: loan.id });
  const detail = { condition, effect: outcome.effectId ?? null, askAgainOn: outcome.effectAskOn ?? null };
  await audit(tdb, scope, told('use.returnLoan', loan, detail));
  return toLoanView(await requireLoan(tdb, scope, loan.id));
};
