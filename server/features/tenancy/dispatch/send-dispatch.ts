import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import { attachStoredObjects, findDispatchRow, insertDispatch } from '@/db/queries/dispatch.queries';
import { listTransferPartners } from '@/db/queries/disposition-transfer.queries';
import { listKnownTenants } from '@/db/queries/workspace.queries';
import { AppError } from '@/server/domain/shared/app-error';
import type { DispatchKind, SendDispatchInput } from '@/server/domain/tenancy/dispatch';
import type { TenantScope } from '@/server/tenancy/scope';

/**
 * Sends a document to a unit below or a supervisor above. Body and attachments' facts are frozen with it, so that the
 * addressee needs no other table of the sender. The caller audits its own act; sending is a part of it.
 * @throws AppError ADDRESSEE_NOT_RELATED; NOT_FOUND for a foreign attachment or a dispatch that is not readable here
 */
export const sendDispatch = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: SendDispatchInput,
): Promise<{ id: string }> => {
  if (scope.accountId === null) throw new AppError('FORBIDDEN', 'a dispatch needs a person');
  const addressee = await findAddressee(tdb, input);
  if (!addressee) throw new AppError('ADDRESSEE_NOT_RELATED', `tenant ${input.addresseeTenantId} is not related`);
  if (input.inReplyTo) await checkReply(tdb, scope, input.inReplyTo, input.addresseeTenantId);
  const id = uuidv7();
  await insertDispatch(tdb, {
    tenantId: scope.tenantId,
    id,
    addresseeTenantId: addressee.tenantId,
    kind: input.kind,
    documentNumber: input.documentNumber ?? null,
    title: input.title,
    senderName: scope.tenantName,
    addresseeName: addressee.name,
    body: input.body,
    objectId: input.objectId ?? null,
    inReplyTo: input.inReplyTo ?? null,
    dueOn: input.dueOn ?? null,
    createdBy: scope.accountId,
  });
  const wanted = [...new Set(input.attachments ?? [])];
  if (wanted.length > 0) {
    const attached = await attachStoredObjects(
      tdb,
      { tenantId: scope.tenantId, id, addresseeTenantId: addressee.tenantId },
      wanted,
    );
    if (attached !== wanted.length) throw new AppError('NOT_FOUND', 'an attachment is not stored in this tenant');
  }
  return { id };
};

/** Kinds that also go between a unit and its archives, which stand side by side below one authority; the database checks. */
const BETWEEN_PARTNERS: readonly DispatchKind[] = [
  'transfer',
  'transfer_answer',
  'intake_plan',
  'intake_plan_change',
  'receipt',
  'answer',
  'training_invitation',
  'training_change',
  'training_reminder',
  'training_result',
  'training_material',
  'exam_invitation',
  'guidance_material',
  'exchange_minutes',
  'questionnaire',
];

const findAddressee = async (
  tdb: TenantDb,
  { addresseeTenantId, kind }: SendDispatchInput,
): Promise<{ tenantId: number; name: string } | undefined> => {
  const known = await listKnownTenants(tdb);
  const related = known.find((tenant) => tenant.tenantId === addresseeTenantId && tenant.depth !== 0);
  if (related || !BETWEEN_PARTNERS.includes(kind)) return related;
  return (await listTransferPartners(tdb)).find((partner) => partner.tenantId === addresseeTenantId);
};

/** An answer goes between the two sides of what it answers, and nowhere else. */
const checkReply = async (tdb: TenantDb, scope: TenantScope, inReplyTo: string, addressee: number): Promise<void> => {
  const original = await findDispatchRow(tdb, scope.tenantId, inReplyTo);
  const sides = original ? [original.tenantId, original.addresseeTenantId] : [];
  if (!sides.includes(scope.tenantId) || !sides.includes(addressee)) {
    throw new AppError('NOT_FOUND', `dispatch ${inReplyTo} is not between these two`);
  }
};
