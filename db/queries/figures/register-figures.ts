import { sql } from 'kysely';
import { REGISTER_FIGURE_CODES, type RegisterFigureCode } from '@/server/domain/figure/register-figure-codes';
import { REGISTER_FIGURE_RULES, type RegisterFigureRule } from '@/server/domain/figure/register-figures';
import type { TenantDb } from '../../client.ts';
import type { FigureQuestion, FigureRecord, FigureRows } from './figure-rows.ts';

/** One predicate for all figures that count entries of registers: the rule says the rest. */
const entriesOf =
  (rule: RegisterFigureRule) =>
  (_tdb: TenantDb, { tenantId, from, to }: FigureQuestion): FigureRows => {
    const said = Object.entries(rule.where).map(
      ([field, values]) => sql`and e.said ->> ${field} = any (${[...values]}::text[])`,
    );
    const day = rule.isStanding
      ? sql`and e.entry_on <= ${to} and (e.until_on is null or e.until_on > ${to})`
      : sql`and e.entry_on between ${from} and ${to}`;
    const years = rule.age ? sql`extract(year from age(${to}::date, (e.said ->> ${rule.age.field})::date))` : sql``;
    const age = rule.age
      ? sql`and e.said ? ${rule.age.field} and ${years} >= ${rule.age.from}::int and (${rule.age.to ?? null}::int is null or ${years} <= ${rule.age.to ?? null}::int)`
      : sql``;
    const brings = rule.sum ? sql`and e.said ? ${rule.sum}` : sql``;
    const amount = rule.sum ? sql`(e.said ->> ${rule.sum})::float8` : sql`1`;
    return sql<FigureRecord>`(
      select e.id, e.id as open_id, null::uuid as parent_id, e.title as label, null::text as detail, e.entry_on as "on",
        ${amount} as amount, e.entry_on::text as sort_key
      from register_entry e
      where e.tenant_id = ${tenantId} and e.register_code = ${rule.register} and e.state = 'current'
        ${day} ${sql.join(said, sql` `)} ${age} ${brings})`.as('r') as unknown as FigureRows;
  };

export const registerFigureRows = Object.fromEntries(
  REGISTER_FIGURE_CODES.map((code) => [code, entriesOf(REGISTER_FIGURE_RULES[code])]),
) as Readonly<Record<RegisterFigureCode, (tdb: TenantDb, question: FigureQuestion) => FigureRows>>;
