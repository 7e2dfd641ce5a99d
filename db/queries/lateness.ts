import { type RawBuilder, sql } from 'kysely';
import { SURE_WORKING_DAYS } from '@/server/domain/shared/lateness';
import { CALENDAR_YEARS } from '@/server/domain/shared/work-calendar';

/** Today in Shanghai, by the database's clock: what decides whether something is late. */
export const todayInShanghai = sql<string>`(now() at time zone 'Asia/Shanghai')::date`;

/**
 * 逾期 in SQL, the rule of server/domain/shared/lateness.ts: past its day, in a year whose holidays are known, or with a
 * day since then that was certainly worked. `dueOn` is a column or an expression of type date.
 */
export const isLate = (dueOn: string | RawBuilder<unknown>, today: RawBuilder<unknown> = todayInShanghai) => {
  const due = typeof dueOn === 'string' ? sql.ref(dueOn) : dueOn;
  return sql<boolean>`(${due} < ${today} and (extract(year from ${due})::int = any (${CALENDAR_YEARS as number[]}::int[])
    or exists (select 1 from unnest(${SURE_WORKING_DAYS as string[]}::date[]) as sure (day) where ${due} < sure.day and sure.day < ${today})))`;
};

/** A closing day that is over: what was asked for is taken in no more, holidays or not. Nobody is late for it. */
export const hasClosed = (closesOn: string, today: RawBuilder<unknown> = todayInShanghai) =>
  sql<boolean>`coalesce(${sql.ref(closesOn)} < ${today}, false)`;
