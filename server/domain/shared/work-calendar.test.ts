import { describe, expect, it } from 'vitest';
import { WORK_CALENDAR } from './work-calendar.ts';
import { addWorkingDays, isWorkingDay } from './working-days.ts';

describe('the calendar of working days', () => {
  it('gives as many days off as were published', () => {
    expect([2025, 2026].map((year) => WORK_CALENDAR[year]?.holidays.length)).toEqual([28, 33]);
  });

  it('works on the weekends that are given for a holiday, and on no others', () => {
    for (const year of [2025, 2026]) {
      for (const day of WORK_CALENDAR[year]?.workdays ?? []) {
        expect([0, 6], day).toContain(new Date(`${day}T00:00:00Z`).getUTCDay());
        expect(isWorkingDay(day, WORK_CALENDAR)).toBe(true);
      }
    }
    expect(isWorkingDay('2026-02-14', WORK_CALENDAR)).toBe(true);
    expect(isWorkingDay('2026-02-16', WORK_CALENDAR)).toBe(false);
    expect(isWorkingDay('2025-10-08', WORK_CALENDAR)).toBe(false);
  });

  it('judges nothing in a year that has not been published', () => {
    expect(addWorkingDays('2098-12-31', 5, WORK_CALENDAR)).toEqual({ kind: 'unknown', missingYear: 2099 });
  });
});
