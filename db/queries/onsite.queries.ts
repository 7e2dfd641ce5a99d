import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';

/* 现场检查. Rows are written once and stay: there is no update and no deletion here. */

export interface AnswerRow {
  id: string;
  inspectionId: string;
  itemCode: string;
  verdict: string | null;
  value: number | null;
  outOf: number | null;
  note: string;
  severity: string | null;
  basedOn: string[];
  madeAt: string;
  madeBy: string;
  madeByName: string;
  receivedAt: string;
}
const ANSWER = [
  'id',
  'inspectionId',
  'itemCode',
  'verdict',
  'value',
  'outOf',
  'note',
  'severity',
  'basedOn',
  'madeAt',
  'madeBy',
  'madeByName',
  'receivedAt',
] as const;

/** Answers whether it was new: what was sent before is left as it is. */
export const insertAnswer = async (
  tdb: TenantDb,
  row: Omit<AnswerRow, 'receivedAt'> & { tenantId: number },
): Promise<boolean> => {
  const result = await tdb
    .insertInto('onsiteAnswer')
    .values(row)
    .onConflict((conflict) => conflict.columns(['tenantId', 'id']).doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
};

export const findAnswer = (tdb: TenantDb, tenantId: number, answerId: string): Promise<AnswerRow | undefined> =>
  tdb
    .selectFrom('onsiteAnswer')
    .select(ANSWER)
    .where('tenantId', '=', tenantId)
    .where('id', '=', answerId)
    .executeTakeFirst();

/** All versions of the answers of an inspection, or of one of its items, oldest first. */
export const listAnswerVersions = (
  tdb: TenantDb,
  key: { tenantId: number; inspectionId: string; itemCode?: string },
): Promise<AnswerRow[]> =>
  tdb
    .selectFrom('onsiteAnswer')
    .select(ANSWER)
    .where('tenantId', '=', key.tenantId)
    .where('inspectionId', '=', key.inspectionId)
    .$if(key.itemCode !== undefined, (query) => query.where('itemCode', '=', key.itemCode ?? ''))
    .orderBy('madeAt')
    .orderBy('id')
    .limit(20_000)
    .execute();

/** The notes that this tenant's inspectors wrote most about each of the items, on site or at the desk, most used first. */
export const listOwnNotes = async (
  tdb: TenantDb,
  tenantId: number,
  itemCodes: readonly string[],
): Promise<{ itemCode: string; note: string }[]> => {
  const { rows } = await sql<{ itemCode: string; note: string }>`
    select item_code, note from (
      select item_code, note, row_number() over (partition by item_code order by count(*) desc, note) as place
      from (
        select item_code, note from onsite_answer where tenant_id = ${tenantId}
        union all select item_code, note from checklist_answer where tenant_id = ${tenantId}) written
      where item_code = any (${itemCodes as string[]}::text[]) and btrim(note) <> '' and length(note) <= 60
      group by item_code, note) used
    where place <= 6 order by item_code, place limit 3000`.execute(tdb);
  return rows;
};

export interface SignatureRow {
  id: string;
  inspectionId: string;
  kind: string;
  personName: string;
  personPost: string;
  reason: string | null;
  witnessName: string | null;
  objectId: string | null;
  statement: unknown;
  statementSha256: string;
  signedAt: string;
  madeBy: string;
  madeByName: string;
}
const SIGNATURE = [
  'id',
  'inspectionId',
  'kind',
  'personName',
  'personPost',
  'reason',
  'witnessName',
  'objectId',
  'statement',
  'statementSha256',
  'signedAt',
  'madeBy',
  'madeByName',
] as const;

export const insertSignature = async (tdb: TenantDb, row: SignatureRow & { tenantId: number }): Promise<void> => {
  await tdb
    .insertInto('onsiteSignature')
    .values({ ...row, statement: JSON.stringify(row.statement) })
    .execute();
};

export const findSignature = (
  tdb: TenantDb,
  tenantId: number,
  signatureId: string,
): Promise<SignatureRow | undefined> =>
  tdb
    .selectFrom('onsiteSignature')
    .select(SIGNATURE)
    .where('tenantId', '=', tenantId)
    .where('id', '=', signatureId)
    .executeTakeFirst();

export const listSignatures = (tdb: TenantDb, tenantId: number, inspectionId: string): Promise<SignatureRow[]> =>
  tdb
    .selectFrom('onsiteSignature')
    .select(SIGNATURE)
    .where('tenantId', '=', tenantId)
    .where('inspectionId', '=', inspectionId)
    .orderBy('signedAt')
    .orderBy('id')
    .limit(50)
    .execute();

export interface LastFindingRow {
  checklistCode: string;
  severity: string;
  fact: string;
  dueOn: string;
  state: string;
  inspectedOn: string | null;
}

/** What this tenant found at the same unit in earlier inspections, newest first. */
export const listLastFindings = async (
  tdb: TenantDb,
  tenantId: number,
  inspectionId: string,
): Promise<LastFindingRow[]> => {
  const { rows } = await sql<LastFindingRow>`
    select f.checklist_code, f.severity, f.fact, f.due_on, f.state, e.inspected_on
    from inspection i
    join inspection e on e.tenant_id = ${tenantId} and e.subject_tenant_id = i.subject_tenant_id and e.id <> i.id
      and e.created_at < i.created_at
    join finding f on f.tenant_id = ${tenantId} and f.inspection_id = e.id and f.state not in ('draft', 'withdrawn')
    where i.tenant_id = ${tenantId} and i.id = ${inspectionId}
    order by f.created_at desc, f.id desc limit 100`.execute(tdb);
  return rows;
};
