import type { TenantDb } from '@/db/client';
import { findReport, lockReport, type ReportFacts } from '@/db/queries/report.queries';
import { AppError } from '@/server/domain/shared/app-error';
import type { TenantScope } from '@/server/tenancy/scope';

export const requireReport = async (tdb: TenantDb, scope: TenantScope, reportId: string): Promise<ReportFacts> => {
  const report = await findReport(tdb, { tenantId: scope.tenantId, reportId });
  if (!report) throw new AppError('NOT_FOUND', `report ${reportId} is not in tenant ${scope.tenantId}`);
  return report;
};

const lockOne = async (tdb: TenantDb, scope: TenantScope, reportId: string): Promise<ReportFacts> => {
  const report = await lockReport(tdb, { tenantId: scope.tenantId, reportId });
  if (!report) throw new AppError('NOT_FOUND', `report ${reportId} is not in tenant ${scope.tenantId}`);
  return report;
};

/** A draft, locked: what waits for approval or is frozen is not written in. */
export const lockDraft = async (tdb: TenantDb, scope: TenantScope, reportId: string): Promise<ReportFacts> => {
  const report = await lockOne(tdb, scope, reportId);
  if (report.state !== 'draft') throw new AppError('REPORT_STATE_WRONG', `report ${reportId} is ${report.state}`);
  return report;
};

export const lockSubmitted = async (tdb: TenantDb, scope: TenantScope, reportId: string): Promise<ReportFacts> => {
  const report = await lockOne(tdb, scope, reportId);
  if (report.state !== 'submitted') throw new AppError('REPORT_STATE_WRONG', `report ${reportId} is ${report.state}`);
  return report;
};

export const lockFrozen = async (tdb: TenantDb, scope: TenantScope, reportId: string): Promise<ReportFacts> => {
  const report = await lockOne(tdb, scope, reportId);
  if (report.state !== 'frozen') throw new AppError('REPORT_STATE_WRONG', `report ${reportId} is ${report.state}`);
  return report;
};

/** What somebody else changed in the meantime is not written over. */
export const requireVersion = (report: ReportFacts, rowVersion: number): void => {
  if (report.rowVersion !== rowVersion)
    throw new AppError('STALE_VERSION', `report ${report.id} is at ${report.rowVersion}`);
};
