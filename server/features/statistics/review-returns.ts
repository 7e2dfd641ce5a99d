import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import type { TenantDb } from '@/db/client';
import {
  insertSubmission,
  listOwnSubmissions,
  listReceivedStatisticsDocuments,
  supersedeSubmissions,
  updateOwnForm,
} from '@/db/queries/statistics/statistics.queries';
import { listKnownTenants } from '@/db/queries/workspace.queries';
import { audit } from '@/server/audit/audit';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { checkForm } from '@/server/domain/statistics/form';
import { nationalForm } from '@/server/domain/statistics/national-forms';
import type {
  CallReturnInput,
  callReturnBody,
  FormRefInput,
  ReviewReturnInput,
  reviewReturnBody,
  UnitReturnView,
} from '@/server/domain/statistics/statistics';
import { figurePeriod } from '@/server/features/figure';
import { addresseeForUnit, sendDispatch } from '@/server/features/tenancy';
import type { TenantScope } from '@/server/tenancy/scope';
import { requirePerson } from './fill-return.ts';
import { consolidate, unitsBelow } from './received-returns.ts';
import { requireIssuedForm } from './require-form.ts';
import { standingOf } from './standing.ts';

/**
 * 布置 (and, sent again, 催报): the form goes to each unit that fills it in, with the day by which it is wanted. A form
 * of the own office travels along as it is now: what is changed afterwards reaches nobody until it is sent again.
 * @throws AppError NOT_FOUND for a unit that does not fill in the form
 */
export const callReturns = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: CallReturnInput,
): Promise<{ sent: number }> => {
  refuseClassified(input.note);
  const { year, formKey, dueOn } = input;
  const { form, isOwn } = await requireIssuedForm(tdb, scope.tenantId, formKey);
  const all = (await unitsBelow(tdb, scope.tenantId, null)).filter((unit) => form.fillers.includes(unit.kind));
  const wanted = input.unitTenantIds ? new Set(input.unitTenantIds) : null;
  const units = wanted ? all.filter((unit) => wanted.has(unit.tenantId)) : all;
  if (wanted && units.length !== wanted.size) throw new AppError('NOT_FOUND', 'a unit does not fill in this form');
  const body: z.infer<typeof callReturnBody> = {
    year,
    formKey,
    formName: form.name.zh,
    ...(isOwn ? { form } : {}),
    note: input.note ?? null,
    issuedBy: scope.actorName,
  };
  for (const unit of units)
    await sendDispatch(tdb, scope, {
      addresseeTenantId: unit.tenantId,
      kind: 'statistics_call',
      title: `请填报${year}年统计年报《${form.name.zh}》`,
      body,
      dueOn,
    });
  if (isOwn && units.length > 0)
    await updateOwnForm(tdb, { tenantId: scope.tenantId, id: formKey }, { state: 'issued' });
  await audit(tdb, scope, {
    action: 'statistics.call',
    objectKind: 'dispatch',
    objectLabel: `${year} ${form.name.zh}`,
    detail: { year, formKey, dueOn, units: units.map((unit) => unit.name) },
  });
  return { sent: units.length };
};

const findUnit = async (tdb: TenantDb, scope: TenantScope, input: ReviewReturnInput): Promise<UnitReturnView> => {
  const { units } = await consolidate(tdb, scope, input);
  const unit = units.find((one) => one.tenantId === input.unitTenantId);
  if (!unit) throw new AppError('NOT_FOUND', `tenant ${input.unitTenantId} does not hand up to this tenant`);
  return unit;
};

/**
 * 审核: accepts what a unit handed up, which locks it, or sends it back with a reason, which takes it out of all sums.
 * @throws AppError NOT_FOUND; STATISTICS_NOT_HANDED_UP; STATISTICS_LOCKED; UNIT_GONE
 */
export const reviewReturn = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ReviewReturnInput,
): Promise<UnitReturnView> => {
  const { year, formKey, decision, reason } = input;
  refuseClassified(reason);
  const unit = await findUnit(tdb, scope, input);
  if (unit.state === 'not_released' || unit.state === 'returned')
    throw new AppError('STATISTICS_NOT_HANDED_UP', `${unit.name} has nothing to be looked at for ${formKey} ${year}`);
  if (unit.state === 'accepted' && decision === 'accepted')
    throw new AppError('STATISTICS_LOCKED', `${unit.name} ${formKey} ${year} is accepted already`);
  const { form } = await requireIssuedForm(tdb, scope.tenantId, formKey);
  const { addresseeTenantId, about } = await addresseeForUnit(tdb, unit);
  const body: z.infer<typeof reviewReturnBody> = {
    year,
    ...about,
    formKey,
    formName: form.name.zh,
    reason: reason ?? null,
    issuedBy: scope.actorName,
  };
  const { id } = await sendDispatch(tdb, scope, {
    addresseeTenantId,
    kind: decision === 'accepted' ? 'statistics_acceptance' : 'statistics_return',
    title: `${about.unitName ?? ''}${year}年统计年报《${form.name.zh}》${decision === 'accepted' ? '已审核通过' : '请更正后重新上报'}`,
    body,
  });
  await audit(tdb, scope, {
    action: 'statistics.review',
    objectKind: 'dispatch',
    objectId: id,
    objectLabel: unit.name,
    detail: { decision, ...body },
  });
  return findUnit(tdb, scope, input);
};

/**
 * 汇总上报: hands the sum of what units have handed up on to each supervisor, with the units that are in it.
 * @throws AppError ADDRESSEE_NOT_RELATED; STATISTICS_NOT_HANDED_UP; STATISTICS_LOCKED; NOT_FOUND for an own form
 */
export const handOnReturns = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: FormRefInput,
): Promise<{ units: number; supervisors: string[] }> => {
  const submittedBy = requirePerson(scope);
  if (!nationalForm(input.formKey)) throw new AppError('NOT_FOUND', 'an own form has nobody above it');
  const supervisors = (await listKnownTenants(tdb)).filter((tenant) => tenant.depth === -1);
  if (supervisors.length === 0)
    throw new AppError('ADDRESSEE_NOT_RELATED', `tenant ${scope.tenantId} has no supervisor`);
  const { form, values, counted } = await consolidate(tdb, scope, input);
  if (counted.length === 0) throw new AppError('STATISTICS_NOT_HANDED_UP', `nothing to hand on of ${input.formKey}`);
  const documents = (await listReceivedStatisticsDocuments(tdb, scope.tenantId, input.year)).filter(
    (document) => document.formKey === input.formKey,
  );
  const mine = (await listOwnSubmissions(tdb, scope.tenantId, input.year)).filter(
    (row) => row.formKey === input.formKey && row.basis === 'rolled_up',
  );
  const isLocked = mine.some(
    (row) =>
      standingOf(
        row,
        documents.filter(
          (document) => document.senderTenantId === row.addresseeTenantId && document.unitTenantId === row.unitTenantId,
        ),
      ).state === 'accepted',
  );
  if (isLocked) throw new AppError('STATISTICS_LOCKED', `the sum of ${input.formKey} ${input.year} is accepted`);
  const { to: asOf } = await figurePeriod(tdb, { year: input.year });
  const parts = counted.map((row) => ({
    unitTenantId: row.unitTenantId,
    unitName: row.unitName,
    basis: row.basis,
    cells: row.cells,
  }));
  const problems = checkForm(form, values, {})
    .filter((problem) => problem.kind === 'relation')
    .map((problem) => ({ ...problem, explanation: null }));
  for (const { tenantId: addresseeTenantId } of supervisors) {
    const key = { tenantId: scope.tenantId, addresseeTenantId, formKey: form.key, year: input.year };
    await supersedeSubmissions(tdb, { ...key, basis: 'rolled_up' });
    await insertSubmission(tdb, {
      ...key,
      id: uuidv7(),
      form,
      asOf,
      basis: 'rolled_up',
      cells: values,
      problems,
      parts,
      unitName: scope.tenantName,
      submittedBy,
      submittedByName: scope.actorName,
    });
  }
  const names = supervisors.map((one) => one.name);
  await audit(tdb, scope, {
    action: 'statistics.handOn',
    objectKind: 'statistical_submission',
    objectId: `${form.key} ${input.year}`,
    objectLabel: `${input.year} ${form.name.zh}`,
    detail: { to: names, asOf, units: parts.map((part) => part.unitName), cells: values },
  });
  return { units: new Set(counted.map((row) => row.unitTenantId)).size, supervisors: names };
};
