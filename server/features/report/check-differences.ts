import type { TenantDb } from '@/db/client';
import { readToday } from '@/db/queries/clock.queries';
import {
  type DifferenceRow,
  type FrozenFigureRow,
  listDifferences,
  listFrozenFigures,
  listWatchedReports,
  putDifference,
  settleDifferences,
} from '@/db/queries/report-frozen.queries';
import { audit } from '@/server/audit/audit';
import type { FigurePeriodView } from '@/server/domain/figure/figure-views';
import { CHIP_PERIODS, type ChipPeriod } from '@/server/domain/report/chip';
import { notify } from '@/server/features/platform';
import type { TenantScope } from '@/server/tenancy/scope';
import { freezeRows } from './freeze-rows.ts';
import { FigureReader } from './report-figures.ts';

/** Older reports are history: their records are corrected by correction forms that name them. */
const WATCHED_YEARS = 5;

const periodOf = (period: string): ChipPeriod => CHIP_PERIODS.find((known) => known === period) ?? 'year';

/** The days of the whole report, from the days of one of its figures. */
const daysOfReport = (year: number, frozen: readonly FrozenFigureRow[]): FigurePeriodView => {
  const current = frozen.find((row) => row.period === 'year' || row.period === 'since_last_year');
  return { year, from: `${year}-01-01`, to: current?.toOn ?? `${year}-12-31` };
};

/** What the records say differently about a frozen figure; nothing when they say the same. */
const differenceOf = async (
  reader: FigureReader,
  frozen: FrozenFigureRow,
  days: FigurePeriodView,
): Promise<DifferenceRow | null> => {
  const { figureCode: code, params, fromOn: from, toOn: to } = frozen;
  const period = periodOf(frozen.period);
  const read = await reader.read(
    { code, period, params, ...(period === 'between' ? { days: { from, to } } : {}) },
    days,
  );
  const said = { chipKey: frozen.chipKey, valueNow: read?.now.value ?? null, rowsNow: read?.now.rows ?? null };
  if (!read || read.figure.version !== frozen.definitionVersion) return { ...said, kind: 'definition' };
  if (read.now.value !== frozen.value) return { ...said, kind: 'value' };
  if (read.computed === null || frozen.sha256 === null) return null;
  const { sha256 } = await freezeRows(read.computed);
  return sha256 === frozen.sha256 ? null : { ...said, kind: 'rows' };
};

const isNews = (before: DifferenceRow | undefined, now: DifferenceRow): boolean =>
  before === undefined ||
  before.kind !== now.kind ||
  before.valueNow !== now.valueNow ||
  before.rowsNow !== now.rowsNow;

const checkOne = async (
  tdb: TenantDb,
  scope: TenantScope,
  report: { id: string; year: number; title: string },
): Promise<{ news: number; settled: number }> => {
  const key = { tenantId: scope.tenantId, reportId: report.id };
  const frozen = await listFrozenFigures(tdb, key);
  const days = daysOfReport(report.year, frozen);
  const known = new Map((await listDifferences(tdb, key)).map((row) => [row.chipKey, row]));
  const reader = new FigureReader(tdb, scope);
  const again: string[] = [];
  let news = 0;
  for (const row of frozen) {
    const difference = await differenceOf(reader, row, days);
    if (difference === null) {
      if (known.has(row.chipKey)) again.push(row.chipKey);
    } else if (isNews(known.get(row.chipKey), difference)) {
      await putDifference(tdb, key, difference);
      news += 1;
    }
  }
  await settleDifferences(tdb, key, again);
  if (news > 0)
    await notify(tdb, scope, {
      kind: 'report_difference',
      title: `${report.title}：${news} 个数与定稿不同`,
      link: `reports/${report.id}`,
      permission: 'report.write',
    });
  return { news, settled: again.length };
};

/** 差异提醒. Looks at the frozen reports of the last years; the frozen text stays as it is whatever is found. */
export const checkDifferences = async (tdb: TenantDb, scope: TenantScope): Promise<void> => {
  const thisYear = Number((await readToday(tdb)).slice(0, 4));
  const reports = await listWatchedReports(tdb, scope.tenantId, thisYear - WATCHED_YEARS);
  let [news, settled] = [0, 0];
  for (const report of reports) {
    const found = await checkOne(tdb, scope, report);
    news += found.news;
    settled += found.settled;
  }
  if (news + settled === 0) return;
  await audit(tdb, scope, {
    action: 'report.checkDifferences',
    objectKind: 'annual_report',
    detail: { reports: reports.length, news, settled },
  });
};
