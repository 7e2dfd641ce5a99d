import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { readToday } from '@/db/queries/archive-scheme.queries';
import { findVisitForUpdate } from '@/db/queries/use.queries';
import {
  askLoanAgain,
  countEffectRows,
  countToAskRows,
  type EffectRow,
  findEffect,
  insertEffect,
  listEffectRows,
  listToAskRows,
  setVisitAsk,
  sumEffectYuan,
  voidEffectRow,
} from '@/db/queries/use-effect.queries';
import { settleLoanEffect, updateLoan } from '@/db/queries/use-loan.queries';
import { audit } from '@/server/audit/audit';
import { AppError } from '@/server/domain/shared/app-error';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { addDays } from '@/server/domain/shared/working-days';
import {
  type AskLaterInput,
  type EffectPage,
  type EffectView,
  effectView,
  type ListEffectsInput,
  type ListToAskInput,
  type RegisterEffectInput,
  type ToAskView,
  toAskView,
  type VoidEffectInput,
} from '@/server/domain/use/use-effect';
import { closeTodo } from '@/server/features/platform';
import type { TenantScope } from '@/server/tenancy/scope';
import { requireLoan } from './lend.ts';

const dayCursor = z.tuple([z.iso.date(), z.uuid()]);
/** One to-do for all readers who are to be asked: it is about the list, which has no row of its own. */
export const ASK_LIST_ID = '00000000-0000-4000-8000-00000000a5c0';
const ASK_AGAIN_DAYS = 7;

export const toEffectView = (row: EffectRow): EffectView => effectView.parse(row);

/** 利用效果登记, newest first, with the sum of what was saved. */
export const listEffects = async (tdb: TenantDb, scope: TenantScope, input: ListEffectsInput): Promise<EffectPage> => {
  const { direction, limit } = input;
  const cursor = decodeCursor(dayCursor, input.cursor);
  const rows = await listEffectRows(tdb, scope.tenantId, input, { cursor, direction, limit });
  const total = await countEffectRows(tdb, scope.tenantId, input);
  const cut = { limit, direction, hasCursor: cursor !== undefined, total };
  const page = cutPage(rows.map(toEffectView), cut, (row) => encodeCursor([row.notedOn, row.id]));
  return { ...page, amountYuan: await sumEffectYuan(tdb, scope.tenantId, input) };
};

/** 待回访. */
export const listToAsk = async (tdb: TenantDb, scope: TenantScope, input: ListToAskInput): Promise<Page<ToAskView>> => {
  const { direction, limit } = input;
  const cursor = decodeCursor(dayCursor, input.cursor);
  const rows = await listToAskRows(tdb, scope.tenantId, { cursor, direction, limit });
  const total = await countToAskRows(tdb, scope.tenantId);
  return cutPage(
    rows.map((row) => toAskView.parse(row)),
    { limit, direction, hasCursor: cursor !== undefined, total },
    (row) => encodeCursor([row.askOn, row.id]),
  );
};

const endAskingWhenEmpty = async (tdb: TenantDb, scope: TenantScope): Promise<void> => {
  if ((await countToAskRows(tdb, scope.tenantId)) === 0)
    await closeTodo(tdb, scope, { kind: 'effect_ask', objectId: ASK_LIST_ID });
};

const requireVisit = async (tdb: TenantDb, scope: TenantScope, visitId: string) => {
  const visit = await findVisitForUpdate(tdb, scope.tenantId, visitId);
  if (!visit) throw new AppError('NOT_FOUND', `visit ${visitId} is not in tenant ${scope.tenantId}`);
  return visit;
};

/** Registers what came of a use. Whoever was to be asked has answered. */
export const registerEffect = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: RegisterEffectInput,
): Promise<EffectView> => {
  if (scope.accountId === null) throw new AppError('FORBIDDEN', 'an effect is registered by a person');
  const { visitId, loanId, amountYuan, userUnit, ...fields } = input;
  refuseClassified(fields.description, fields.question, fields.userName, userUnit);
  if (fields.notedOn > (await readToday(tdb))) throw new AppError('BAD_INPUT', 'of tomorrow', { notedOn: 'FUTURE' });
  if (visitId !== undefined) await requireVisit(tdb, scope, visitId);
  if (loanId !== undefined) await requireLoan(tdb, scope, loanId);
  const id = uuidv7();
  await insertEffect(tdb, {
    ...fields,
    tenantId: scope.tenantId,
    id,
    visitId: visitId ?? null,
    borrowingId: loanId ?? null,
    userUnit: userUnit ?? null,
    amountYuan: amountYuan === undefined ? null : String(amountYuan),
    handlerName: scope.actorName,
    createdBy: scope.accountId,
  });
  if (visitId !== undefined) await setVisitAsk(tdb, scope.tenantId, visitId, null);
  if (loanId !== undefined) await settleLoanEffect(tdb, scope.tenantId, loanId, id);
  await endAskingWhenEmpty(tdb, scope);
  await audit(tdb, scope, {
    action: 'use.registerEffect',
    objectKind: 'use_effect',
    objectId: id,
    objectLabel: `${fields.notedOn} ${fields.userName}`,
    detail: { kind: fields.kind, amountYuan: amountYuan ?? null, visitId: visitId ?? null, loanId: loanId ?? null },
  });
  const row = await findEffect(tdb, scope.tenantId, id);
  if (!row) throw new Error('an effect that was just written is gone');
  return toEffectView(row);
};

/** Strikes an effect out. A loan that it closed is asked about again: it may not stand without. */
export const voidEffect = async (tdb: TenantDb, scope: TenantScope, input: VoidEffectInput): Promise<EffectView> => {
  const { effectId, rowVersion, reason } = input;
  refuseClassified(reason);
  const before = await findEffect(tdb, scope.tenantId, effectId);
  if (!before) throw new AppError('NOT_FOUND', `effect ${effectId} is not in tenant ${scope.tenantId}`);
  if (before.state === 'void') throw new AppError('CONFLICT', `effect ${effectId} is void already`);
  if (!(await voidEffectRow(tdb, { tenantId: scope.tenantId, effectId, rowVersion })))
    throw new AppError('STALE_VERSION', `effect ${effectId} is at ${before.rowVersion}`);
  await askLoanAgain(tdb, scope.tenantId, effectId, addDays(await readToday(tdb), ASK_AGAIN_DAYS));
  await audit(tdb, scope, {
    action: 'use.voidEffect',
    objectKind: 'use_effect',
    objectId: effectId,
    objectLabel: `${before.notedOn} ${before.userName}`,
    detail: { reason },
  });
  return toEffectView({ ...before, state: 'void', rowVersion: rowVersion + 1 });
};

/** Asks again on a day, or, for a visit, no more. */
export const askLater = async (tdb: TenantDb, scope: TenantScope, input: AskLaterInput): Promise<void> => {
  const { source, id, askAgainOn, note } = input;
  refuseClassified(note);
  const about =
    source === 'visit'
      ? await requireVisit(tdb, scope, id).then((visit) => visit.visitorName)
      : await requireLoan(tdb, scope, id).then((loan) => loan.borrowerName);
  if (askAgainOn !== null && askAgainOn <= (await readToday(tdb)))
    throw new AppError('BAD_INPUT', 'asked again in the past', { askAgainOn: 'PAST' });
  if (source === 'visit') await setVisitAsk(tdb, scope.tenantId, id, askAgainOn);
  else {
    const loan = await requireLoan(tdb, scope, id);
    if (loan.state !== 'returned' || askAgainOn === null)
      throw new AppError('LOAN_STATE_WRONG', `loan ${id} ends with an effect`);
    await updateLoan(
      tdb,
      { tenantId: scope.tenantId, loanId: id, rowVersion: loan.rowVersion },
      { effectAskOn: askAgainOn },
    );
  }
  await endAskingWhenEmpty(tdb, scope);
  await audit(tdb, scope, {
    action: 'use.askLater',
    objectKind: source === 'visit' ? 'reading_visit' : 'borrowing',
    objectId: id,
    objectLabel: about,
    detail: { askAgainOn, note },
  });
};
