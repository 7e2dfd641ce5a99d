import { describe, expect, it } from 'vitest';
import { CALENDAR_YEARS } from '@/server/domain/shared/work-calendar';
import { dayWithin, lateSpans, spanNamed, spanOf, spanWords, waitingSpans } from './register-period.ts';

const never = () => false;
const daily = { period: { every: 'day', graceDays: 1, onWorkdays: true } } as const;
const quarterly = { period: { every: 'quarter', graceDays: 15 } } as const;
const names = (spans: { name: string }[]) => spans.map(({ name }) => name);

describe('the name of a period', () => {
  it.each([
    ['day', '2026-02-28', '2026-02-28', '2026-02-28', '2026-02-28'],
    ['month', '2026-02-11', '2026-02', '2026-02-01', '2026-02-28'],
    ['quarter', '2026-11-21', '2026-Q4', '2026-10-01', '2026-12-31'],
    ['half_year', '2026-07-01', '2026-H2', '2026-07-01', '2026-12-31'],
    ['year', '2026-07-01', '2026', '2026-01-01', '2026-12-31'],
  ] as const)('of a %s leads back to it', (every, day, name, from, to) => {
    expect(spanOf(every, day)).toEqual({ name, from, to });
    expect(spanNamed(name)).toEqual({ name, from, to });
  });

  it.each(['', '2026-Q5', '2026-H3', '2026-13', '2026-02-30', '26', '2026-Q1-01', "2026' or 1=1"])(
    'is not %s',
    (name) => {
      expect(spanNamed(name)).toBeUndefined();
    },
  );

  it('is said in words', () => {
    expect(['2026-11-21', '2026-11', '2026-Q4', '2026-H1', '2026'].map((name) => spanWords(name).zh)).toEqual([
      '2026-11-21',
      '2026年11月',
      '2026年第4季度',
      '2026年上半年',
      '2026年',
    ]);
  });
});

describe('a daily register', () => {
  it('is owed on working days only, and late after the grace of working days', () => {
    // 2026-05-01 to 05-05 are days off; the ninth, a Saturday, is worked in exchange.
    expect(names(waitingSpans(daily, '2026-04-29', '2026-05-07', never))).toEqual([
      '2026-05-07',
      '2026-05-06',
      '2026-04-30',
      '2026-04-29',
    ]);
    expect(names(lateSpans(daily, '2026-04-29', '2026-05-07', never))).toEqual(['2026-04-30', '2026-04-29']);
    expect(names(waitingSpans(daily, '2026-05-08', '2026-05-10', never))).toEqual(['2026-05-09', '2026-05-08']);
  });

  it('judges nothing in a year whose holidays are not published', () => {
    const year = Math.max(...CALENDAR_YEARS) + 1;
    expect(waitingSpans(daily, `${year}-01-01`, `${year}-03-31`, never)).toEqual([]);
    expect(lateSpans(daily, `${year}-01-01`, `${year}-03-31`, never)).toEqual([]);
    expect(lateSpans(quarterly, `${year}-01-01`, `${year}-12-31`, never)).toEqual([]);
    // Nor the last days of the year before it, whose grace ends in it.
    expect(names(lateSpans(daily, `${year - 1}-12-31`, `${year}-01-20`, never))).toEqual([]);
  });
});

describe('a quarterly register', () => {
  it('comes up before its quarter ends and is late when the grace is over', () => {
    const since = '2026-01-01';
    const has = ({ name }: { name: string }) => name === '2026-Q1';
    expect(names(waitingSpans(quarterly, since, '2026-09-10', has))).toEqual(['2026-Q2']);
    expect(names(waitingSpans(quarterly, since, '2026-09-20', has))).toEqual(['2026-Q3', '2026-Q2']);
    expect(names(lateSpans(quarterly, since, '2026-10-15', has))).toEqual(['2026-Q2']);
    expect(lateSpans(quarterly, since, '2026-10-16', has).map(({ name, dueOn }) => [name, dueOn])).toEqual([
      ['2026-Q3', '2026-10-15'],
      ['2026-Q2', '2026-07-15'],
    ]);
  });

  it('begins its form with today, or with the last day of a period that is over', () => {
    expect(dayWithin(spanOf('quarter', '2026-11-01'), '2026-11-21')).toBe('2026-11-21');
    expect(dayWithin(spanOf('quarter', '2026-08-01'), '2026-11-21')).toBe('2026-09-30');
  });
});
