import type { TenantDb } from '@/db/client';
import { readToday } from '@/db/queries/clock.queries';
import { changeReport, listChapters, type ReportFacts } from '@/db/queries/report.queries';
import { insertFrozenFigures } from '@/db/queries/report-frozen.queries';
import { audit } from '@/server/audit/audit';
import { chipKey, chipsOf } from '@/server/domain/report/chip';
import type { DecideReportInput } from '@/server/domain/report/report';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { addTodo, closeTodo } from '@/server/features/platform';
import type { TenantScope } from '@/server/tenancy/scope';
import { freezeRows } from './freeze-rows.ts';
import { explained, judgeReport, readReportFigures } from './get-report.ts';
import { reportPeriod } from './report-figures.ts';
import { lockDraft, lockSubmitted, requireVersion } from './require-report.ts';
import { keepVersion } from './versions.ts';

const keyOf = (scope: TenantScope, report: ReportFacts) => ({ tenantId: scope.tenantId, reportId: report.id });

const textsOf = async (tdb: TenantDb, scope: TenantScope, report: ReportFacts): Promise<string[]> =>
  (await listChapters(tdb, keyOf(scope, report))).flatMap((chapter) => chapter.paragraphs);

/** Every figure of the text exists here, and every check that differs is explained. */
const requireReady = async (tdb: TenantDb, scope: TenantScope, report: ReportFacts): Promise<number> => {
  const texts = await textsOf(tdb, scope, report);
  const days = await reportPeriod(tdb, report);
  const { reader, figures } = await readReportFigures(tdb, scope, texts, days);
  const read = new Set(figures.map((figure) => figure.key));
  const unknown = chipsOf(texts).find((chip) => !read.has(chipKey(chip)));
  if (unknown) throw new AppError('REPORT_NOT_READY', `no figure ${chipKey(unknown)} in ${scope.tenantKind}`);
  const checks = await explained(tdb, keyOf(scope, report), await judgeReport(reader, figures, days));
  const open = checks.find((check) => check.outcome === 'differs' && check.explanation === null);
  if (open) throw new AppError('REPORT_NOT_READY', `${open.code} has no explanation`);
  return figures.length;
};

/** 提交审批: the text is kept, and from now on nobody writes in it until a leader has decided. */
export const submitReport = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { reportId: string; rowVersion: number },
): Promise<void> => {
  if (scope.accountId === null) throw new AppError('FORBIDDEN', 'a report is submitted by a person');
  const report = await lockDraft(tdb, scope, input.reportId);
  requireVersion(report, input.rowVersion);
  const figures = await requireReady(tdb, scope, report);
  await keepVersion(tdb, scope, report, { kind: 'submitted', note: null });
  const by = { submittedBy: scope.accountId, submittedByName: scope.actorName, submittedAt: 'now' as const };
  await changeReport(tdb, keyOf(scope, report), { ...by, state: 'submitted', returnReason: null }, scope.actorName);
  await closeTodo(tdb, scope, { kind: 'report.revise', objectId: report.id });
  await addTodo(tdb, scope, {
    kind: 'report.approve',
    title: report.title,
    source: scope.actorName,
    link: `reports/${report.id}?decide=1`,
    objectId: report.id,
    permission: 'report.approve',
  });
  await audit(tdb, scope, {
    action: 'report.submit',
    objectKind: 'annual_report',
    objectId: report.id,
    objectLabel: report.title,
    detail: { figures },
  });
};

/** 定稿. Value, cut-off, definition and rows of every figure as they are at this moment; they never change again. */
const freeze = async (tdb: TenantDb, scope: TenantScope, report: ReportFacts): Promise<number> => {
  const days = await reportPeriod(tdb, report);
  const { figures } = await readReportFigures(tdb, scope, await textsOf(tdb, scope, report), days);
  const key = keyOf(scope, report);
  const rows = [];
  for (const read of figures) {
    const kept = read.computed ? await freezeRows(read.computed) : { rowIds: null, countedIds: null, sha256: null };
    rows.push({
      ...kept,
      chipKey: read.key,
      figureCode: read.figure.code,
      period: read.period,
      params: [...read.params],
      fromOn: read.days.from,
      toOn: read.days.to,
      value: read.now.value,
      state: read.now.state,
      rowCount: read.now.rows,
      definitionVersion: read.figure.version,
    });
  }
  await insertFrozenFigures(tdb, key, rows);
  await keepVersion(tdb, scope, report, { kind: 'frozen', note: null });
  await changeReport(
    tdb,
    key,
    {
      state: 'frozen',
      frozenAt: 'now',
      approvedByName: scope.actorName,
      cutOff: days.to,
      signedOn: report.signedOn ?? (await readToday(tdb)),
    },
    scope.actorName,
  );
  return rows.length;
};

const giveBack = async (tdb: TenantDb, scope: TenantScope, report: ReportFacts, reason: string): Promise<void> => {
  await keepVersion(tdb, scope, report, { kind: 'returned', note: reason });
  await changeReport(tdb, keyOf(scope, report), { state: 'draft', returnReason: reason }, scope.actorName);
  await addTodo(tdb, scope, {
    kind: 'report.revise',
    title: report.title,
    source: scope.actorName,
    link: `reports/${report.id}`,
    objectId: report.id,
    permission: 'report.write',
    assigneeAccountId: report.submittedBy ?? undefined,
  });
};

/** 批准 freezes the report, 退回 says why. Who submitted it does not decide it. */
export const decideReport = async (tdb: TenantDb, scope: TenantScope, input: DecideReportInput): Promise<void> => {
  const { decision, reason = '' } = input;
  refuseClassified(reason);
  const report = await lockSubmitted(tdb, scope, input.reportId);
  requireVersion(report, input.rowVersion);
  if (report.submittedBy === scope.accountId)
    throw new AppError('REPORT_OWN', `report ${report.id} is the person's own`);
  await closeTodo(tdb, scope, { kind: 'report.approve', objectId: report.id });
  let figures = 0;
  if (decision === 'approve') figures = await freeze(tdb, scope, report);
  else await giveBack(tdb, scope, report, reason);
  await audit(tdb, scope, {
    action: decision === 'approve' ? 'report.approve' : 'report.return',
    objectKind: 'annual_report',
    objectId: report.id,
    objectLabel: report.title,
    detail: decision === 'approve' ? { figures } : { reason },
  });
};
