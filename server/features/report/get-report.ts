import type { TenantDb } from '@/db/client';
import { listChapters, type ReportFacts } from '@/db/queries/report.queries';
import { type FrozenFigureRow, listDifferences, listFrozenFigures } from '@/db/queries/report-frozen.queries';
import { listComments, listExplanations } from '@/db/queries/report-record.queries';
import { isDefinedCode } from '@/server/domain/figure/defined-code';
import type { FigurePeriodView } from '@/server/domain/figure/figure-views';
import { chipsOf } from '@/server/domain/report/chip';
import {
  type CheckResult,
  findOutliers,
  findUnlikeReleased,
  findUnusual,
  judgeIdentities,
} from '@/server/domain/report/identity-checks';
import { type CheckView, type ReportFigureView, type ReportView, reportView } from '@/server/domain/report/report';
import type { TenantScope } from '@/server/tenancy/scope';
import { FigureReader, type ReportFigure, reportPeriod } from './report-figures.ts';
import { requireReport } from './require-report.ts';

const frozenOf = (row: FrozenFigureRow | undefined) =>
  row
    ? {
        value: row.value,
        state: row.state,
        rows: row.rowCount,
        definitionVersion: row.definitionVersion,
        sha256: row.sha256,
      }
    : null;

/** What the records say now beside what was frozen. */
const figureView = (read: ReportFigure, frozen: FrozenFigureRow | undefined, isNoticed: boolean) => {
  const { key, figure, period, params, days, now, before, sourceNames } = read;
  const hasChanged =
    frozen !== undefined &&
    (isNoticed ||
      frozen.value !== now.value ||
      frozen.rowCount !== now.rows ||
      frozen.definitionVersion !== figure.version);
  return {
    key,
    code: figure.code,
    period,
    params,
    // Those of the report are known to everybody; one of the office's own comes with its words.
    own: isDefinedCode(figure.code) ? figure : null,
    from: days.from,
    to: days.to,
    now: { value: now.value, state: now.state, rows: now.rows },
    before: { value: before.value, state: before.state },
    sourceNames,
    frozen: frozenOf(frozen),
    hasChanged,
  };
};

/** All figures of the text, in the order in which they stand there. */
export const readReportFigures = async (
  tdb: TenantDb,
  owner: Pick<TenantScope, 'tenantId' | 'tenantKind'>,
  texts: readonly string[],
  days: FigurePeriodView,
): Promise<{ reader: FigureReader; figures: ReportFigure[] }> => {
  const reader = new FigureReader(tdb, owner);
  return { reader, figures: await reader.readAll(chipsOf(texts), days) };
};

/** 核对: identities between figures, and figures far from last year's. */
export const judgeReport = async (
  reader: FigureReader,
  figures: readonly ReportFigure[],
  days: FigurePeriodView,
): Promise<CheckResult[]> => {
  const ofYear = figures.filter(
    ({ period, params, figure }) => period === 'year' && params.length === 0 && figure.aggregate !== 'year_before',
  );
  const moved = findOutliers(
    ofYear.map(({ figure, now, before }) => ({
      code: figure.code,
      name: figure.name,
      now: now.value,
      before: before.value,
    })),
  );
  const { history, released } = await reader.releasesOf(days.year);
  const own = ofYear.filter(({ computed }) => computed !== null);
  const unusual = findUnusual(
    own.map(({ figure, now }) => ({
      code: figure.code,
      name: figure.name,
      now: now.value,
      history: history.filter((row) => row.figureCode === figure.code).map((row) => row.value),
    })),
  );
  const unlike = findUnlikeReleased(
    own.map(({ figure, now }) => ({
      code: figure.code,
      name: figure.name,
      now: now.value,
      released: released.find((row) => row.figureCode === figure.code)?.value,
    })),
  );
  return [...judgeIdentities(await reader.amountsForRules(days)), ...moved, ...unusual, ...unlike];
};

export const explained = async (
  tdb: TenantDb,
  key: { tenantId: number; reportId: string },
  checks: readonly CheckResult[],
): Promise<CheckView[]> => {
  const explanations = new Map((await listExplanations(tdb, key)).map((row) => [row.checkCode, row]));
  return checks.map((check) => {
    const said = explanations.get(check.code);
    return {
      ...check,
      explanation: said ? { text: said.explanation, byName: said.byName, at: said.at } : null,
    };
  });
};

const figureViews = async (
  tdb: TenantDb,
  key: { tenantId: number; reportId: string },
  report: ReportFacts,
  figures: readonly ReportFigure[],
): Promise<unknown[]> => {
  if (report.state !== 'frozen') return figures.map((figure) => figureView(figure, undefined, false));
  const frozen = new Map((await listFrozenFigures(tdb, key)).map((row) => [row.chipKey, row]));
  const noticed = new Set((await listDifferences(tdb, key)).map((row) => row.chipKey));
  return figures.map((figure) => figureView(figure, frozen.get(figure.key), noticed.has(figure.key)));
};

/** A report with its text, the live figures in it, its checks and what was said about it. */
export const getReport = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { reportId: string },
): Promise<ReportView> => {
  const report = await requireReport(tdb, scope, input.reportId);
  const key = { tenantId: scope.tenantId, reportId: report.id };
  const chapters = await listChapters(tdb, key);
  const period = await reportPeriod(tdb, report);
  const texts = chapters.flatMap((chapter) => chapter.paragraphs);
  const { reader, figures } = await readReportFigures(tdb, scope, texts, period);
  return reportView.parse({
    ...report,
    period,
    isOwn: report.submittedBy === scope.accountId,
    chapters,
    figures: (await figureViews(tdb, key, report, figures)) as ReportFigureView[],
    checks: await explained(tdb, key, await judgeReport(reader, figures, period)),
    comments: await listComments(tdb, key),
  });
};
