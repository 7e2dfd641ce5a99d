import type { TenantDb } from '@/db/client';
import {
  countUnderRules,
  listGapAnswers,
  listUnplacedTitles,
  type UnplacedTitle,
} from '@/db/queries/filing-gap.queries';
import { findPlan, listPlanLineRows, listPlanYears, type PlanLineRow } from '@/db/queries/filing-plan.queries';
import { findApprovedSchedule, listRuleRows, type RuleRecord } from '@/db/queries/filing-schedule.queries';
import { readShanghaiToday } from '@/db/queries/workspace.queries';
import { topCategoryCode } from '@/server/domain/archive/archival-category';
import {
  GAP_STANDINGS,
  type GapStanding,
  type GapsView,
  type GapView,
  gapView,
  type ListGapsInput,
  standingOfGap,
  USUAL_YEARS,
} from '@/server/domain/filing/filing-gaps';
import { ruleMatcher } from '@/server/domain/filing/suggest-retention';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';

interface Likely {
  count: number;
  /** The first by code, to be looked at. */
  example: UnplacedTitle;
}
type Matcher = ReturnType<typeof ruleMatcher<RuleRecord>>;
/** So many titles are held at a time; all of a year are compared. */
const TITLES_AT_ONCE = 5_000;

/** By the code of the line the records that look like it: each stands under the one line its title looks most like. */
const lookAtTitles = async (
  tdb: TenantDb,
  tenantId: number,
  asked: { match: Matcher; categories: readonly string[]; year: number },
): Promise<Map<string, Likely>> => {
  const found = new Map<string, Likely>();
  let after: UnplacedTitle | undefined;
  for (;;) {
    const rows = await listUnplacedTitles(tdb, tenantId, { ...asked, limit: TITLES_AT_ONCE, after });
    for (const row of rows) {
      const [best] = asked.match(row, 1);
      if (!best) continue;
      const known = found.get(best.rule.code);
      if (known) known.count += 1;
      else found.set(best.rule.code, { count: 1, example: row });
    }
    if (rows.length < TITLES_AT_ONCE) return found;
    after = rows.at(-1);
  }
};

/** Lines of the year's plan under the line of the schedule that they look most like. */
const placePlanned = (match: Matcher, lines: readonly PlanLineRow[]): Map<string, GapView['planned']> => {
  const planned = new Map<string, GapView['planned']>();
  for (const line of lines) {
    const [best] = match({ title: line.kind, categoryCode: line.categoryCode }, 1);
    if (!best) continue;
    const { departmentName, expectedCount, accepted, dueOn } = line;
    const known = planned.get(best.rule.code) ?? [];
    planned.set(best.rule.code, [...known, { departmentName, expected: expectedCount, accepted, dueOn }]);
  }
  return planned;
};

/** When something of each kind was last filed before the year, as far back as what is usual goes. */
const findLastYears = async (
  tdb: TenantDb,
  tenantId: number,
  asked: { match: Matcher; categories: readonly string[]; year: number; counted: ReadonlyMap<string, number> },
): Promise<Map<string, number>> => {
  const last = new Map<string, number>();
  for (let year = asked.year - 1; year >= asked.year - USUAL_YEARS; year -= 1) {
    const found = await lookAtTitles(tdb, tenantId, { ...asked, year });
    const codes = [...asked.counted.keys()].filter((key) => key.endsWith(`\n${year}`)).map((key) => key.split('\n')[0]);
    for (const code of [...found.keys(), ...codes]) if (code && !last.has(code)) last.set(code, year);
  }
  return last;
};

const countStandings = (rows: readonly GapView[]): Record<GapStanding, number> => {
  const counts = { missing: 0, likely: 0, unusual: 0, notFormed: 0, filed: 0 };
  for (const row of rows) counts[row.standing] += 1;
  return counts;
};

const readLines = async (
  tdb: TenantDb,
  tenantId: number,
  asked: { rules: readonly RuleRecord[]; year: number },
): Promise<GapView[]> => {
  const { rules, year } = asked;
  const match = ruleMatcher(rules);
  const categories = [...new Set(rules.map((rule) => topCategoryCode(rule.categoryCode)))];
  const under = await countUnderRules(tdb, tenantId, { categories, yearFrom: year - USUAL_YEARS, yearTo: year });
  const counted = new Map(under.map((line) => [`${line.ruleCode}\n${line.filingYear}`, line.count]));
  const found = await lookAtTitles(tdb, tenantId, { match, categories, year });
  const last = await findLastYears(tdb, tenantId, { match, categories, year, counted });
  const plan = await findPlan(tdb, tenantId, year);
  const planned = placePlanned(match, plan ? await listPlanLineRows(tdb, tenantId, plan.id) : []);
  const codes = rules.map((rule) => rule.code);
  const answers = new Map(
    (await listGapAnswers(tdb, tenantId, year, codes)).map(({ ruleCode, ...answer }) => [ruleCode, answer]),
  );
  return rules.map((rule) => {
    const likely = found.get(rule.code);
    const line = {
      confirmed: counted.get(`${rule.code}\n${year}`) ?? 0,
      likely: likely?.count ?? 0,
      lastYear: last.get(rule.code) ?? null,
      planned: planned.get(rule.code) ?? [],
      answer: answers.get(rule.code) ?? null,
    };
    const standing = standingOfGap({
      ...line,
      isAnswered: line.answer !== null,
      isPlanned: line.planned.length > 0,
    });
    return gapView.parse({ ...rule, ...line, ruleId: rule.id, example: likely?.example ?? null, standing });
  });
};

/**
 * 应归未归: every line of the schedule in force with what was filed under it in a year. Records that nobody has put
 * under a line are compared by title, as the suggestion of a period does; a person decides about those. What is missing
 * comes first, then in the order of the schedule.
 */
export const listGaps = async (tdb: TenantDb, scope: TenantScope, input: ListGapsInput): Promise<GapsView> => {
  const { tenantId } = scope;
  const { year } = input;
  const schedule = await findApprovedSchedule(tdb, tenantId);
  const rules = schedule ? await listRuleRows(tdb, tenantId, schedule.id) : [];
  const rows = await readLines(tdb, tenantId, { rules, year });
  const rank = (row: GapView): number => GAP_STANDINGS.indexOf(row.standing);
  const shown = rows.filter((row) => input.standing === undefined || row.standing === input.standing);
  return {
    year,
    today: await readShanghaiToday(tdb),
    years: [...new Set([year, ...(await listPlanYears(tdb, tenantId))])].sort((left, right) => right - left),
    schedule: schedule ?? null,
    counts: countStandings(rows),
    rows: shown.sort((left, right) => rank(left) - rank(right)),
  };
};

const STANDING_WORDS: Readonly<Record<GapStanding, string>> = {
  missing: '应归未归',
  likely: '待确认',
  unusual: '历年也无',
  notFormed: '本年未形成',
  filed: '已归档',
};
const plannedText = (planned: GapView['planned']): string =>
  planned.map((line) => `${line.departmentName} ${line.accepted}/${line.expected}（${line.dueOn}）`).join('；');

export const exportGaps = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: ListGapsInput,
): Promise<FileReference> => {
  const { rows } = await listGaps(tdb, scope, input);
  return exportTable(tdb, scope, objects, {
    action: 'filing.exportGaps',
    objectKind: 'retention_schedule',
    fileName: `${input.year}年度归档缺漏_${scope.tenantName}.xlsx`,
    sheetName: `${input.year}年度归档缺漏`,
    columns: [
      { heading: '情况', width: 12 },
      { heading: '条款', width: 10 },
      { heading: '归档范围', width: 52 },
      { heading: '保管期限', width: 10 },
      { heading: '已归件数', width: 10 },
      { heading: '题名相近', width: 10 },
      { heading: '上次归档年度', width: 14 },
      { heading: '归档计划', width: 36 },
      { heading: '说明', width: 36 },
    ],
    rows: rows.map((row) => [
      STANDING_WORDS[row.standing],
      row.code,
      row.description,
      row.retentionCode,
      row.confirmed,
      row.likely,
      row.lastYear,
      plannedText(row.planned),
      row.answer ? `${row.answer.reason}（${row.answer.byName} ${row.answer.on}）` : null,
    ]),
  });
};
