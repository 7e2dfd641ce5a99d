import { expect, test } from 'vitest';
import { addWorkingDays, isOverdue, isWorkingDay, type WorkCalendar } from '@/server/domain/shared/working-days';

/** An invented arrangement: five days off from 1 October, Saturday 10 October worked. */
const CALENDAR: WorkCalendar = {
  2026: {
    holidays: ['2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07'],
    workdays: ['2026-10-10'],
  },
};

test('weekends and holidays are skipped, exchanged Saturdays count', () => {
  expect(isWorkingDay('2026-10-01', CALENDAR)).toBe(false);
  expect(isWorkingDay('2026-10-10', CALENDAR)).toBe(true);
  expect(isWorkingDay('2026-10-11', CALENDAR)).toBe(false);
  expect(addWorkingDays('2026-09-30', 1, CALENDAR)).toEqual({ kind: 'known', date: '2026-10-08' });
  expect(addWorkingDays('2026-09-30', 3, CALENDAR)).toEqual({ kind: 'known', date: '2026-10-10' });
  expect(addWorkingDays('2026-09-30', 4, CALENDAR)).toEqual({ kind: 'known', date: '2026-10-12' });
});

test('days before a date are counted backwards and zero days is the date', () => {
  expect(addWorkingDays('2026-10-08', -1, CALENDAR)).toEqual({ kind: 'known', date: '2026-09-30' });
  expect(addWorkingDays('2026-10-03', 0, CALENDAR)).toEqual({ kind: 'known', date: '2026-10-03' });
});

test('a year without an arrangement is unknown, and nobody is overdue by it', () => {
  expect(addWorkingDays('2026-12-25', 30, CALENDAR)).toEqual({ kind: 'unknown', missingYear: 2027 });
  expect(isWorkingDay('2027-01-04', CALENDAR)).toBe('unknown');
  expect(isOverdue('2026-12-25', 30, '2028-01-01', CALENDAR)).toBe('unknown');
  expect(isOverdue('2026-09-30', 1, '2026-10-08', CALENDAR)).toBe(false);
  expect(isOverdue('2026-09-30', 1, '2026-10-09', CALENDAR)).toBe(true);
});

test('malformed dates and endless spans are refused', () => {
  expect(() => addWorkingDays('2026-13-01', 1, CALENDAR)).toThrow(RangeError);
  expect(() => addWorkingDays('2026-01-01', 1e9, CALENDAR)).toThrow(RangeError);
});
