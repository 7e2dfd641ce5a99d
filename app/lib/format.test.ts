import { expect, it } from 'vitest';
import {
  dayOf,
  daysBetween,
  formatBytes,
  formatDate,
  formatDateTime,
  formatNumber,
  formatShortDate,
  formatWeekday,
} from './format';

it('writes instants as a clock in Shanghai shows them', () => {
  expect(formatDateTime('2026-11-20T16:05:00.000Z', 'zh-CN')).toBe('2026年11月21日 00:05');
  expect(dayOf('2026-11-20T15:59:59.999Z')).toBe('2026-11-20');
});

it('writes days without moving them', () => {
  expect(formatDate('2026-11-21', 'zh-CN')).toBe('2026年11月21日');
  expect(formatDate('2026-11-21', 'en')).toBe('21 Nov 2026');
  expect(formatWeekday('2026-11-21', 'zh-CN')).toBe('星期六');
});

it('leaves the year out only in this year', () => {
  expect(formatShortDate('2026-12-03', '2026-11-21')).toBe('12-03');
  expect(formatShortDate('2027-01-01', '2026-11-21')).toBe('2027-01-01');
});

it('counts days across the end of a month', () => {
  expect(daysBetween('2026-11-21', '2026-11-18')).toBe(-3);
  expect(daysBetween('2028-02-28', '2028-03-01')).toBe(2);
});

it('groups digits, and not those behind the point', () => {
  expect(formatNumber(1234567.8912)).toBe('1,234,567.8912');
  expect(formatNumber(-1234)).toBe('-1,234');
  expect(formatBytes(1_500_000)).toBe('1.4 MB');
});
