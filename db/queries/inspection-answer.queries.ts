import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';

/* 整改回复 and 复查意见 as dispatches: what crossed the border, read from either side. */

export interface AnswerRow {
  dispatchId: string;
  findingDispatchId: string;
  senderTenantId: number;
  senderName: string;
  dispatchedAt: string;
  body: unknown;
  verdictBody: unknown;
  verdictAt: string | null;
}

/** Two answers to one document take turns, so that the second sees the first. Held until the transaction ends. */
export const lockAnswers = async (tdb: TenantDb, findingDispatchId: string): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`rectification:${findingDispatchId}`}, 0))`.execute(tdb);
};

/**
 * Answers to the given finding documents, oldest first, each with the verification that replies to it. An answer
 * counts only between the two sides of the document it answers.
 */
export const listAnswers = async (
  tdb: TenantDb,
  tenantId: number,
  findingDispatchIds: readonly string[],
): Promise<AnswerRow[]> => {
  if (findingDispatchIds.length === 0) return [];
  const { rows } = await sql<AnswerRow>`
    select a.id as dispatch_id, a.in_reply_to as finding_dispatch_id, a.tenant_id as sender_tenant_id, a.sender_name,
      a.dispatched_at, a.body, v.body as verdict_body, v.dispatched_at as verdict_at
    from dispatch a
    join dispatch f on f.id = a.in_reply_to and f.tenant_id = a.addressee_tenant_id and f.addressee_tenant_id = a.tenant_id
      and f.kind = 'finding'
    left join dispatch v on v.in_reply_to = a.id and v.kind = 'verification' and v.tenant_id = a.addressee_tenant_id
      and v.addressee_tenant_id = a.tenant_id and v.dispatched_at is not null
    where a.kind = 'rectification' and a.dispatched_at is not null
      and ${tenantId} in (a.tenant_id, a.addressee_tenant_id)
      and a.in_reply_to = any (${findingDispatchIds as string[]}::uuid[])
    order by a.dispatched_at, a.id limit 2000`.execute(tdb);
  return rows;
};

export interface DispatchFileRow {
  dispatchId: string;
  objectId: string;
  fileName: string;
  mediaType: string;
  sizeBytes: number;
}

/** What is attached to dispatches that the tenant sent or received. */
export const listDispatchFiles = async (
  tdb: TenantDb,
  tenantId: number,
  dispatchIds: readonly string[],
): Promise<DispatchFileRow[]> =>
  dispatchIds.length === 0
    ? []
    : tdb
        .selectFrom('dispatchAttachment')
        .select(['dispatchId', 'objectId', 'fileName', 'mediaType', 'sizeBytes'])
        .where('dispatchId', 'in', dispatchIds)
        .where((eb) => eb.or([eb('tenantId', '=', tenantId), eb('addresseeTenantId', '=', tenantId)]))
        .orderBy('dispatchId')
        .orderBy('position')
        .orderBy('objectId')
        .limit(5000)
        .execute();

/** The moment of the unit's receipt of a document. */
export const findReceiptAt = async (
  tdb: TenantDb,
  tenantId: number,
  document: { dispatchId: string; otherTenantId: number },
): Promise<string | null> => {
  const row = await tdb
    .selectFrom('dispatch')
    .select('dispatchedAt')
    .where('kind', '=', 'receipt')
    .where('inReplyTo', '=', document.dispatchId)
    .where((eb) =>
      eb.or([
        eb.and([eb('tenantId', '=', tenantId), eb('addresseeTenantId', '=', document.otherTenantId)]),
        eb.and([eb('addresseeTenantId', '=', tenantId), eb('tenantId', '=', document.otherTenantId)]),
      ]),
    )
    .orderBy('dispatchedAt')
    .limit(1)
    .executeTakeFirst();
  return row?.dispatchedAt ?? null;
};

export const insertRectification = async (
  tdb: TenantDb,
  row: {
    tenantId: number;
    id: string;
    findingTenantId: number;
    findingId: string;
    findingDispatchId: string;
    measure: string;
    doneOn: string;
    dispatchId: string;
    submittedBy: string;
  },
): Promise<void> => {
  await tdb.insertInto('rectification').values(row).execute();
};

/** Writes into the unit's own row what the inspector's verification said, so that the next answer may be given. */
export const settleRectification = async (
  tdb: TenantDb,
  key: { tenantId: number; answerDispatchId: string },
  state: 'verified' | 'returned',
): Promise<void> => {
  await tdb
    .updateTable('rectification')
    .set({ state })
    .where('tenantId', '=', key.tenantId)
    .where('dispatchId', '=', key.answerDispatchId)
    .where('state', '=', 'submitted')
    .execute();
};
