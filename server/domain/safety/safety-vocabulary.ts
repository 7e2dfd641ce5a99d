/* 安全事件与应急演练: the words and the time limits, without zod, so that screens may take them along. */

/** 损毁, 丢失, 泄露, 水淹, 火灾, 虫霉, 网络攻击, 载体损坏 (domain list incident_report_field). */
export const INCIDENT_KINDS = ['damage', 'loss', 'leak', 'water', 'fire', 'pest', 'attack', 'media'] as const;
export type IncidentKind = (typeof INCIDENT_KINDS)[number];
/** 特别重大, 重大, 较大, 一般. */
export const INCIDENT_LEVELS = ['I', 'II', 'III', 'IV'] as const;
export type IncidentLevel = (typeof INCIDENT_LEVELS)[number];
export const REPORT_KINDS = ['first', 'follow_up', 'closing'] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];

export const DRILL_SCENARIOS = ['fire', 'flood', 'power', 'attack', 'recovery', 'earthquake'] as const;
export type DrillScenario = (typeof DRILL_SCENARIOS)[number];
export const DRILL_MODES = ['tabletop', 'field'] as const;
export const DRILL_STATES = ['planned', 'reviewed', 'cancelled'] as const;
export type DrillState = (typeof DRILL_STATES)[number];
export const MOST_PEOPLE = 200;

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Shanghai has no summer time. */
const SHANGHAI = 8 * HOUR;
const endOfDay = (instant: number, daysLater: number): number =>
  Math.floor((instant + SHANGHAI) / DAY) * DAY + (daysLater + 1) * DAY - SHANGHAI - 1000;

/**
 * 首报时限 by level, from when it was discovered: at once (within two hours), the same day, the next day. Sources give
 * words, not hours, so that two hours are ours.
 */
export const firstDueAt = (level: IncidentLevel, discoveredAt: string): string => {
  const at = Date.parse(discoveredAt);
  const due = level === 'I' || level === 'II' ? at + 2 * HOUR : endOfDay(at, level === 'III' ? 0 : 1);
  return new Date(due).toISOString();
};

const FOLLOW_UP_DAYS: Readonly<Record<IncidentLevel, number>> = { I: 1, II: 1, III: 3, IV: 7 };
/** 续报时限: the end of the day, so many days after the last report. */
export const nextDueAt = (level: IncidentLevel, reportedAt: string): string =>
  new Date(endOfDay(Date.parse(reportedAt), FOLLOW_UP_DAYS[level])).toISOString();

/** The day in Shanghai of a moment. */
export const shanghaiDay = (instant: string): string =>
  new Date(Date.parse(instant) + SHANGHAI).toISOString().slice(0, 10);

/** A report that falls due within so many hours is spoken of before it is late. */
export const REMIND_HOURS = 12;

/** 姓名 任务, a line a person. */
export const peopleOf = (typed: string): { name: string; task: string }[] =>
  typed
    .split('\n')
    .map((line) => line.trim().split(/[\s,，、]+/u))
    .filter(([name]) => name)
    .map(([name = '', ...task]) => ({ name, task: task.join(' ') }));
