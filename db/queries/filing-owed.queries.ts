import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';
import { type PlanLineRow, planLines } from './filing-plan.queries.ts';

/* What is owed over all plans: to departments, to the tasks of a bureau, beside the plan. */

const OWED_STEP = 1_000;

/** Lines of open plans that some departments still owe something for: all of them, read step by step. */
export const listOwedLines = async (
  tdb: TenantDb,
  tenantId: number,
  departmentIds: readonly string[],
  step = OWED_STEP,
): Promise<PlanLineRow[]> => {
  const found: PlanLineRow[] = [];
  for (;;) {
    const last = found.at(-1);
    const rows = await planLines(tdb, tenantId)
      .where('p.state', '=', 'open')
      .where(sql<boolean>`l.department_id = any (${departmentIds as string[]}::uuid[])`)
      .$if(last !== undefined, (query) =>
        query.where((eb) => eb(eb.refTuple('l.dueOn', 'l.id'), '>', eb.tuple(last?.dueOn ?? '', last?.id ?? ''))),
      )
      .orderBy('l.dueOn')
      .orderBy('l.id')
      .limit(step)
      .execute();
    found.push(...rows);
    if (rows.length < step) return found;
  }
};

export interface TaskStanding {
  number: number;
  expected: number;
  filed: number;
}
/** How far the plan is with each task of a bureau's list, over all lines that answer it. */
export const sumTaskLines = async (
  tdb: TenantDb,
  tenantId: number,
  taskDispatchId: string,
): Promise<TaskStanding[]> => {
  const answering = planLines(tdb, tenantId).where('l.taskDispatchId', '=', taskDispatchId).as('x');
  const rows = await tdb
    .selectFrom(answering)
    .select('x.taskNumber as number')
    .select((eb) => [
      eb.fn.coalesce(eb.fn.sum<number>('x.expectedCount'), sql<number>`0`).as('expected'),
      eb.fn.coalesce(eb.fn.sum<number>('x.filed'), sql<number>`0`).as('filed'),
    ])
    .where('x.taskNumber', 'is not', null)
    .groupBy('x.taskNumber')
    .orderBy('x.taskNumber')
    .execute();
  return rows.map((row) => ({ number: Number(row.number), expected: Number(row.expected), filed: Number(row.filed) }));
};

/** What was accepted for a year without standing in the plan, by department. */
export const countOffPlan = (
  tdb: TenantDb,
  tenantId: number,
  year: number,
): Promise<{ departmentId: string; departmentName: string; handedIn: number; accepted: number; filed: number }[]> =>
  tdb
    .selectFrom('handedDocument as h')
    .innerJoin('unitDepartment as d', (join) =>
      join.onRef('d.tenantId', '=', 'h.tenantId').onRef('d.id', '=', 'h.departmentId'),
    )
    .leftJoin('archiveItem as i', (join) => join.onRef('i.tenantId', '=', 'h.tenantId').onRef('i.id', '=', 'h.itemId'))
    .select(['h.departmentId', 'd.name as departmentName'])
    .select(sql<number>`count(*) filter (where h.state = 'submitted')::int`.as('handedIn'))
    .select(sql<number>`count(*) filter (where h.state = 'accepted')::int`.as('accepted'))
    .select(sql<number>`count(*) filter (where i.state = 'filed' and i.code_state = 'locked')::int`.as('filed'))
    .where('h.tenantId', '=', tenantId)
    .where('h.filingYear', '=', year)
    .where('h.planLineId', 'is', null)
    .where('h.state', 'in', ['submitted', 'accepted'])
    .groupBy(['h.departmentId', 'd.name', 'd.code'])
    .orderBy('d.code')
    .limit(500)
    .execute();

export interface ArrangedRow {
  orgCode: string;
  /** Entered in the catalogue, under a final code, and in a box. */
  arranged: number;
  numbered: number;
  boxed: number;
}

/** What was arranged of a filing year, by the department that stands in the code, however it came in. */
export const countArranged = async (tdb: TenantDb, tenantId: number, year: number): Promise<ArrangedRow[]> =>
  tdb
    .selectFrom('archiveItem')
    .select(sql<string>`org_code`.as('orgCode'))
    .select([
      sql<number>`count(*)::int`.as('arranged'),
      sql<number>`count(*) filter (where code_state = 'locked')::int`.as('numbered'),
      sql<number>`count(*) filter (where box_id is not null or box_number is not null)::int`.as('boxed'),
    ])
    .where('tenantId', '=', tenantId)
    .where('filingYear', '=', year)
    .where('state', '=', 'filed')
    .where('parentId', 'is', null)
    .where('orgCode', 'is not', null)
    .groupBy('orgCode')
    .orderBy('orgCode')
    .execute();
