import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';

/** Retires the old codes that are not to come back: they go into the history before the records let them go. */
export const retireCodes = async (
  tdb: TenantDb,
  tenantId: number,
  /** Null: not by a table, but with the correction of the record. */
  renumberingId: string | null,
  codes: readonly { itemId: string; oldCode: string; oldSort: string; newCode: string }[],
  by: { accountId: string | null; name: string; reason: string },
): Promise<void> => {
  if (codes.length === 0) return;
  await sql`
    insert into archive_code_history (tenant_id, old_code, old_sort, item_id, new_code, renumbering_id, reason, changed_by, changed_by_name)
    select ${tenantId}, c."oldCode", c."oldSort", c."itemId", c."newCode", ${renumberingId}::uuid, ${by.reason}, ${by.accountId}::uuid, ${by.name}
    from json_to_recordset(${JSON.stringify(codes)}::json) as c ("itemId" uuid, "oldCode" text, "oldSort" text, "newCode" text)`.execute(
    tdb,
  );
};

export interface NewCode {
  id: string;
  referenceCode: string;
  codeSort: string;
  codeTemplate: string;
  itemNumber: number | null;
  fileNumber: string | null;
  oldCodes: readonly string[];
  searchText: string;
  searchTokens: string;
}

/** Whether codes that change places may stand twice meanwhile: they are judged when all of them are written. */
export const judgeCodes = async (tdb: TenantDb, when: 'later' | 'now'): Promise<void> => {
  await sql.raw(`set constraints archive_item_code ${when === 'later' ? 'deferred' : 'immediate'}`).execute(tdb);
};

/** Writes new codes, many in one statement. */
export const writeNewCodes = async (
  tdb: TenantDb,
  tenantId: number,
  rows: readonly NewCode[],
  locks: boolean,
): Promise<void> => {
  if (rows.length === 0) return;
  await sql`
    update archive_item i set reference_code = n."referenceCode", code_sort = n."codeSort", code_template = n."codeTemplate",
      item_number = n."itemNumber", file_number = n."fileNumber", old_codes = n."oldCodes", search_text = n."searchText",
      search_tokens = array_to_tsvector(string_to_array(n."searchTokens", ' ')), row_version = i.row_version + 1, updated_at = now(),
      code_state = case when ${locks} then 'locked' else i.code_state end
    from json_to_recordset(${JSON.stringify(rows)}::json) as n (id uuid, "referenceCode" text, "codeSort" text, "codeTemplate" text,
      "itemNumber" int, "fileNumber" text, "oldCodes" text[], "searchText" text, "searchTokens" text)
    where i.tenant_id = ${tenantId} and i.id = n.id`.execute(tdb);
};

/** Provisional codes of a selection become final. Answers how many. */
export const lockCodes = async (
  tdb: TenantDb,
  tenantId: number,
  conditions: {
    fondsId: string;
    categoryCode: string | null;
    filingYear: number | null;
    retentionCode: string | null;
    orgCode: string | null;
  },
): Promise<number> => {
  const { fondsId, ...narrowed } = conditions;
  const result = await tdb
    .updateTable('archiveItem')
    .set({ codeState: 'locked', rowVersion: sql<number>`row_version + 1`, updatedAt: sql<string>`now()` })
    .where('tenantId', '=', tenantId)
    .where('fondsId', '=', fondsId)
    .where('codeState', '=', 'provisional')
    .where('state', '=', 'filed')
    .where('leftOn', 'is', null)
    .where((eb) =>
      eb.and(
        (['categoryCode', 'filingYear', 'retentionCode', 'orgCode'] as const).flatMap((column) => {
          const value = narrowed[column];
          return value === null ? [] : [eb(column, '=', value as never)];
        }),
      ),
    )
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
};

/** Holds the counters of scopes, in one order, until the transaction ends: nobody takes a number meanwhile. */
export const holdCounters = async (tdb: TenantDb, tenantId: number, scopes: readonly string[]): Promise<void> => {
  if (scopes.length === 0) return;
  await sql`
    select 1 from number_counter where tenant_id = ${tenantId} and scope = any (${[...scopes].sort()}::text[]) order by scope for update`.execute(
    tdb,
  );
};

/** Sets counters to the highest number that stands or stood in their scopes. */
export const setCounters = async (
  tdb: TenantDb,
  tenantId: number,
  highest: ReadonlyMap<string, number>,
): Promise<void> => {
  if (highest.size === 0) return;
  const scopes = [...highest.keys()].sort();
  await sql`
    insert into number_counter as c (tenant_id, scope, last_number)
    select ${tenantId}, t.scope, t.number from unnest(${scopes}::text[], ${scopes.map((scope) => highest.get(scope) ?? 0)}::int[]) as t (scope, number) order by t.scope
    on conflict (tenant_id, scope) do update set last_number = excluded.last_number`.execute(tdb);
};

/** A provisional code, changed by hand; false when it is locked or somebody was quicker. */
export const updateCode = async (
  tdb: TenantDb,
  key: { tenantId: number; id: string; rowVersion: number },
  row: Omit<NewCode, 'id' | 'oldCodes'>,
): Promise<boolean> => {
  const { searchTokens, ...columns } = row;
  const changed = await tdb
    .updateTable('archiveItem')
    .set({
      ...columns,
      searchTokens: sql<string>`array_to_tsvector(string_to_array(${searchTokens}, ' '))`,
      rowVersion: sql<number>`row_version + 1`,
      updatedAt: sql<string>`now()`,
    })
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.id)
    .where('rowVersion', '=', key.rowVersion)
    .where('codeState', '=', 'provisional')
    .returning('id')
    .executeTakeFirst();
  return changed !== undefined;
};

/** Holds records, in one order, until the transaction ends: a correction waits and then sees the new code. */
export const lockItems = async (tdb: TenantDb, tenantId: number, ids: readonly string[]): Promise<void> => {
  await sql`
    select 1 from archive_item where tenant_id = ${tenantId} and id = any (${ids as string[]}::uuid[]) order by id for update`.execute(
    tdb,
  );
};
