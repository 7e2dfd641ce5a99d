import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { testPools } from '@/db/testing/test-db';
import { standingOf } from '@/server/domain/filing/filing-plan';
import { urgencyOf } from '@/server/domain/platform/todo';
import {
  canBeJudged,
  daysLate,
  isLate,
  SURE_WORKING_DAYS,
  yearsWithoutCalendar,
} from '@/server/domain/shared/lateness';
import { withSystemDb } from '../client.ts';
import { isLate as isLateInSql } from './lateness.ts';

const DUE = [
  '2010-12-31',
  '2024-12-31',
  '2025-01-01',
  '2025-06-30',
  '2026-11-20',
  '2026-12-31',
  '2027-01-04',
  '2099-06-30',
];
const TODAYS = ['2024-12-31', '2025-01-02', '2025-01-03', '2026-11-21', '2027-02-01', '2099-07-09'];

it('calls late what is past in a year that is known, or long past, and nothing in a year to come', () => {
  expect(SURE_WORKING_DAYS).toEqual(['2025-01-02', '2026-01-04']);
  expect(isLate('2025-06-30', '2025-07-01')).toBe(true);
  expect(isLate('2025-06-30', '2025-06-30')).toBe(false);
  // 2024 is unknown, but 2 January 2025 was worked: from the day after there is no doubt.
  expect([isLate('2024-12-31', '2025-01-02'), isLate('2024-12-31', '2025-01-03')]).toEqual([false, true]);
  // Beyond the table: the day has passed, and nobody is called late.
  expect([isLate('2099-06-30', '2099-07-09'), canBeJudged('2099-06-30', '2099-07-09')]).toEqual([false, false]);
  expect([daysLate('2025-06-30', '2025-07-10'), daysLate('2099-06-30', '2099-07-09')]).toEqual([10, 0]);
  expect(yearsWithoutCalendar(['2026-12-01', '2099-01-01', null, '2020-01-01'], '2026-11-21')).toEqual([2099]);
});

it('is the same rule in SQL', async () => {
  const pools = await testPools();
  await withSystemDb(pools, async (sdb) => {
    for (const today of TODAYS)
      for (const due of DUE) {
        const late = isLateInSql(sql`${due}::date`, sql`${today}::date`);
        const { rows } = await sql<{ late: boolean }>`select ${late} as late`.execute(sdb);
        expect([due, today, rows[0]?.late]).toEqual([due, today, isLate(due, today)]);
      }
  });
});

it('decides the grouping of to-dos and the standing of a plan', () => {
  expect([urgencyOf(-9, isLate('2099-06-30', '2099-07-09')), urgencyOf(-9, true)]).toEqual(['soon', 'overdue']);
  const line = { expectedCount: 2, accepted: 0, lastAcceptedOn: null };
  expect(standingOf({ ...line, dueOn: '2099-06-30', today: '2099-07-09' })).toBe('waiting');
  expect(standingOf({ ...line, dueOn: '2026-06-30', today: '2026-07-09' })).toBe('late');
  const done = { expectedCount: 2, accepted: 2, today: '2099-09-09' };
  expect(standingOf({ ...done, dueOn: '2099-06-30', lastAcceptedOn: '2099-07-09' })).toBe('done');
  expect(standingOf({ ...done, dueOn: '2026-06-30', lastAcceptedOn: '2026-07-09' })).toBe('lateDone');
});

it('is written nowhere else: no query compares a deadline with today by itself', () => {
  const folder = path.resolve(import.meta.dirname);
  const own = readdirSync(folder).filter((name) => name.endsWith('.ts') && !name.startsWith('lateness'));
  const guilty = own.filter((name) =>
    /due_?on\s*'?,?\s*'?\s*(<|>)=?\s*'?,?\s*\$\{?(today|now)/i.test(
      readFileSync(path.join(folder, name), 'utf8').replace(/due_on <= \$\{today\} \+ 7 and not/g, ''),
    ),
  );
  expect(guilty).toEqual([]);
});
