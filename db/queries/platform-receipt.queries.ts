import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';

/* 平台回执: kept as they came, one answer to one line on one day. */

export interface ReceiptKey {
  inspectionId: string;
  itemCode: string;
  outcome: string;
  answeredOn: string;
}

/** Which of these answers were read before. */
export const findReadReceipts = async (
  tdb: TenantDb,
  tenantId: number,
  inspectionIds: readonly string[],
): Promise<ReceiptKey[]> => {
  if (inspectionIds.length === 0) return [];
  return tdb
    .selectFrom('platformReceipt')
    .select(['inspectionId', 'itemCode', 'outcome', 'answeredOn'])
    .where('tenantId', '=', tenantId)
    .where(sql<boolean>`inspection_id = any (${[...inspectionIds]}::uuid[])`)
    .orderBy('id')
    .limit(50_000)
    .execute();
};

export const insertReceipts = async (
  tdb: TenantDb,
  rows: readonly (ReceiptKey & {
    tenantId: number;
    id: string;
    platformNumber: string | null;
    reason: string | null;
    fileName: string;
    createdBy: string;
    createdByName: string;
  })[],
): Promise<void> => {
  if (rows.length === 0) return;
  await tdb
    .insertInto('platformReceipt')
    .values([...rows])
    .onConflict((conflict) => conflict.doNothing())
    .execute();
};
