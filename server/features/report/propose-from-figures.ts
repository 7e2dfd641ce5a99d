import type { TenantDb } from '@/db/client';
import { demandsOpen, drillsHeld, type MaterialQuestion, registerEntries } from '@/db/queries/report-material.queries';
import type { FigurePeriodView } from '@/server/domain/figure/figure-views';
import { computedFigures } from '@/server/domain/figure/figures';
import { registersOf } from '@/server/domain/register/registers';
import { writeChip } from '@/server/domain/report/chip';
import type { Proposal } from '@/server/domain/report/report';
import type { TenantScope } from '@/server/tenancy/scope';
import { openProblems } from './propose-from-registers.ts';
import { FigureReader, type ReportFigure } from './report-figures.ts';

const chip = (code: string, period: 'year' | 'last_year' = 'year'): string =>
  writeChip({ code, period, rounding: 'exact', withUnit: true });

const MOST_CHANGES = 12;

/** How far a figure has moved, against what it was. */
const share = ({ now, before }: ReportFigure): number =>
  now.value === null || before.value === null || before.value === 0
    ? 0
    : Math.abs(now.value - before.value) / before.value;

/** Figures that moved against last year, the furthest first, with both numbers alive in the sentence. */
export const changedAgainstLastYear = async (
  tdb: TenantDb,
  scope: TenantScope,
  days: FigurePeriodView,
): Promise<Proposal[]> => {
  const reader = new FigureReader(tdb, scope);
  const codes = computedFigures(scope.tenantKind)
    .filter((figure) => figure.aggregate !== 'year_before')
    .map(({ code }) => ({ code, period: 'year' as const }));
  const moved = (await reader.readAll(codes, days)).filter((read) => share(read) > 0);
  return moved
    .sort((a, b) => share(b) - share(a) || a.figure.code.localeCompare(b.figure.code))
    .slice(0, MOST_CHANGES)
    .map(({ figure, now, before }) => ({
      key: figure.code,
      text: `${figure.name.zh}${chip(figure.code)}，上年为${chip(figure.code, 'last_year')}，比上年${(now.value ?? 0) > (before.value ?? 0) ? '增加' : '减少'}。`,
      link: `figures/${figure.code}?year=${days.year}`,
    }));
};

/** Below and above these a figure is a problem worth saying. */
const LOW_DIGITISATION = 60;
const OLD_SHARE = 0.5;

const figureProblems = async (reader: FigureReader, days: FigurePeriodView): Promise<Proposal[]> => {
  const value = async (code: string): Promise<number | null> =>
    (await reader.read({ code, period: 'year' }, days))?.now.value ?? null;
  const problems: Proposal[] = [];
  const rate = await value('S3-62');
  if (rate !== null && rate < LOW_DIGITISATION)
    problems.push({
      key: 'S3-62',
      text: `馆藏档案数字化率偏低，为${chip('S3-62')}，与规划要求有差距。`,
      link: `figures/S3-62?year=${days.year}`,
    });
  const [old, staff] = [await value('S3-69'), await value('S3-63')];
  if (old !== null && staff !== null && staff > 0 && old / staff > OLD_SHARE)
    problems.push({
      key: 'S3-69',
      text: `人员年龄结构老化，实有${chip('S3-63')}中50岁以上${chip('S3-69')}。`,
      link: `figures/S3-69?year=${days.year}`,
    });
  return problems;
};

const registerProblems = async (tdb: TenantDb, scope: TenantScope, question: MaterialQuestion): Promise<Proposal[]> => {
  const owed = registersOf(scope.tenantKind).filter((register) => register.period !== undefined);
  const entries = await registerEntries(
    tdb,
    question,
    owed.map((register) => register.code),
  );
  const problems = owed
    .filter((register) => !entries.some((entry) => entry.registerCode === register.code))
    .map((register) => ({
      key: `register-${register.code}`,
      text: `${register.name.zh}台账本年没有登记，日常记录还不完整。`,
      link: `registers/${register.code}`,
    }));
  const checks = entries.filter((entry) => entry.registerCode === 'safety_check');
  const open = checks.reduce((left, { said }) => left + Number(said.hazards ?? 0) - Number(said.settled ?? 0), 0);
  if (open > 0)
    problems.push({
      key: 'hazards',
      text: `库房安全检查发现的隐患还有${open}处没有整改到位。`,
      link: 'registers/safety_check',
    });
  return problems;
};

/** 存在的问题: what the records themselves show as wanting. */
export const problemsOfYear = async (
  tdb: TenantDb,
  scope: TenantScope,
  question: MaterialQuestion,
  days: FigurePeriodView,
): Promise<Proposal[]> => {
  const problems = await figureProblems(new FigureReader(tdb, scope), days);
  if (scope.tenantKind === 'bureau') {
    const late = (await demandsOpen(tdb, question)).filter((demand) => (demand.amount ?? 0) > 0);
    if (late.length > 0)
      problems.push({
        key: 'late-demands',
        text: `部分整改意见逾期未办结，涉及${[...new Set(late.map((demand) => demand.detail ?? ''))].slice(0, 5).join('、')}。`,
        link: 'findings?overdue=yes',
      });
  } else if ((await drillsHeld(tdb, question)).length === 0) {
    problems.push({ key: 'no-drill', text: '本年没有开展档案安全应急演练。', link: 'drills' });
  }
  const known = (await openProblems(tdb, scope, question)).map(({ id, title, said: { cause, evidence } }) => {
    const more = [evidence, cause]
      .filter((one) => typeof one === 'string' && one !== '')
      .map((one) => String(one).replace(/[。；]$/u, ''));
    return { key: id, text: `${[title, ...more].join('，')}。`, link: `registers/entries/${id}` };
  });
  return [...known, ...problems, ...(await registerProblems(tdb, scope, question))];
};
