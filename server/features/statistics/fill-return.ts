import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import {
  insertSubmission,
  lockReturnDraft,
  saveReturnDraft,
  supersedeSubmissions,
} from '@/db/queries/statistics/statistics.queries';
import { audit } from '@/server/audit/audit';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { cellsOfForm } from '@/server/domain/statistics/form';
import type { FormRefInput, SaveReturnInput } from '@/server/domain/statistics/statistics';
import { sendDispatch } from '@/server/features/tenancy';
import type { TenantScope } from '@/server/tenancy/scope';
import { addresseesOf } from './list-returns.ts';
import { enteredOf, explained, explanationsOf, type FilledReturn, fillReturn } from './own-return.ts';
import { ownStanding } from './standing.ts';

/** @throws AppError FORBIDDEN for a job */
export const requirePerson = ({ accountId }: TenantScope): string => {
  if (accountId === null) throw new AppError('FORBIDDEN', 'a return is filled in by a person');
  return accountId;
};

/** @throws AppError STATISTICS_LOCKED once a supervisor has accepted it, until it is sent back */
export const requireOpen = ({ submissions, documents, form }: FilledReturn): void => {
  if (ownStanding(submissions, documents).state === 'accepted')
    throw new AppError('STATISTICS_LOCKED', `${form.key} is accepted`);
};

const without = (all: Record<string, unknown>, key: string): void => {
  delete all[key];
};

/**
 * 填报: keeps what was entered and said to the checks. Cells that are computed or sums are nobody's to enter.
 * @throws AppError STATISTICS_LOCKED, STALE_VERSION, NOT_FOUND for a cell that is not entered
 */
export const saveReturn = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: SaveReturnInput,
): Promise<{ rowVersion: number }> => {
  const accountId = requirePerson(scope);
  for (const { text } of input.explanations) refuseClassified(text);
  const key = { tenantId: scope.tenantId, formKey: input.formKey, year: input.year };
  const locked = await lockReturnDraft(tdb, key);
  const filled = await fillReturn(tdb, scope, input);
  requireOpen(filled);
  if ((locked?.rowVersion ?? 0) !== input.rowVersion)
    throw new AppError('STALE_VERSION', `${input.formKey} ${input.year} was changed meanwhile`);
  const open = new Set(cellsOfForm(filled.form).flatMap(({ ref, rule }) => (rule.by === 'entered' ? [ref] : [])));
  const entered: Record<string, number | null> = { ...enteredOf(locked) };
  for (const { ref, value } of input.entered) {
    if (!open.has(ref)) throw new AppError('NOT_FOUND', `${ref} is not entered in ${input.formKey}`);
    if (value === null) without(entered, ref);
    else entered[ref] = value;
  }
  const explanations: Record<string, string> = { ...explanationsOf(locked) };
  for (const { key: problem, text } of input.explanations) {
    if (text === undefined) without(explanations, problem);
    else explanations[problem] = text;
  }
  const saved = await saveReturnDraft(tdb, {
    ...key,
    id: locked?.id ?? uuidv7(),
    entered,
    explanations,
    updatedBy: accountId,
    updatedByName: scope.actorName,
  });
  await audit(tdb, scope, {
    action: 'statistics.save',
    objectKind: 'statistical_return',
    objectId: saved.id,
    objectLabel: `${input.year} ${filled.form.name.zh}`,
    detail: { entered: input.entered, explanations: input.explanations },
  });
  return { rowVersion: saved.rowVersion };
};

/** Calls and returned forms that wait for this submission have their answer in it. */
const answerCalls = async (tdb: TenantDb, scope: TenantScope, { documents, form }: FilledReturn, year: number) => {
  for (const document of documents) {
    if (document.isAnswered || document.kind === 'statistics_acceptance') continue;
    await sendDispatch(tdb, scope, {
      addresseeTenantId: document.senderTenantId,
      kind: 'receipt',
      title: `${year}年统计年报《${form.name.zh}》已上报`,
      body: { receivedBy: scope.actorName, note: null },
      inReplyTo: document.id,
    });
  }
};

/**
 * 上报. Computes the form anew and gives every cell, the checks and what was said to them to each supervisor as they are
 * at this moment. An earlier submission of the same form and year goes out of force.
 * @throws AppError STATISTICS_LOCKED; STATISTICS_UNEXPLAINED while a cell is empty or a check has no explanation
 */
export const submitReturn = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: FormRefInput,
): Promise<{ supervisors: string[]; asOf: string }> => {
  const submittedBy = requirePerson(scope);
  const filled = await fillReturn(tdb, scope, input);
  requireOpen(filled);
  const problems = explained(filled.problems, explanationsOf(filled.draft));
  const open = problems.filter(({ kind, explanation }) => kind === 'missing' || explanation === null);
  if (open.length > 0)
    throw new AppError('STATISTICS_UNEXPLAINED', `${open.length} checks are open in ${input.formKey}`);
  const addressees = await addresseesOf(tdb, filled.issuer);
  if (addressees.length === 0)
    throw new AppError('ADDRESSEE_NOT_RELATED', `tenant ${scope.tenantId} has no supervisor`);
  const { form, values, period } = filled;
  for (const { tenantId: addresseeTenantId } of addressees) {
    const key = { tenantId: scope.tenantId, addresseeTenantId, formKey: form.key, year: input.year };
    await supersedeSubmissions(tdb, { ...key, basis: 'own' });
    await insertSubmission(tdb, {
      ...key,
      id: uuidv7(),
      form,
      asOf: period.to,
      basis: 'own',
      cells: values,
      problems,
      parts: [],
      unitName: scope.tenantName,
      submittedBy,
      submittedByName: scope.actorName,
    });
  }
  await answerCalls(tdb, scope, filled, input.year);
  const supervisors = addressees.map((one) => one.name);
  await audit(tdb, scope, {
    action: 'statistics.submit',
    objectKind: 'statistical_submission',
    objectId: `${form.key} ${input.year}`,
    objectLabel: `${input.year} ${form.name.zh}`,
    detail: { to: supervisors, asOf: period.to, cells: values },
  });
  return { supervisors, asOf: period.to };
};
