import { expect, it } from 'vitest';
import { addDays, shiftMonth, weekOf, weeksOfMonth } from './calendar-days';

it('begins a week on Monday, over the turn of a year too', () => {
  expect(weekOf('2027-01-01')).toEqual([
    '2026-12-28',
    '2026-12-29',
    '2026-12-30',
    '2026-12-31',
    '2027-01-01',
    '2027-01-02',
    '2027-01-03',
  ]);
  expect(weekOf('2026-11-22')[0]).toBe('2026-11-16');
  expect(addDays('2026-02-31', 0)).toBe('2026-03-03');
});

it('has four to six weeks in a month, with all its days', () => {
  expect(weeksOfMonth('2027-02')).toHaveLength(4);
  expect(weeksOfMonth('2026-08')).toHaveLength(6);
  for (let month = '2026-01'; month < '2029-01'; month = shiftMonth(month, 1)) {
    const days = weeksOfMonth(month).flat();
    expect(days).toContain(`${month}-28`);
    expect(days.filter((day) => day.startsWith(month)).length).toBeGreaterThanOrEqual(28);
    expect(days.length % 7).toBe(0);
    expect(shiftMonth(shiftMonth(month, 1), -1)).toBe(month);
  }
});
