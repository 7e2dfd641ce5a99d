import type { TenantDb } from '@/db/client';
import {
  listOwnForms,
  listReceivedStatisticsDocuments,
  type StatisticsDocumentRow,
} from '@/db/queries/statistics/statistics.queries';
import { AppError } from '@/server/domain/shared/app-error';
import { type StatisticalForm, statisticalForm } from '@/server/domain/statistics/form-schema';
import { isAlwaysOwed, NATIONAL_FORMS, nationalForm } from '@/server/domain/statistics/national-forms';
import { callReturnBody } from '@/server/domain/statistics/statistics';
import type { TenantScope } from '@/server/tenancy/scope';

export interface OwedForm {
  form: StatisticalForm;
  /** Whose form it is and who alone receives it; null: a national one, for every supervisor. */
  issuer: { tenantId: number; name: string } | null;
}

/** A form that a supervisor sent, as the newest call has it. */
const sentForms = (documents: readonly StatisticsDocumentRow[]): OwedForm[] => {
  const found = new Map<string, OwedForm>();
  for (const document of documents) {
    if (document.kind !== 'statistics_call' || found.has(document.formKey)) continue;
    const { form } = callReturnBody.parse(document.body);
    if (form)
      found.set(document.formKey, { form, issuer: { tenantId: document.senderTenantId, name: document.senderName } });
  }
  return [...found.values()];
};

/** The forms that a tenant fills in for a year: national ones of its kind, and those that were sent to it. */
export const owedForms = (
  scope: Pick<TenantScope, 'tenantKind'>,
  documents: readonly StatisticsDocumentRow[],
): OwedForm[] => {
  const called = new Set(documents.map((document) => document.formKey));
  const national = NATIONAL_FORMS.filter(
    (form) => form.fillers.includes(scope.tenantKind) && (isAlwaysOwed(form.key) || called.has(form.key)),
  );
  return [...national.map((form) => ({ form, issuer: null })), ...sentForms(documents)];
};

/** @throws AppError NOT_FOUND where the tenant does not fill in such a form */
export const requireOwedForm = async (
  tdb: TenantDb,
  scope: Pick<TenantScope, 'tenantId' | 'tenantKind'>,
  input: { year: number; formKey: string },
): Promise<OwedForm & { documents: StatisticsDocumentRow[] }> => {
  const documents = await listReceivedStatisticsDocuments(tdb, scope.tenantId, input.year);
  const owed = owedForms(scope, documents).find(({ form }) => form.key === input.formKey);
  if (!owed) throw new AppError('NOT_FOUND', `form ${input.formKey} is not filled in by tenant ${scope.tenantId}`);
  return { ...owed, documents: documents.filter((document) => document.formKey === input.formKey) };
};

/** The forms that a supervisor may call for: the national ones and its own. */
export const issuedForms = async (
  tdb: TenantDb,
  tenantId: number,
): Promise<{ form: StatisticalForm; isOwn: boolean; state: string }[]> => [
  ...NATIONAL_FORMS.map((form) => ({ form, isOwn: false, state: 'issued' })),
  ...(await listOwnForms(tdb, tenantId)).map((row) => ({
    form: statisticalForm.parse(row.definition),
    isOwn: true,
    state: row.state,
  })),
];

/** @throws AppError NOT_FOUND */
export const requireIssuedForm = async (
  tdb: TenantDb,
  tenantId: number,
  formKey: string,
): Promise<{ form: StatisticalForm; isOwn: boolean }> => {
  const national = nationalForm(formKey);
  if (national) return { form: national, isOwn: false };
  const own = (await issuedForms(tdb, tenantId)).find(({ form }) => form.key === formKey);
  if (!own) throw new AppError('NOT_FOUND', `form ${formKey} is not in tenant ${tenantId}`);
  return own;
};
