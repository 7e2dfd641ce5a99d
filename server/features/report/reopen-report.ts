import type { TenantDb } from '@/db/client';
import { changeReport } from '@/db/queries/report.queries';
import { listEarlierFigures } from '@/db/queries/report-frozen.queries';
import { audit } from '@/server/audit/audit';
import { type EarlierFigureView, earlierFigureView, type ReopenReportInput } from '@/server/domain/report/report';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { addTodo } from '@/server/features/platform';
import type { TenantScope } from '@/server/tenancy/scope';
import { lockFrozen, requireReport, requireVersion } from './require-report.ts';
import { keepVersion } from './versions.ts';

/**
 * 重新编报. A frozen report becomes the draft of its next edition, for a reason that stays with it. Text and figures of the
 * edition before are kept as they were frozen.
 */
export const reopenReport = async (tdb: TenantDb, scope: TenantScope, input: ReopenReportInput): Promise<void> => {
  refuseClassified(input.reason);
  const report = await lockFrozen(tdb, scope, input.reportId);
  requireVersion(report, input.rowVersion);
  await keepVersion(tdb, scope, report, { kind: 'reopened', note: input.reason });
  const key = { tenantId: scope.tenantId, reportId: report.id };
  await changeReport(tdb, key, { reopens: true, returnReason: input.reason, signedOn: null }, scope.actorName);
  await addTodo(tdb, scope, {
    kind: 'report.revise',
    title: report.title,
    source: scope.actorName,
    link: `reports/${report.id}`,
    objectId: report.id,
    permission: 'report.write',
    assigneeAccountId: report.submittedBy ?? undefined,
  });
  await audit(tdb, scope, {
    action: 'report.reopen',
    objectKind: 'annual_report',
    objectId: report.id,
    objectLabel: report.title,
    detail: { reason: input.reason, edition: report.edition + 1 },
  });
};

/** The figures of earlier editions as they were frozen. */
export const earlierFigures = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { reportId: string },
): Promise<EarlierFigureView[]> => {
  const report = await requireReport(tdb, scope, input.reportId);
  const rows = await listEarlierFigures(tdb, { tenantId: scope.tenantId, reportId: report.id });
  return earlierFigureView.array().parse(rows);
};
