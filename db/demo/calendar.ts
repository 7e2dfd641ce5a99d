/** Dates of the demonstration, as 'YYYY-MM-DD', counted from the day on which it is loaded. */
export const todayInShanghai = (): string => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);

export const plusDays = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** Noon in Shanghai. */
export const instant = (date: string, hour = 12): Date =>
  new Date(`${date}T${String(hour).padStart(2, '0')}:00:00+08:00`);

export const yearOf = (date: string): number => Number(date.slice(0, 4));
