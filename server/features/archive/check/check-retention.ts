import type { CheckScheduleRule, CheckSourceRow } from '@/db/queries/check-source.queries';
import { RETENTION_CODES } from '@/server/domain/archive/retention';
import { rankRules } from '@/server/domain/filing/suggest-retention';
import { type Finding, findingOn } from './check-record.ts';

export interface ScheduleInForce {
  rules: readonly CheckScheduleRule[];
  /** Records of earlier years were judged by an earlier schedule. */
  fromYear: number;
}

/** One pair of characters in common is chance; a word, or two of them, is a likeness. */
const SURE = 2;
const isLike = (matched: readonly string[]): boolean =>
  matched.length > 1 || matched.some((run) => Array.from(run).length > 2);
/** How near the others must come to the best to count as equal. */
const NEAR = 0.8;

const yearsOf = (code: string): number =>
  RETENTION_CODES.find((entry) => entry.code === code)?.years ?? Number.POSITIVE_INFINITY;

const agrees = (rule: CheckScheduleRule, retentionCode: string): boolean =>
  rule.retentionCode === retentionCode || (rule.isMinimum && yearsOf(retentionCode) >= yearsOf(rule.retentionCode));

/**
 * 期限 against the approved schedule: by the line that a person confirmed, else by the lines that the title looks like,
 * and then only when all that look alike say something else.
 */
export const checkRetention = (
  record: CheckSourceRow,
  schedule: ScheduleInForce,
  byId: ReadonlyMap<string, CheckScheduleRule>,
): Finding[] => {
  const warn = (detail: string): Finding[] => [
    findingOn(record, { ruleCode: 'RETENTION_MATCH', severity: 'warning', field: 'retentionCode', detail }),
  ];
  const confirmed = record.scheduleRuleId === null ? undefined : byId.get(record.scheduleRuleId);
  if (confirmed) return agrees(confirmed, record.retentionCode) ? [] : warn(`rule:${confirmed.code}`);
  if (record.level !== 'piece' || record.filingYear < schedule.fromYear) return [];
  const ranked = rankRules(schedule.rules, { title: record.title, categoryCode: record.categoryCode }, 3);
  const [best] = ranked;
  if (!best || best.score < SURE || !isLike(best.matched)) return [];
  const near = ranked.filter((match) => match.score >= best.score * NEAR);
  return near.some((match) => agrees(match.rule, record.retentionCode)) ? [] : warn(`looks_like:${best.rule.code}`);
};
