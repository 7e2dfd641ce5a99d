/* Months as `2026-11`, without zod, so that screens may take them along. */

interface Parts {
  year: number;
  month: number;
}
const pad = (month: number): string => String(month).padStart(2, '0');

export const monthOf = ({ year, month }: Parts): string => `${year}-${pad(month)}`;
export const partsOfMonth = (month: string): Parts => ({
  year: Number(month.slice(0, 4)),
  month: Number(month.slice(5)),
});

/** The month before: January has December of the year before it. */
export const monthBefore = (asked: string): string => {
  const { year, month } = partsOfMonth(asked);
  return month === 1 ? monthOf({ year: year - 1, month: 12 }) : monthOf({ year, month: month - 1 });
};

/** The last day of a month. */
export const lastDayOf = (asked: string): string => {
  const { year, month } = partsOfMonth(asked);
  return `${asked}-${pad(new Date(Date.UTC(year, month, 0)).getUTCDate())}`;
};
