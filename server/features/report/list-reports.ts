import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { countReportRows, listReportRows } from '@/db/queries/report.queries';
import { type ListReportsInput, type ReportRowView, reportRowView } from '@/server/domain/report/report';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import type { TenantScope } from '@/server/tenancy/scope';

const reportCursor = z.tuple([z.number().int(), z.uuid()]);

/** 年度报告, the newest year first. */
export const listReports = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListReportsInput,
): Promise<Page<ReportRowView>> => {
  const { direction, limit } = input;
  const cursor = decodeCursor(reportCursor, input.cursor);
  const rows = await listReportRows(tdb, scope.tenantId, input, { cursor, direction, limit });
  const total = await countReportRows(tdb, scope.tenantId, input);
  const options = { limit, direction, hasCursor: cursor !== undefined, total };
  return cutPage(reportRowView.array().parse(rows), options, (row) => encodeCursor([row.year, row.id]));
};
