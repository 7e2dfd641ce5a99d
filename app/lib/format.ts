import type { Locale } from '@/app/i18n/messages';

/**
 * Numbers and dates as they are written in this office: Asia/Shanghai, 24 hours, the same on server and in browser.
 * China has had no summer time since 1991, so eight hours are enough and no time-zone data is needed.
 */
const SHANGHAI_MS = 8 * 60 * 60 * 1000;
const DAY_MS = 24 * 60 * 60 * 1000;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const WEEKDAYS: Record<Locale, string[]> = {
  'zh-CN': ['星期日', '星期一', '星期二', '星期三', '星期四', '星期五', '星期六'],
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
};

const two = (value: number): string => String(value).padStart(2, '0');

/** A day ('2026-11-21') or an instant (ISO with time), as a clock on a wall in Shanghai shows it. */
const wallClock = (value: string): Date =>
  value.length === 10 ? new Date(`${value}T00:00:00Z`) : new Date(Date.parse(value) + SHANGHAI_MS);

export const formatNumber = (value: number): string => {
  const [whole = '', fraction] = String(value).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
};

/** The day in Shanghai of an instant: '2026-11-21'. */
export const dayOf = (instant: string): string => wallClock(instant).toISOString().slice(0, 10);

/** 2026年11月21日, 21 Nov 2026 */
export const formatDate = (value: string, locale: Locale): string => {
  const at = wallClock(value);
  const [year, month, day] = [at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate()];
  return locale === 'zh-CN' ? `${year}年${month + 1}月${day}日` : `${day} ${MONTHS[month]} ${year}`;
};

export const formatTime = (instant: string): string => {
  const at = wallClock(instant);
  return `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`;
};

/** 2026年11月21日 14:05 */
export const formatDateTime = (instant: string, locale: Locale): string =>
  `${formatDate(instant, locale)} ${formatTime(instant)}`;

/** For columns: 2026-11-21 */
export const formatIsoDate = (value: string): string => wallClock(value).toISOString().slice(0, 10);

/** For columns: 2026-11-21 14:05 */
export const formatIsoDateTime = (instant: string): string => `${formatIsoDate(instant)} ${formatTime(instant)}`;

/** Beside a deadline: 11-21 in this year, 2027-01-03 in another. */
export const formatShortDate = (value: string, today: string): string => {
  const iso = formatIsoDate(value);
  return iso.slice(0, 4) === today.slice(0, 4) ? iso.slice(5) : iso;
};

/** 11-21 14:05 */
export const formatShortDateTime = (instant: string, today: string): string =>
  `${formatShortDate(instant, today)} ${formatTime(instant)}`;

export const formatWeekday = (value: string, locale: Locale): string =>
  WEEKDAYS[locale][wallClock(value).getUTCDay()] ?? '';

/** Days from `today` to `due`; negative when it is over. Both are days. */
export const daysBetween = (today: string, due: string): number =>
  Math.round((Date.parse(`${due.slice(0, 10)}T00:00:00Z`) - Date.parse(`${today.slice(0, 10)}T00:00:00Z`)) / DAY_MS);

/** 1.4 MB */
export const formatBytes = (bytes: number): string => {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${unit === 0 ? value : value.toFixed(1)} ${units[unit]}`;
};
