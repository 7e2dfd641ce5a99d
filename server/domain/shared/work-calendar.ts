import type { WorkCalendar } from './working-days.ts';

/**
 * 放假安排 as the General Office of the State Council published them, year by year. A year that is missing here makes
 * deadlines in working days unknown: they are then asked of a person, not guessed. docs/operations.md says when to add
 * the next one.
 */
const days = (year: number, ...ranges: readonly [from: string, to: string][]): string[] =>
  ranges.flatMap(([from, to]) => {
    const dates: string[] = [];
    for (
      let at = Date.parse(`${year}-${from}T00:00:00Z`);
      at <= Date.parse(`${year}-${to}T00:00:00Z`);
      at += 86_400_000
    ) {
      dates.push(new Date(at).toISOString().slice(0, 10));
    }
    return dates;
  });

export const WORK_CALENDAR: WorkCalendar = {
  /** 国办发明电〔2024〕12号 */
  2025: {
    holidays: days(
      2025,
      ['01-01', '01-01'],
      ['01-28', '02-04'],
      ['04-04', '04-06'],
      ['05-01', '05-05'],
      ['05-31', '06-02'],
      ['10-01', '10-08'],
    ),
    workdays: ['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'],
  },
  /** 国办发明电〔2025〕7号 */
  2026: {
    holidays: days(
      2026,
      ['01-01', '01-03'],
      ['02-15', '02-23'],
      ['04-04', '04-06'],
      ['05-01', '05-05'],
      ['06-19', '06-21'],
      ['09-25', '09-27'],
      ['10-01', '10-07'],
    ),
    workdays: ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
  },
};

/** Years whose arrangement is known. */
export const CALENDAR_YEARS: readonly number[] = Object.keys(WORK_CALENDAR).map(Number);
