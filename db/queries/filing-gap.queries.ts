import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';

/* 应归未归: what was filed under the lines of the schedule, and what people say of lines without anything. */

export interface LineCount {
  ruleCode: string;
  filingYear: number;
  count: number;
}

/** Records under the lines of any version of the schedule, by the line's code and the year. */
export const countUnderRules = async (
  tdb: TenantDb,
  tenantId: number,
  asked: { categories: readonly string[]; yearFrom: number; yearTo: number },
): Promise<LineCount[]> => {
  const { rows } = await sql<LineCount>`
    select r.code as "ruleCode", i.filing_year as "filingYear", count(*)::int as count
    from archive_item i join retention_rule r on r.tenant_id = i.tenant_id and r.id = i.schedule_rule_id
    where i.tenant_id = ${tenantId} and i.category_code = any (${asked.categories as string[]}::text[])
      and i.filing_year between ${asked.yearFrom} and ${asked.yearTo} and i.state = 'filed'
    group by 1, 2 order by 1, 2 limit 20000`.execute(tdb);
  return rows;
};

export interface UnplacedTitle {
  itemId: string;
  referenceCode: string;
  title: string;
  categoryCode: string;
  codeSort: string;
}

/** Records of a year that nobody has put under a line, in the order of their codes; `after` goes on behind a record. */
export const listUnplacedTitles = async (
  tdb: TenantDb,
  tenantId: number,
  asked: {
    categories: readonly string[];
    year: number;
    limit: number;
    after: { codeSort: string; itemId: string } | undefined;
  },
): Promise<UnplacedTitle[]> => {
  const { after } = asked;
  const past = after ? sql`and (i.code_sort, i.id) > (${after.codeSort}::text, ${after.itemId}::uuid)` : sql``;
  const { rows } = await sql<UnplacedTitle>`
    select i.id as "itemId", i.reference_code as "referenceCode", i.title, i.category_code as "categoryCode",
      i.code_sort as "codeSort"
    from archive_item i
    where i.tenant_id = ${tenantId} and i.category_code = any (${asked.categories as string[]}::text[])
      and i.filing_year = ${asked.year} and i.state = 'filed' and i.schedule_rule_id is null ${past}
    order by i.code_sort, i.id limit ${asked.limit}`.execute(tdb);
  return rows;
};

export interface GapAnswerRow {
  ruleCode: string;
  reason: string;
  byName: string;
  on: string;
}

/** What was said of the lines in a year: one word a line. */
export const listGapAnswers = (
  tdb: TenantDb,
  tenantId: number,
  year: number,
  ruleCodes: readonly string[],
): Promise<GapAnswerRow[]> =>
  tdb
    .selectFrom('filingGapAnswer')
    .select(['ruleCode', 'reason', 'answeredByName as byName'])
    .select(sql<string>`(answered_at at time zone 'Asia/Shanghai')::date`.as('on'))
    .where('tenantId', '=', tenantId)
    .where('filingYear', '=', year)
    .where(sql<boolean>`rule_code = any (${ruleCodes as string[]}::text[])`)
    .orderBy('ruleCode')
    .limit(ruleCodes.length)
    .execute();

/** Said again, the later word counts. */
export const upsertGapAnswer = async (
  tdb: TenantDb,
  row: {
    tenantId: number;
    id: string;
    filingYear: number;
    ruleCode: string;
    reason: string;
    answeredBy: string;
    answeredByName: string;
  },
): Promise<void> => {
  await tdb
    .insertInto('filingGapAnswer')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['tenantId', 'filingYear', 'ruleCode']).doUpdateSet({
        reason: row.reason,
        answeredBy: row.answeredBy,
        answeredByName: row.answeredByName,
        answeredAt: sql<string>`now()`,
      }),
    )
    .execute();
};

export const deleteGapAnswer = async (
  tdb: TenantDb,
  key: { tenantId: number; filingYear: number; ruleCode: string },
): Promise<boolean> => {
  const row = await tdb
    .deleteFrom('filingGapAnswer')
    .where('tenantId', '=', key.tenantId)
    .where('filingYear', '=', key.filingYear)
    .where('ruleCode', '=', key.ruleCode)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
};
