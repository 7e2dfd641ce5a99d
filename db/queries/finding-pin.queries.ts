import { sql } from 'kysely';
import type { GrantDb } from '../client.ts';

export interface BoxContentRow {
  referenceCode: string;
  title: string;
  retentionCode: string;
}

/** What the open grant shows of a box: its pieces by number. The reader's policy keeps what the grant does not open. */
export const listGrantedBox = async (
  gdb: GrantDb,
  unitTenantId: number,
  boxNumber: string,
  limit: number,
): Promise<BoxContentRow[]> =>
  gdb
    .selectFrom('archiveItem')
    .select(['referenceCode', 'title', 'retentionCode'])
    .where('tenantId', '=', unitTenantId)
    .where('boxNumber', '=', boxNumber)
    .where('state', '=', 'filed')
    .orderBy(sql`reference_code collate "C"`)
    .orderBy('id')
    .limit(limit)
    .execute();
