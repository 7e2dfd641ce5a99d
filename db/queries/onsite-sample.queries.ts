import { sql } from 'kysely';
import type { GrantDb } from '../client.ts';

export interface SampledRow {
  id: string;
  referenceCode: string;
  title: string;
  documentNumber: string | null;
  documentDate: string | null;
  responsibleParty: string | null;
  pageCount: number | null;
  boxNumber: string | null;
}

/** The box that a label hangs on, where the grant that is open shows boxes. */
export const findBoxByLabel = async (
  gdb: GrantDb,
  unitTenantId: number,
  label: string,
): Promise<string | undefined> => {
  const row = await gdb
    .selectFrom('box')
    .select('id')
    .where('tenantId', '=', unitTenantId)
    .where('label', '=', label)
    .where('state', '=', 'active')
    .executeTakeFirst();
  return row?.id;
};

/** A record by its code, or what lies in a box, as far as the grant that is open shows it. */
export const listSampled = (
  gdb: GrantDb,
  unitTenantId: number,
  wanted: { boxId: string } | { typed: string },
  limit: number,
): Promise<SampledRow[]> =>
  gdb
    .selectFrom('archiveItem')
    .select(['id', 'referenceCode', 'title', 'documentNumber', 'documentDate', 'responsibleParty', 'pageCount'])
    .select('boxNumber')
    .where('tenantId', '=', unitTenantId)
    .where('state', '=', 'filed')
    .where((eb) =>
      'boxId' in wanted
        ? eb('boxId', '=', wanted.boxId)
        : eb.or([eb('referenceCode', '=', wanted.typed), eb('boxNumber', '=', wanted.typed)]),
    )
    .orderBy(sql`reference_code collate "C"`)
    .orderBy('id')
    .limit(limit)
    .execute();
