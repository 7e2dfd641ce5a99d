import { type RawBuilder, sql } from 'kysely';
import type { CustomCondition, CustomSpec } from '@/server/domain/figure/custom-figure';
import type { TenantDb } from '../../client.ts';
import { beyond, type Walk, walkOrder } from '../paging.ts';
import type { FigureQuestion, FigureRecord, FigureRows } from './figure-rows.ts';

/*
 * One predicate for all figures that units define. Columns are ours, by name; fields of registers are keys of a checked
 * definition; what a person typed is a parameter and nothing else.
 */
type Condition = RawBuilder<unknown>;
interface Source {
  from: (tenantId: number) => Condition;
  day: Condition;
  standing: (to: string) => Condition;
  label: Condition;
  detail: Condition;
  value: (field: string) => Condition;
}

const COLUMNS: Readonly<Record<string, Readonly<Record<string, Condition>>>> = {
  archive_item: {
    category: sql`split_part(e.category_code, '·', 1)`,
    level: sql`e.level`,
    retention: sql`e.retention_code`,
    openFlag: sql`e.open_flag`,
    filingYear: sql`e.filing_year::text`,
    pageCount: sql`e.page_count::text`,
    title: sql`e.title`,
    responsibleParty: sql`e.responsible_party`,
    fonds: sql`(select f.number from fonds f where f.tenant_id = e.tenant_id and f.id = e.fonds_id)`,
  },
  reading_visit: {
    channel: sql`e.channel`,
    purpose: sql`e.purpose`,
    personCount: sql`e.person_count::text`,
    copiedPages: sql`e.copied_pages::text`,
    subject: sql`e.subject`,
  },
};

const column = (subject: string) => (field: string) => {
  const known = COLUMNS[subject]?.[field];
  if (!known) throw new Error(`${subject} has no field ${field}`);
  return known;
};

const SOURCES: Readonly<Record<string, Source>> = {
  archive_item: {
    from: (tenantId) => sql`archive_item e where e.tenant_id = ${tenantId} and e.state <> 'void'`,
    day: sql`e.archived_on`,
    standing: (to) => sql`e.archived_on <= ${to}::date and (e.left_on is null or e.left_on > ${to}::date)`,
    label: sql`e.title`,
    detail: sql`e.reference_code`,
    value: column('archive_item'),
  },
  reading_visit: {
    from: (tenantId) => sql`reading_visit e where e.tenant_id = ${tenantId} and e.state = 'served'`,
    day: sql`e.visited_on`,
    standing: () => sql`false`,
    label: sql`e.subject`,
    detail: sql`null::text`,
    value: column('reading_visit'),
  },
};

const register = (code: string): Source => ({
  from: (tenantId) =>
    sql`register_entry e where e.tenant_id = ${tenantId} and e.register_code = ${code} and e.state = 'current'`,
  day: sql`e.entry_on`,
  standing: (to) => sql`e.entry_on <= ${to}::date and (e.until_on is null or e.until_on > ${to}::date)`,
  label: sql`e.title`,
  detail: sql`null::text`,
  value: (field) => sql`(e.said ->> ${field}::text)`,
});

const sourceOf = (subject: string): Source => {
  const source = subject.startsWith('register.') ? register(subject.slice('register.'.length)) : SOURCES[subject];
  if (!source) throw new Error(`nothing is counted of ${subject}`);
  return source;
};

/* A field that was never a number in an old entry is no number, and no fault of the one who asks. */
const numberOf = (value: Condition): Condition =>
  sql`case when ${value} ~ '^-?[0-9]{1,12}([.][0-9]+)?$' then (${value})::numeric end`;
const NUMBER = /^-?\d+(\.\d+)?$/;

const compared = (value: Condition, sign: '>=' | '<=', bound: string): Condition =>
  NUMBER.test(bound)
    ? sql`${numberOf(value)} ${sql.raw(sign)} ${bound}::numeric`
    : sql`${value} ${sql.raw(sign)} ${bound}::text`;

const holds = ({ field, op, values }: CustomCondition, source: Source): Condition => {
  const value = source.value(field);
  const [first = ''] = values;
  switch (op) {
    case 'any_of':
      return sql`${value} = any (${[...values]}::text[])`;
    case 'none_of':
      return sql`(${value} is null or ${value} <> all (${[...values]}::text[]))`;
    case 'contains':
      return sql`position(lower(${first}::text) in lower(${value})) > 0`;
    case 'at_least':
      return compared(value, '>=', first);
    case 'at_most':
      return compared(value, '<=', first);
    case 'yes':
      return sql`${value} = 'true'`;
    case 'no':
      return sql`coalesce(${value}, 'false') <> 'true'`;
    default:
      return sql`coalesce(${value}, '') <> ''`;
  }
};

const inPeriod = ({ period }: CustomSpec, source: Source, { from, to }: FigureQuestion): Condition => {
  if (period === 'standing') return source.standing(to);
  if (period === 'until') return sql`${source.day} <= ${to}::date`;
  return sql`${source.day} between ${from}::date and ${to}::date`;
};

interface Defined {
  subject: string;
  spec: CustomSpec;
}

const rowsOf = ({ subject, spec }: Defined, question: FigureQuestion): Condition => {
  const source = sourceOf(subject);
  const conditions = spec.conditions.map((condition) => sql`and ${holds(condition, source)}`);
  const amount = spec.sum === null ? sql`1::numeric` : sql`coalesce(${numberOf(source.value(spec.sum))}, 0)`;
  const group = spec.group === null ? sql`null::text` : source.value(spec.group);
  return sql`(select e.id, ${source.label} as label, ${source.detail} as detail, ${source.day} as "on",
      ${amount}::float8 as amount, ${group} as grouped, coalesce(${source.day}::text, '') as sort_key
    from ${source.from(question.tenantId)} and ${inPeriod(spec, source, question)} ${sql.join(conditions, sql` `)}) r`;
};

/** The records that a definition counts, in the shape of those of every other figure. */
export const recordsOfCustom = (defined: Defined, question: FigureQuestion): FigureRows =>
  sql<FigureRecord>`(select r.id, r.id as open_id, null::uuid as parent_id, r.label, r.detail, r."on", r.amount, r.sort_key
    from ${rowsOf(defined, question)})`.as('r') as unknown as FigureRows;

/** Of the rows of a figure, those whose record also meets these conditions. */
export const narrowRows = (
  figureRows: FigureRows,
  tenantId: number,
  { subject, conditions }: { subject: string; conditions: readonly CustomCondition[] },
): FigureRows => {
  const source = sourceOf(subject);
  const met = conditions.map((condition) => sql`and ${holds(condition, source)}`);
  return sql<FigureRecord>`(select r.* from ${figureRows}
    where exists (select 1 from ${source.from(tenantId)} and e.id = r.id ${sql.join(met, sql` `)}))`.as(
    'r',
  ) as unknown as FigureRows;
};

const exact = (amount: number | null): number => Math.round(Number(amount ?? 0) * 1e4) / 1e4;

/** What a definition counts; null where the register has no entry at all. */
export const countCustom = async (
  tdb: TenantDb,
  defined: Defined,
  question: FigureQuestion,
): Promise<{ value: number | null; rows: number }> => {
  const { rows } = await sql<{ rows: number; amount: number | null }>`
    select count(*)::int as rows, sum(r.amount) as amount from ${rowsOf(defined, question)}`.execute(tdb);
  const found = rows[0] ?? { rows: 0, amount: null };
  if (found.rows > 0) return { rows: found.rows, value: exact(found.amount) };
  const any = await sql<{
    any: boolean;
  }>`select exists (select 1 from ${sourceOf(defined.subject).from(question.tenantId)}) as any`.execute(tdb);
  return { rows: 0, value: any.rows[0]?.any ? 0 : null };
};

/** The figure for each value of the group's field, the largest first. */
export const groupCustom = async (
  tdb: TenantDb,
  defined: Defined,
  question: FigureQuestion,
  limit: number,
): Promise<{ key: string | null; value: number; rows: number }[]> => {
  if (defined.spec.group === null) return [];
  const { rows } = await sql<{ key: string | null; value: number; rows: number }>`
    select nullif(r.grouped, '') as key, sum(r.amount) as value, count(*)::int as rows from ${rowsOf(defined, question)}
    group by 1 order by 2 desc, 1 limit ${limit}`.execute(tdb);
  return rows.map((row) => ({ ...row, value: exact(row.value) }));
};

export interface CustomRecord {
  id: string;
  label: string;
  detail: string | null;
  on: string | null;
  amount: number;
  sortKey: string;
}

/** The records that are counted, by their day. One more than asked for. */
export const listCustom = async (
  tdb: TenantDb,
  defined: Defined,
  question: FigureQuestion,
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<CustomRecord[]> => {
  const { cursor, direction, limit } = page;
  const order = sql.raw(walkOrder('asc', direction));
  const past = cursor
    ? sql`where (r.sort_key, r.id) ${sql.raw(beyond('asc', direction))} (${cursor[0]}, ${cursor[1]}::uuid)`
    : sql``;
  const { rows } = await sql<CustomRecord>`
    select r.id, r.label, r.detail, r."on", r.amount, r.sort_key from ${rowsOf(defined, question)} ${past}
    order by r.sort_key ${order}, r.id ${order} limit ${limit + 1}`.execute(tdb);
  return rows;
};
