import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';
import { beyond, type Walk, walkOrder } from './paging.ts';

export interface RegisterImportRow {
  id: string;
  registerCode: string;
  objectId: string;
  fileName: string;
  fixed: Record<string, string>;
  state: string;
  errorCode: string | null;
  nextRow: number;
  enteredRows: number;
  knownRows: number;
  wrongRows: number;
  createdByName: string;
  createdAt: string;
}

export const insertRegisterImport = async (
  tdb: TenantDb,
  row: Pick<RegisterImportRow, 'id' | 'registerCode' | 'objectId' | 'fileName' | 'fixed' | 'createdByName'> & {
    tenantId: number;
    jobId: string;
    createdBy: string;
  },
): Promise<void> => {
  await tdb
    .insertInto('registerImport')
    .values({ ...row, fixed: JSON.stringify(row.fixed) })
    .execute();
};

export const findRegisterImport = async (
  tdb: TenantDb,
  tenantId: number,
  id: string,
  options: { lock?: boolean } = {},
): Promise<RegisterImportRow | undefined> => {
  let query = tdb
    .selectFrom('registerImport')
    .select([
      'id',
      'registerCode',
      'objectId',
      'fileName',
      'fixed',
      'state',
      'errorCode',
      'nextRow',
      'enteredRows',
      'knownRows',
      'wrongRows',
      'createdByName',
      'createdAt',
    ])
    .where('tenantId', '=', tenantId)
    .where('id', '=', id);
  if (options.lock) query = query.forUpdate();
  const row = await query.executeTakeFirst();
  return row && { ...row, fixed: row.fixed as Record<string, string> };
};

export const updateRegisterImport = async (
  tdb: TenantDb,
  tenantId: number,
  id: string,
  values: Partial<
    Pick<RegisterImportRow, 'state' | 'errorCode' | 'nextRow' | 'enteredRows' | 'knownRows' | 'wrongRows'>
  >,
): Promise<void> => {
  await tdb.updateTable('registerImport').set(values).where('tenantId', '=', tenantId).where('id', '=', id).execute();
};

export interface ImportNoteRow {
  rowNumber: number;
  problem: string;
  field: string | null;
  said: string | null;
}

export const insertImportNotes = async (
  tdb: TenantDb,
  tenantId: number,
  importId: string,
  notes: readonly ImportNoteRow[],
): Promise<void> => {
  if (notes.length === 0) return;
  await sql`insert into register_import_note (tenant_id, import_id, row_number, problem, field, said)
    select ${tenantId}::int, ${importId}::uuid, n."rowNumber", n.problem, n.field, n.said
    from json_to_recordset(${JSON.stringify(notes)}::json) as n ("rowNumber" int, problem text, field text, said text)`.execute(
    tdb,
  );
};

/** In the order of the file. One more than asked for. */
export const listImportNotes = async (
  tdb: TenantDb,
  tenantId: number,
  importId: string,
  page: { cursor: [number] | undefined; direction: Walk; limit: number },
): Promise<ImportNoteRow[]> => {
  let query = tdb
    .selectFrom('registerImportNote')
    .select(['rowNumber', 'problem', 'field', 'said'])
    .where('tenantId', '=', tenantId)
    .where('importId', '=', importId);
  if (page.cursor) query = query.where('rowNumber', beyond('asc', page.direction), page.cursor[0]);
  return query
    .orderBy('rowNumber', walkOrder('asc', page.direction))
    .limit(page.limit + 1)
    .execute();
};

/** Strikes out what a file brought, except what somebody has put right since. Answers how many. */
export const voidImportedEntries = async (
  tdb: TenantDb,
  tenantId: number,
  importId: string,
  by: { accountId: string; name: string; reason: string },
): Promise<number> => {
  const { rows } = await sql<{ n: number }>`
    with struck as (
      update register_entry set state = 'void', row_version = 2
      where tenant_id = ${tenantId} and import_id = ${importId}::uuid and state = 'current' and row_version = 1
      returning tenant_id, id, said
    ), kept as (
      insert into register_entry_version (tenant_id, entry_id, version, said, state, reason, by_account_id, by_name)
      select tenant_id, id, 2, said, 'void', ${by.reason}, ${by.accountId}::uuid, ${by.name} from struck returning 1
    )
    select count(*)::int as n from kept`.execute(tdb);
  return rows[0]?.n ?? 0;
};
