import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';
import { inCategory } from './category-condition.ts';
import { documentNumberForm } from './document-number-form.ts';

export interface SimilarRow {
  id: string;
  referenceCode: string;
  title: string;
  documentNumber: string | null;
  filingYear: number;
  state: string;
}

const SIMILAR = ['id', 'referenceCode', 'title', 'documentNumber', 'filingYear', 'state'] as const;

/** Records that have this code, or had it before a renumbering. Void ones too: a code is never given again. */
export const findByCode = (tdb: TenantDb, tenantId: number, code: string, limit: number): Promise<SimilarRow[]> =>
  tdb
    .selectFrom('archiveItem')
    .select(SIMILAR)
    .where('tenantId', '=', tenantId)
    .where((eb) =>
      eb.or([
        eb('referenceCode', '=', code),
        // Written so that the partial index over old codes serves it.
        eb.and([sql<boolean>`old_codes <> '{}'`, sql<boolean>`old_codes @> ${[code]}::text[]`]),
      ]),
    )
    .orderBy('codeSort')
    .orderBy('id')
    .limit(limit)
    .execute();

/** Records by id, in the order of their codes. */
export const listByIds = (tdb: TenantDb, tenantId: number, ids: readonly string[]): Promise<SimilarRow[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : tdb
        .selectFrom('archiveItem')
        .select(SIMILAR)
        .where('tenantId', '=', tenantId)
        .where(sql<boolean>`id = any (${ids as string[]}::uuid[])`)
        .orderBy('codeSort')
        .orderBy('id')
        .limit(ids.length)
        .execute();

/** A row that is being written, as far as it can be the same as a record. */
export interface AskedRow {
  key: string;
  filingYear: number;
  documentNumber: string;
  title: string;
  responsibleParty: string;
  /** The record that the row changes: it does not repeat itself. */
  itemId: string | null;
}
export interface RepeatedRow {
  key: string;
  field: 'documentNumber' | 'title';
  referenceCode: string;
}

/** Null when the number says nothing. */
const numberForm = (column: string) => sql.raw(`case when ${column} ~ '[0-9]' then ${documentNumberForm(column)} end`);

/**
 * For each row the first filed record of its year and category that has its document number, or its title from the same
 * hand under no other number: what DUP_SUSPECT says of records among each other, said before they are filed.
 */
export const listRepeatedRows = async (
  tdb: TenantDb,
  tenantId: number,
  categoryCode: string,
  asked: readonly AskedRow[],
): Promise<RepeatedRow[]> => {
  const { rows } = await sql<RepeatedRow>`
    with asked as materialized (
      select r.key, r."filingYear" as filing_year, r."itemId" as item_id, ${numberForm('r."documentNumber"')} as number_form,
        nullif(search_form(r.title), '') as title_form, nullif(search_form(r."responsibleParty"), '') as party_form
      from json_to_recordset(${JSON.stringify(asked)}::json) as r(key text, "filingYear" int, "documentNumber" text, title text,
        "responsibleParty" text, "itemId" uuid)
    ), held as materialized (
      select i.id, i.filing_year, i.reference_code, i.code_sort, ${numberForm('i.document_number')} as number_form,
        split_part(i.search_text, ' ', 1) as title_form, search_form(coalesce(i.responsible_party, '')) as party_form
      from archive_item i
      where i.tenant_id = ${tenantId} and ${inCategory(categoryCode, 'i')} and i.state = 'filed' and i.parent_id is null
        and i.filing_year = any (array(select distinct a.filing_year from asked a))
    )
    select distinct on (m.key, m.field) m.key, m.field, m.reference_code from (
      select a.key, 'documentNumber' as field, h.reference_code, h.code_sort from asked a join held h
        on h.filing_year = a.filing_year and h.number_form = a.number_form and h.id is distinct from a.item_id
      union all
      select a.key, 'title', h.reference_code, h.code_sort from asked a join held h
        on h.filing_year = a.filing_year and h.title_form = a.title_form and h.party_form = a.party_form
        and h.id is distinct from a.item_id
      where a.number_form is null or h.number_form is null
    ) m order by m.key, m.field, m.code_sort`.execute(tdb);
  return rows;
};
