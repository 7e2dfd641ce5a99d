/** Dates of the demonstration, as 'YYYY-MM-DD', counted from the day on which it is loaded. */
export const todayInShanghai = (): string => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);

export { addDays as plusDays } from '@/server/domain/shared/working-days';

/** Noon in Shanghai. */
export const instant = (date: string, hour = 12): Date =>
  new Date(`${date}T${String(hour).padStart(2, '0')}:00:00+08:00`);

export const yearOf = (date: string): number => Number(date.slice(0, 4));
