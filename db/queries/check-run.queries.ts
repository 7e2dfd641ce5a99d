import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';
import { beyond, type Walk, walkOrder } from './paging.ts';

export interface CheckRunRow {
  id: string;
  scopeKind: string;
  scopeKey: string;
  scope: unknown;
  rules: unknown;
  state: string;
  jobId: string | null;
  previousRunId: string | null;
  itemCount: number;
  errorCount: number;
  warningCount: number;
  newCount: number | null;
  stillCount: number | null;
  goneCount: number | null;
  notRun: unknown;
  askedByName: string;
  createdAt: string;
  finishedAt: string | null;
}

const RUN = [
  'id',
  'scopeKind',
  'scopeKey',
  'scope',
  'rules',
  'state',
  'jobId',
  'previousRunId',
  'itemCount',
  'errorCount',
  'warningCount',
  'newCount',
  'stillCount',
  'goneCount',
  'notRun',
  'askedByName',
  'createdAt',
  'finishedAt',
] as const;

export const insertCheckRun = async (
  tdb: TenantDb,
  tenantId: number,
  row: {
    id: string;
    scopeKind: string;
    scopeKey: string;
    scope: object;
    rules: object;
    askedBy: string;
    askedByName: string;
  },
): Promise<void> => {
  const { scope, rules, ...columns } = row;
  await tdb
    .insertInto('checkRun')
    .values({ tenantId, ...columns, scope: JSON.stringify(scope), rules: JSON.stringify(rules) })
    .execute();
};

export const setCheckJob = async (tdb: TenantDb, tenantId: number, id: string, jobId: string): Promise<void> => {
  await tdb.updateTable('checkRun').set({ jobId }).where('tenantId', '=', tenantId).where('id', '=', id).execute();
};

export const findCheckRun = (tdb: TenantDb, tenantId: number, id: string): Promise<CheckRunRow | undefined> =>
  tdb.selectFrom('checkRun').select(RUN).where('tenantId', '=', tenantId).where('id', '=', id).executeTakeFirst();

/** Newest first. */
export const listCheckRuns = (
  tdb: TenantDb,
  tenantId: number,
  walk: { direction: Walk; after: readonly [string, string] | undefined; limit: number },
): Promise<CheckRunRow[]> => {
  const order = walkOrder('desc', walk.direction);
  const { after } = walk;
  return tdb
    .selectFrom('checkRun')
    .select(RUN)
    .where('tenantId', '=', tenantId)
    .$if(after !== undefined, (query) =>
      query.where((eb) =>
        eb(
          eb.refTuple('createdAt', 'id'),
          beyond('desc', walk.direction),
          eb.tuple(after?.[0] ?? '', after?.[1] ?? ''),
        ),
      ),
    )
    .orderBy('createdAt', order)
    .orderBy('id', order)
    .limit(walk.limit)
    .execute();
};

/** Begins a run, or begins it anew after its worker was lost: what was found by then is found again. */
export const beginCheckRun = async (tdb: TenantDb, tenantId: number, id: string): Promise<CheckRunRow | undefined> => {
  const run = await tdb
    .updateTable('checkRun')
    .set({ state: 'running' })
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .where('state', 'in', ['owed', 'running'])
    .returning(RUN)
    .executeTakeFirst();
  if (run) await tdb.deleteFrom('checkResult').where('tenantId', '=', tenantId).where('runId', '=', id).execute();
  return run;
};

/** The last finished run over the same scope. */
const previousOf = async (
  tdb: TenantDb,
  tenantId: number,
  run: { id: string; scopeKey: string },
): Promise<string | null> => {
  const row = await tdb
    .selectFrom('checkRun')
    .select('id')
    .where('tenantId', '=', tenantId)
    .where('scopeKey', '=', run.scopeKey)
    .where('state', '=', 'done')
    .where('id', '<>', run.id)
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.id ?? null;
};

/** Counts what was found and compares it with the run before: new, still, gone. */
export const finishCheckRun = async (
  tdb: TenantDb,
  tenantId: number,
  run: { id: string; scopeKey: string },
  done: { itemCount: number; notRun: object },
): Promise<CheckRunRow> => {
  const previous = await previousOf(tdb, tenantId, run);
  if (previous !== null)
    await sql`
      update check_result r set is_new = not exists (select 1 from check_result p
        where p.tenant_id = ${tenantId} and p.run_id = ${previous}::uuid and p.fingerprint = r.fingerprint)
      where r.tenant_id = ${tenantId} and r.run_id = ${run.id}::uuid`.execute(tdb);
  const { rows } = await sql<{ errors: number; warnings: number; fresh: number; still: number; gone: number }>`
    select count(*) filter (where severity = 'error')::int as errors, count(*) filter (where severity = 'warning')::int as warnings,
      count(*) filter (where is_new)::int as fresh, count(*) filter (where not is_new)::int as still,
      (select count(*)::int from check_result p where p.tenant_id = ${tenantId} and p.run_id = ${previous}::uuid
        and not exists (select 1 from check_result n where n.tenant_id = ${tenantId} and n.run_id = ${run.id}::uuid and n.fingerprint = p.fingerprint)) as gone
    from check_result where tenant_id = ${tenantId} and run_id = ${run.id}::uuid`.execute(tdb);
  const [sums] = rows;
  const compared = previous !== null;
  return tdb
    .updateTable('checkRun')
    .set({
      state: 'done',
      previousRunId: previous,
      itemCount: done.itemCount,
      notRun: JSON.stringify(done.notRun),
      errorCount: sums?.errors ?? 0,
      warningCount: sums?.warnings ?? 0,
      newCount: compared ? (sums?.fresh ?? 0) : null,
      stillCount: compared ? (sums?.still ?? 0) : null,
      goneCount: compared ? (sums?.gone ?? 0) : null,
      finishedAt: sql<string>`now()`,
    })
    .where('tenantId', '=', tenantId)
    .where('id', '=', run.id)
    .returning(RUN)
    .executeTakeFirstOrThrow();
};

export interface RuleSum {
  ruleCode: string;
  errors: number;
  warnings: number;
  explained: number;
  fresh: number;
}

/** What each rule found, and how much of it is explained by now. */
export const sumCheckRules = async (tdb: TenantDb, tenantId: number, runId: string): Promise<RuleSum[]> => {
  const { rows } = await sql<RuleSum>`
    select r.rule_code, count(*) filter (where r.severity = 'error')::int as errors, count(*) filter (where r.severity = 'warning')::int as warnings,
      count(e.id)::int as explained, count(*) filter (where r.is_new)::int as fresh
    from check_result r left join check_explanation e on e.tenant_id = r.tenant_id and e.fingerprint = r.fingerprint and e.withdrawn_at is null
    where r.tenant_id = ${tenantId} and r.run_id = ${runId}::uuid group by 1 order by 1 limit 100`.execute(tdb);
  return rows;
};

/** Which of the records are the unit's own. */
export const countOwnItems = async (tdb: TenantDb, tenantId: number, ids: readonly string[]): Promise<number> => {
  const { rows } = await sql<{
    n: number;
  }>`select count(*)::int as n from archive_item where tenant_id = ${tenantId} and id = any (${[...ids]}::uuid[])`.execute(
    tdb,
  );
  return rows[0]?.n ?? 0;
};
