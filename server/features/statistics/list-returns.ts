import type { TenantDb } from '@/db/client';
import {
  listOwnSubmissions,
  listReceivedStatisticsDocuments,
  listReturnDrafts,
} from '@/db/queries/statistics/statistics.queries';
import { listKnownTenants } from '@/db/queries/workspace.queries';
import type { FormRefInput, ReturnRowView, ReturnView } from '@/server/domain/statistics/statistics';
import { problemView } from '@/server/domain/statistics/statistics';
import type { TenantScope } from '@/server/tenancy/scope';
import { explained, explanationsOf, fillReturn } from './own-return.ts';
import { owedForms } from './require-form.ts';
import { isBehind, ownStanding } from './standing.ts';

/** 统计年报 of a year: every form that the tenant fills in, and how it stands with its supervisors. */
export const listReturns = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { year: number },
): Promise<ReturnRowView[]> => {
  const documents = await listReceivedStatisticsDocuments(tdb, scope.tenantId, input.year);
  const drafts = await listReturnDrafts(tdb, scope.tenantId, input.year);
  const submissions = await listOwnSubmissions(tdb, scope.tenantId, input.year);
  return owedForms(scope, documents).map(({ form, issuer }) => {
    const said = documents.filter((document) => document.formKey === form.key);
    const mine = submissions.filter((row) => row.formKey === form.key && row.basis === 'own');
    const call = said.find((document) => document.kind === 'statistics_call');
    return {
      formKey: form.key,
      name: form.name,
      issuerName: issuer?.name ?? null,
      ...ownStanding(mine, said),
      dueOn: call?.dueOn ?? null,
      isLate: isBehind(call, mine[0]),
      submittedAt: mine[0]?.submittedAt ?? null,
      updatedAt: drafts.find((row) => row.formKey === form.key)?.updatedAt ?? null,
    };
  });
};

/** Whom a form is handed up to: whoever made it, or every supervisor. */
export const addresseesOf = async (
  tdb: TenantDb,
  issuer: { tenantId: number; name: string } | null,
): Promise<{ tenantId: number; name: string }[]> =>
  issuer ? [issuer] : (await listKnownTenants(tdb)).filter((tenant) => tenant.depth === -1);

/** One form. While it is with the supervisor it shows what was handed up; otherwise what the records say now. */
export const getReturn = async (tdb: TenantDb, scope: TenantScope, input: FormRefInput): Promise<ReturnView> => {
  const filled = await fillReturn(tdb, scope, input);
  const { form, documents, submissions, draft, period } = filled;
  const standing = ownStanding(submissions, documents);
  const frozen = submissions.find((row) => row.basis === 'own');
  const isWithSupervisor = frozen !== undefined && (standing.state === 'released' || standing.state === 'accepted');
  const kept = isWithSupervisor ? (frozen.cells as Record<string, number | null>) : null;
  return {
    form,
    year: input.year,
    asOf: isWithSupervisor ? frozen.asOf : period.to,
    ...standing,
    dueOn: documents.find((document) => document.kind === 'statistics_call')?.dueOn ?? null,
    supervisors: (await addresseesOf(tdb, filled.issuer)).map((one) => one.name),
    submittedAt: frozen?.submittedAt ?? null,
    rowVersion: draft?.rowVersion ?? 0,
    cells: kept ? filled.cells.map((cell) => ({ ...cell, value: kept[cell.ref] ?? null })) : filled.cells,
    problems: isWithSupervisor
      ? problemView.array().parse(frozen.problems)
      : explained(filled.problems, explanationsOf(draft)),
  };
};
