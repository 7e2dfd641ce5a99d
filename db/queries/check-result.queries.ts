import { type SqlBool, sql } from 'kysely';
import type { TenantDb } from '../client.ts';
import { beyond, countUpToCap, type Walk, walkOrder } from './paging.ts';

export interface CheckResultInsert {
  id: string;
  ruleCode: string;
  severity: string;
  itemId: string | null;
  relatedItemId: string | null;
  subject: string;
  subjectSort: string;
  title: string | null;
  field: string;
  detail: string;
  fingerprint: string;
}

export const insertCheckResults = async (
  tdb: TenantDb,
  tenantId: number,
  runId: string,
  rows: readonly CheckResultInsert[],
): Promise<void> => {
  if (rows.length === 0) return;
  await sql`
    insert into check_result (tenant_id, run_id, id, rule_code, severity, item_id, related_item_id, subject, subject_sort, title, field, detail, fingerprint)
    select ${tenantId}::int, ${runId}::uuid, r.id, r."ruleCode", r.severity, r."itemId", r."relatedItemId", r.subject, r."subjectSort", r.title, r.field, r.detail, r.fingerprint
    from json_to_recordset(${JSON.stringify(rows)}::json) as r(id uuid, "ruleCode" text, severity text, "itemId" uuid, "relatedItemId" uuid, subject text,
      "subjectSort" text, title text, field text, detail text, fingerprint text)`.execute(tdb);
};

export interface CheckResultRow {
  id: string;
  ruleCode: string;
  severity: string;
  itemId: string | null;
  relatedItemId: string | null;
  subject: string;
  subjectSort: string;
  title: string | null;
  field: string;
  detail: string;
  fingerprint: string;
  isNew: boolean | null;
  explanationId: string | null;
  explanationReason: string | null;
  explainedByName: string | null;
  explainedAt: string | null;
}

export interface CheckResultConditions {
  /** The run whose results are listed; for what is gone, the run before. */
  runId: string;
  /** Only what this run no longer finds. */
  goneInRunId?: string | undefined;
  ruleCode?: string | undefined;
  severity?: string | undefined;
  status: 'open' | 'explained' | 'all';
  isNew?: boolean | undefined;
}

const resultsWhere = (tdb: TenantDb, tenantId: number, conditions: CheckResultConditions) => {
  const { runId, goneInRunId, ruleCode, severity, status, isNew } = conditions;
  return tdb
    .selectFrom('checkResult as r')
    .leftJoin('checkExplanation as e', (join) =>
      join
        .onRef('e.tenantId', '=', 'r.tenantId')
        .onRef('e.fingerprint', '=', 'r.fingerprint')
        .on('e.withdrawnAt', 'is', null),
    )
    .where('r.tenantId', '=', tenantId)
    .where('r.runId', '=', runId)
    .$if(ruleCode !== undefined, (query) => query.where('r.ruleCode', '=', ruleCode ?? ''))
    .$if(severity !== undefined, (query) => query.where('r.severity', '=', severity ?? ''))
    .$if(isNew !== undefined, (query) => query.where('r.isNew', '=', isNew ?? false))
    .$if(status === 'open', (query) => query.where('e.id', 'is', null))
    .$if(status === 'explained', (query) => query.where('e.id', 'is not', null))
    .$if(goneInRunId !== undefined, (query) =>
      query.where(
        sql<SqlBool>`not exists (select 1 from check_result n where n.tenant_id = ${tenantId} and n.run_id = ${goneInRunId ?? ''}::uuid and n.fingerprint = r.fingerprint)`,
      ),
    );
};

/** The work list in the order of the codes. */
export const listCheckResults = (
  tdb: TenantDb,
  tenantId: number,
  conditions: CheckResultConditions,
  walk: { direction: Walk; after: readonly [string, string] | undefined; limit: number },
): Promise<CheckResultRow[]> => {
  const order = walkOrder('asc', walk.direction);
  const { after } = walk;
  return resultsWhere(tdb, tenantId, conditions)
    .select([
      'r.id',
      'r.ruleCode',
      'r.severity',
      'r.itemId',
      'r.relatedItemId',
      'r.subject',
      'r.subjectSort',
      'r.title',
      'r.field',
      'r.detail',
      'r.fingerprint',
      'r.isNew',
      'e.id as explanationId',
      'e.reason as explanationReason',
      'e.explainedByName',
      'e.explainedAt',
    ])
    .$if(after !== undefined, (query) =>
      query.where((eb) =>
        eb(
          eb.refTuple('r.subjectSort', 'r.id'),
          beyond('asc', walk.direction),
          eb.tuple(after?.[0] ?? '', after?.[1] ?? ''),
        ),
      ),
    )
    .orderBy('r.subjectSort', order)
    .orderBy('r.id', order)
    .limit(walk.limit)
    .execute();
};

export const countCheckResults = (
  tdb: TenantDb,
  tenantId: number,
  conditions: CheckResultConditions,
): Promise<number> => countUpToCap(tdb, resultsWhere(tdb, tenantId, conditions).select('r.id') as never);

/** Some results of a run, as they are explained. */
export const findCheckResults = async (
  tdb: TenantDb,
  tenantId: number,
  runId: string,
  ids: readonly string[],
): Promise<Pick<CheckResultRow, 'id' | 'fingerprint' | 'ruleCode' | 'severity' | 'itemId' | 'subject'>[]> =>
  tdb
    .selectFrom('checkResult')
    .select(['id', 'fingerprint', 'ruleCode', 'severity', 'itemId', 'subject'])
    .where('tenantId', '=', tenantId)
    .where('runId', '=', runId)
    .where(sql<SqlBool>`id = any (${[...ids]}::uuid[])`)
    .orderBy('id')
    .limit(ids.length)
    .execute();

/** What is explained already stays as it is. Answers how many were new. */
export const insertExplanations = async (
  tdb: TenantDb,
  tenantId: number,
  rows: readonly {
    id: string;
    fingerprint: string;
    ruleCode: string;
    itemId: string | null;
    subject: string;
    reason: string;
    explainedBy: string;
    explainedByName: string;
  }[],
): Promise<number> => {
  const made = await tdb
    .insertInto('checkExplanation')
    .values(rows.map((row) => ({ tenantId, ...row })))
    .onConflict((conflict) =>
      conflict.columns(['tenantId', 'fingerprint']).where('withdrawnAt', 'is', null).doNothing(),
    )
    .returning('id')
    .execute();
  return made.length;
};

/** The explanation that was taken back; undefined when there is none that holds. */
export const withdrawExplanation = (
  tdb: TenantDb,
  tenantId: number,
  id: string,
): Promise<{ id: string; ruleCode: string; subject: string; reason: string } | undefined> =>
  tdb
    .updateTable('checkExplanation')
    .set({ withdrawnAt: sql<string>`now()` })
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .where('withdrawnAt', 'is', null)
    .returning(['id', 'ruleCode', 'subject', 'reason'])
    .executeTakeFirst();
