import { sql } from 'kysely';
import type { GrantDb } from '../client.ts';

export interface GrantedItemCopy {
  itemId: string;
  referenceCode: string;
  title: string;
  categoryCode: string;
  filingYear: number;
  retentionCode: string;
  orgCode: string | null;
  responsibleParty: string | null;
  documentNumber: string | null;
  documentDate: string | null;
  pageCount: number | null;
  boxNumber: string | null;
  openFlag: string;
  rowVersion: number;
  readAt: string;
}

/** One entry of an opened unit, inside the grant's scope by the reader's policy, with the moment of reading. */
export const findGrantedItemCopy = (
  gdb: GrantDb,
  unitTenantId: number,
  itemId: string,
): Promise<GrantedItemCopy | undefined> =>
  gdb
    .selectFrom('archiveItem')
    .select([
      'id as itemId',
      'referenceCode',
      'title',
      'categoryCode',
      'filingYear',
      'retentionCode',
      'orgCode',
      'responsibleParty',
      'documentNumber',
      'documentDate',
      'pageCount',
      'boxNumber',
      'openFlag',
      'rowVersion',
      sql<string>`clock_timestamp()`.as('readAt'),
    ])
    .where('tenantId', '=', unitTenantId)
    .where('id', '=', itemId)
    .executeTakeFirst();
