import { type RawBuilder, type SqlBool, sql } from 'kysely';

/**
 * Whether a record lies in a category of either level: ZY finds what is specialised, ZY·HY only the marriages. Records
 * and counters keep the two levels in two columns, so that no list compares the whole code with one of them.
 */
export const inCategory = (code: string, alias?: string): RawBuilder<SqlBool> => {
  const [top = '', sub] = code.split('·');
  const at = (column: string) => sql.ref(alias ? `${alias}.${column}` : column);
  const isTop = sql<SqlBool>`${at('categoryCode')} = ${top}`;
  return sub === undefined ? isTop : sql<SqlBool>`(${isTop} and ${at('subcategoryCode')} = ${sub})`;
};

/** The same where the whole code stands in one column, as on a box: a first level has its second levels with it. */
export const underCategory = (code: string, column: string): RawBuilder<SqlBool> =>
  code.includes('·')
    ? sql<SqlBool>`${sql.ref(column)} = ${code}`
    : sql<SqlBool>`(${sql.ref(column)} = ${code} or starts_with(${sql.ref(column)}, ${`${code}·`}))`;
