import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import { readToday } from '@/db/queries/archive-scheme.queries';
import { lockBoxes } from '@/db/queries/storage-box.queries';
import { insertOut } from '@/db/queries/storage-out.queries';
import { lockItemsForBox } from '@/db/queries/storage-pack.queries';
import { insertVisit } from '@/db/queries/use.queries';
import { insertLines, listItemIdsInBox, type UsableRecordRow } from '@/db/queries/use-line.queries';
import { findLoan, insertLoan, type LoanRow, updateLoan } from '@/db/queries/use-loan.queries';
import { findUseSetting } from '@/db/queries/use-rule.queries';
import { audit } from '@/server/audit/audit';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { addDays } from '@/server/domain/shared/working-days';
import type { UseDecision } from '@/server/domain/use/access-decision';
import {
  FIRST_SETTING,
  type HandOverLoanInput,
  type LoanView,
  loanView,
  type RequestLoanInput,
} from '@/server/domain/use/loan';
import { addTodo, closeTodo } from '@/server/features/platform';
import type { TenantScope } from '@/server/tenancy/scope';
import { decideOn, requireUsable, unitOfLevel } from './compose-visit.ts';

const LONGEST_DAYS = 180;

export const toLoanView = (row: LoanRow): LoanView => loanView.parse(row);

export const requireLoan = async (tdb: TenantDb, scope: TenantScope, loanId: string): Promise<LoanRow> => {
  const loan = await findLoan(tdb, scope.tenantId, loanId);
  if (!loan) throw new AppError('NOT_FOUND', `loan ${loanId} is not in tenant ${scope.tenantId}`);
  return loan;
};

export const requireLoanIn = async (
  tdb: TenantDb,
  scope: TenantScope,
  loanId: string,
  state: string,
): Promise<LoanRow> => {
  const loan = await requireLoan(tdb, scope, loanId);
  if (loan.state !== state) throw new AppError('LOAN_STATE_WRONG', `loan ${loanId} is ${loan.state}`);
  return loan;
};

interface Subject {
  what: string;
  title: string;
  records: UsableRecordRow[];
}

/** What is to be lent, locked so that nobody else lends or moves it meanwhile. */
const requireSubject = async (
  tdb: TenantDb,
  scope: TenantScope,
  subject: { kind: 'box' | 'item'; id: string },
): Promise<Subject> => {
  const { kind, id } = subject;
  if (kind === 'item') {
    const [record] = [...(await requireUsable(tdb, scope, [id])).values()];
    const [locked] = await lockItemsForBox(tdb, scope.tenantId, [id]);
    if (!record || !locked) throw new AppError('NOT_FOUND', `record ${id} is not in tenant ${scope.tenantId}`);
    return { what: record.referenceCode, title: record.title, records: [record] };
  }
  const [box] = await lockBoxes(tdb, scope.tenantId, [id]);
  if (!box) throw new AppError('NOT_FOUND', `box ${id} is not in tenant ${scope.tenantId}`);
  const inside = await requireUsable(tdb, scope, await listItemIdsInBox(tdb, scope.tenantId, id));
  const title = `第${box.boxNumber}盒，内有${inside.size}件`;
  return { what: box.label, title, records: [...inside.values()] };
};

/** The strictest of what the records ask. */
const decideAll = (decisions: readonly { record: UsableRecordRow; decision: UseDecision }[]): boolean => {
  for (const { record, decision } of decisions) {
    if (record.holderName !== null) throw new AppError('ALREADY_OUT', `record ${record.id} is out`);
    if (decision.reading === 'refused')
      throw new AppError('USE_REFUSED', `record ${record.id} is closed`, {
        referenceCode: record.referenceCode,
        basis: decision.basis,
        until: decision.until ?? '',
      });
  }
  return decisions.some(({ decision }) => decision.reading === 'approval' || decision.copying !== 'allowed');
};

const needsApproval = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: RequestLoanInput,
  records: readonly UsableRecordRow[],
): Promise<boolean> => {
  const today = await readToday(tdb);
  if (input.dueOn < today || input.dueOn > addDays(today, LONGEST_DAYS))
    throw new AppError('BAD_INPUT', 'due in the past or too late', { dueOn: 'RANGE' });
  const asker = { scope, visitorKind: input.borrowerKind, visitorName: input.borrowerName, today };
  const isRestricted = decideAll(records.map((record) => ({ record, decision: decideOn(record, asker) })));
  const rule = (await findUseSetting(tdb, scope.tenantId)) ?? FIRST_SETTING;
  return (
    isRestricted ||
    rule.approvalFor === 'all' ||
    input.borrowerKind !== 'internal' ||
    input.dueOn > addDays(today, rule.loanDays)
  );
};

/** The thing leaves: a line of what is out of the store, a visit of the register, a to-do until it is back. */
const giveToBorrower = async (tdb: TenantDb, scope: TenantScope, loan: LoanRow): Promise<void> => {
  if (scope.accountId === null) throw new AppError('FORBIDDEN', 'a loan is handed over by a person');
  const { tenantId } = scope;
  const today = await readToday(tdb);
  const [outId, visitId] = [uuidv7(), uuidv7()];
  const { boxId, itemId, dueOn } = loan;
  await insertOut(tdb, {
    tenantId,
    id: outId,
    boxId,
    itemId,
    holderName: loan.borrowerName,
    holderUnit: loan.borrowerUnit,
    purpose: loan.subject,
    dueOn,
    handedByName: scope.actorName,
  });
  const record = itemId === null ? undefined : (await requireUsable(tdb, scope, [itemId])).get(itemId);
  const unit = record ? unitOfLevel(record.level) : 'volume';
  await insertVisit(tdb, {
    tenantId,
    id: visitId,
    readerId: null,
    effectAskOn: null,
    handlerName: scope.actorName,
    createdBy: scope.accountId,
    visitedOn: today,
    visitorName: loan.borrowerName,
    visitorKind: loan.borrowerKind,
    ageGroup: null,
    visitorUnit: loan.borrowerUnit,
    personCount: 1,
    channel: 'onsite',
    purpose: loan.purpose,
    services: ['lending'],
    subject: loan.subject,
    volumeCount: unit === 'volume' ? 1 : 0,
    itemCount: unit === 'volume' ? 0 : 1,
    copiedPages: 0,
    result: 'found',
    sought: null,
    soughtState: null,
    approvedByName: loan.approvedByName,
    approvalNote: loan.approvalNote,
  });
  const basis = loan.borrowerKind === 'internal' ? 'own_work' : 'consent';
  const line = { id: uuidv7(), position: 0, itemId, referenceCode: loan.what, title: loan.title, unit, basis } as const;
  await insertLines(tdb, { tenantId, visitId, visitedOn: today }, [{ ...line, state: 'delivered', copy: null }]);
  const key = { tenantId, loanId: loan.id, rowVersion: loan.rowVersion };
  if (!(await updateLoan(tdb, key, { state: 'lent', lentOn: today, outId, visitId })))
    throw new AppError('STALE_VERSION', `loan ${loan.id} is at ${loan.rowVersion}`);
  await closeTodo(tdb, scope, { kind: 'loan_hand_over', objectId: loan.id });
  await addReturnTodo(tdb, scope, { ...loan, dueOn });
};

export const addReturnTodo = (
  tdb: TenantDb,
  scope: TenantScope,
  loan: Pick<LoanRow, 'id' | 'what' | 'borrowerName' | 'dueOn'>,
): Promise<void> =>
  addTodo(tdb, scope, {
    kind: 'loan_return',
    title: `收回借出档案：${loan.what}（${loan.borrowerName}）`,
    source: loan.borrowerName,
    link: `visits/loans?loan=${loan.id}`,
    permission: 'use.register',
    objectId: loan.id,
    dueOn: loan.dueOn,
  });

/** 借阅登记. What the rule lets go at once is handed over in the same act; the rest waits for whoever approves. */
export const requestLoan = async (tdb: TenantDb, scope: TenantScope, input: RequestLoanInput): Promise<LoanView> => {
  if (scope.accountId === null) throw new AppError('FORBIDDEN', 'a loan is registered by a person');
  const { kind, id: subjectId, approval } = input;
  refuseClassified(input.subject, input.borrowerName, input.borrowerUnit, input.contact, approval?.note);
  const { what, title, records } = await requireSubject(tdb, scope, { kind, id: subjectId });
  const asks = await needsApproval(tdb, scope, input, records);
  const waits = asks && approval === undefined;
  const id = uuidv7();
  await insertLoan(tdb, {
    tenantId: scope.tenantId,
    id,
    boxId: kind === 'box' ? subjectId : null,
    itemId: kind === 'item' ? subjectId : null,
    what,
    title,
    borrowerName: input.borrowerName,
    borrowerUnit: input.borrowerUnit ?? null,
    borrowerKind: input.borrowerKind,
    contact: input.contact ?? null,
    purpose: input.purpose,
    subject: input.subject,
    dueOn: input.dueOn,
    state: waits ? 'requested' : 'approved',
    needsApproval: asks,
    approvedByName: approval?.byName ?? null,
    approvalNote: approval?.note ?? null,
    handlerName: scope.actorName,
    createdBy: scope.accountId,
  });
  if (waits)
    await addTodo(tdb, scope, {
      kind: 'loan_approval',
      title: `审批借阅：${what}（${input.borrowerName}）`,
      source: input.borrowerName,
      link: `visits/loans?loan=${id}`,
      permission: 'use.approve',
      objectId: id,
    });
  else await giveToBorrower(tdb, scope, await requireLoan(tdb, scope, id));
  await audit(tdb, scope, {
    action: 'use.requestLoan',
    objectKind: 'borrowing',
    objectId: id,
    objectLabel: `${what} ${input.borrowerName}`,
    detail: { dueOn: input.dueOn, needsApproval: asks, approvedBy: approval?.byName ?? null, isLent: !waits },
  });
  return toLoanView(await requireLoan(tdb, scope, id));
};

/** 交付 of what was approved since. */
export const handOverLoan = async (tdb: TenantDb, scope: TenantScope, input: HandOverLoanInput): Promise<LoanView> => {
  const loan = await requireLoanIn(tdb, scope, input.loanId, 'approved');
  if (loan.rowVersion !== input.rowVersion) throw new AppError('STALE_VERSION', `loan ${loan.id} was changed`);
  if (loan.dueOn < (await readToday(tdb))) throw new AppError('LOAN_DUE_OVER', `loan ${loan.id} was due ${loan.dueOn}`);
  await giveToBorrower(tdb, scope, loan);
  await audit(tdb, scope, {
    action: 'use.handOverLoan',
    objectKind: 'borrowing',
    objectId: loan.id,
    objectLabel: `${loan.what} ${loan.borrowerName}`,
    detail: { dueOn: loan.dueOn },
  });
  return toLoanView(await requireLoan(tdb, scope, loan.id));
};
