import { type RawBuilder, sql } from 'kysely';
import { REGISTER_FIGURE_CODES, type RegisterFigureCode } from '@/server/domain/figure/register-figure-codes';
import type { RegisterFigureRule } from '@/server/domain/figure/register-figure-rule';
import { REGISTER_FIGURE_RULES } from '@/server/domain/figure/register-figures';
import type { TenantDb } from '../../client.ts';
import type { FigureQuestion, FigureRecord, FigureRows } from './figure-rows.ts';

/* One predicate for all figures that count entries of registers: the rule says the rest. */

type Condition = RawBuilder<unknown>;

const NOTHING = sql``;
/* Names of fields are the rules' own words, written out so that an expression can be named twice. */
const said = (field: string, entry = 'e'): Condition => sql`${sql.ref(`${entry}.said`)} ->> ${sql.lit(field)}`;
const oneOf = (field: string, values: readonly string[], entry = 'e'): Condition =>
  sql`${said(field, entry)} = any (${[...values]}::text[])`;

const dayOf = ({ day }: RegisterFigureRule): Condition => (day ? sql`(${said(day)})::date` : sql`e.entry_on`);

/** 1 January of the year before: where a count since last year, and a growth, begin. */
const lastYear = (from: string): string => `${Number(from.slice(0, 4)) - 1}-01-01`;
const endOfLastYear = (from: string): string => `${Number(from.slice(0, 4)) - 1}-12-31`;

const inPeriod = (rule: RegisterFigureRule, { from, to }: FigureQuestion): Condition => {
  const day = dayOf(rule);
  if (rule.planYear) return sql`and ${said(rule.planYear)} = ${String(Number(to.slice(0, 4)) + 1)}`;
  if (rule.when === 'standing') return sql`and ${day} <= ${to} and (e.until_on is null or e.until_on > ${to})`;
  if (rule.when === 'cumulative') return sql`and ${day} <= ${to}`;
  if (rule.when === 'since_last_year') return sql`and ${day} between ${lastYear(from)} and ${to}`;
  if (rule.isGrowth)
    return sql`and (${day} between ${from} and ${to} or ${day} between ${lastYear(from)} and ${endOfLastYear(from)})`;
  return sql`and ${day} between ${from} and ${to}`;
};

const ofAge = ({ age }: RegisterFigureRule, to: string): Condition => {
  if (!age) return NOTHING;
  const years = sql`extract(year from age(${to}::date, (${said(age.field)})::date))`;
  const youngerThan = sql`(${age.to ?? null}::int is null or ${years} <= ${age.to ?? null}::int)`;
  return sql`and e.said ? ${sql.lit(age.field)} and ${years} >= ${age.from}::int and ${youngerThan}`;
};

/** What an entry has to say, whenever it is of. */
const sayingSo = ({ where, unless = {}, filled = [], sum }: RegisterFigureRule): Condition => {
  const conditions = [
    ...Object.entries(where).map(([field, values]) => sql`and ${oneOf(field, values)}`),
    ...Object.entries(unless).map(([field, values]) => sql`and (${oneOf(field, values)}) is not true`),
    ...[...filled, ...(sum ? [sum] : [])].map((field) => sql`and e.said ? ${sql.lit(field)}`),
  ];
  return conditions.length === 0 ? NOTHING : sql.join(conditions, sql` `);
};

/** Entries of the other register, by which a share is told. */
const otherEntries = (register: string, tenantId: number): Condition =>
  sql`from register_entry o where o.tenant_id = ${tenantId} and o.register_code = ${register} and o.state = 'current'`;

/** A share needs the other register to have been kept at all: without it nobody can say nought. */
const othersKept = ({ reached }: RegisterFigureRule, tenantId: number): Condition =>
  reached ? sql`and exists (select 1 ${otherEntries(reached.register, tenantId)})` : NOTHING;

const amountOf = (rule: RegisterFigureRule, { tenantId, from, to }: FigureQuestion): Condition => {
  const { share, reached, sum } = rule;
  if (share) return sql`case when ${oneOf(share.field, share.values)} then 1 else 0 end`;
  if (!reached) return sum ? sql`(${said(sum)})::float8` : sql`1`;
  const where = Object.entries(reached.where).map(([field, values]) => sql`and ${oneOf(field, values, 'o')}`);
  return sql`case when exists (select 1 ${otherEntries(reached.register, tenantId)} and o.entry_on between ${from} and ${to}
    and ${said(reached.by, 'o')} = ${said(reached.own)} ${sql.join(where, sql` `)}) then 1 else 0 end`;
};

/** One row for each value of a field, or one in all. */
const whichOne = (rule: RegisterFigureRule): { head: Condition; tail: Condition } => {
  const day = dayOf(rule);
  if (rule.distinct)
    return {
      head: sql`distinct on (${said(rule.distinct)})`,
      tail: sql`order by ${said(rule.distinct)}, ${day}, e.id`,
    };
  if (rule.pick === 'latest') return { head: NOTHING, tail: sql`order by ${day} desc, e.id desc limit 1` };
  if (rule.pick === 'highest') return { head: NOTHING, tail: sql`order by amount desc, ${day} desc, e.id limit 1` };
  return { head: NOTHING, tail: NOTHING };
};

/** The entries of a register that a rule counts. */
export const entriesOf =
  (rule: RegisterFigureRule) =>
  (_tdb: TenantDb, question: FigureQuestion): FigureRows => {
    const { tenantId, to } = question;
    const { head, tail } = whichOne(rule);
    const day = dayOf(rule);
    return sql<FigureRecord>`(
      select ${head} e.id, e.id as open_id, null::uuid as parent_id, e.title as label, ${rule.detail ? said(rule.detail) : sql`null::text`} as detail,
        ${day} as "on", ${amountOf(rule, question)} as amount, (${day})::text as sort_key
      from register_entry e
      where e.tenant_id = ${tenantId} and e.register_code = ${rule.register} and e.state = 'current'
        ${inPeriod(rule, question)} ${sayingSo(rule)} ${ofAge(rule, to)} ${othersKept(rule, tenantId)} ${tail})`.as(
      'r',
    ) as unknown as FigureRows;
  };

export const registerFigureRows = Object.fromEntries(
  REGISTER_FIGURE_CODES.map((code) => [code, entriesOf(REGISTER_FIGURE_RULES[code])]),
) as Readonly<Record<RegisterFigureCode, (tdb: TenantDb, question: FigureQuestion) => FigureRows>>;
