import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';

/* 接收回执: what answers a delivery, and which answers the unit has entered. */

export interface ReceiptRow {
  answerDispatchId: string;
  round: number;
  acceptedCount: number;
  returnedCount: number;
  acceptedOn: string;
  receivedByName: string;
  takenAt: string;
}
export const listReceiptRows = (tdb: TenantDb, tenantId: number, batchId: string): Promise<ReceiptRow[]> =>
  tdb
    .selectFrom('transferReceipt')
    .select(['answerDispatchId', 'round', 'acceptedCount', 'returnedCount', 'acceptedOn', 'receivedByName', 'takenAt'])
    .where('tenantId', '=', tenantId)
    .where('batchId', '=', batchId)
    .orderBy('round')
    .orderBy('answerDispatchId')
    .limit(200)
    .execute();

/** False when this answer was entered before. */
export const insertReceiptRow = async (
  tdb: TenantDb,
  row: Omit<ReceiptRow, 'takenAt'> & { tenantId: number; batchId: string; takenBy: string },
): Promise<boolean> => {
  const inserted = await tdb
    .insertInto('transferReceipt')
    .values(row)
    .onConflict((conflict) => conflict.columns(['tenantId', 'answerDispatchId']).doNothing())
    .returning('answerDispatchId')
    .executeTakeFirst();
  return inserted !== undefined;
};

/** The archives' answer on this batch that is here and not yet entered. */
export const findWaitingAnswer = async (tdb: TenantDb, tenantId: number, batchId: string): Promise<string | null> => {
  const { rows } = await sql<{ id: string }>`select d.id from dispatch d
    where d.addressee_tenant_id = ${tenantId} and d.dispatched_at is not null and d.kind = 'transfer_answer' and d.object_id = ${batchId}::uuid
      and not exists (select 1 from transfer_receipt r where r.tenant_id = ${tenantId} and r.answer_dispatch_id = d.id)
    order by d.dispatched_at, d.id limit 1`.execute(tdb);
  return rows[0]?.id ?? null;
};

/** What answers a delivery, for either side of it. */
export const findAnswerOf = async (
  tdb: TenantDb,
  tenantId: number,
  transferDispatchId: string,
): Promise<string | null> => {
  const row = await tdb
    .selectFrom('dispatch')
    .select('id')
    .where('kind', '=', 'transfer_answer')
    .where('inReplyTo', '=', transferDispatchId)
    .where((eb) => eb.or([eb('tenantId', '=', tenantId), eb('addresseeTenantId', '=', tenantId)]))
    .where('dispatchedAt', 'is not', null)
    .executeTakeFirst();
  return row?.id ?? null;
};
