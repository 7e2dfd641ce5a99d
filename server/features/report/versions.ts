import type { TenantDb } from '@/db/client';
import { listChapters, type ReportFacts } from '@/db/queries/report.queries';
import { findVersionContent, insertVersion, listVersionRows } from '@/db/queries/report-record.queries';
import { audit } from '@/server/audit/audit';
import { compareParagraphs } from '@/server/domain/report/compare-text';
import {
  type CompareInput,
  type ComparisonView,
  comparisonView,
  type SaveVersionInput,
  type VersionContent,
  type VersionRowView,
  versionContent,
  versionRowView,
} from '@/server/domain/report/report';
import type { ReportVersionKind } from '@/server/domain/report/report-vocabulary';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import type { TenantScope } from '@/server/tenancy/scope';
import { lockDraft, requireReport } from './require-report.ts';

const contentOf = async (tdb: TenantDb, scope: TenantScope, report: ReportFacts): Promise<VersionContent> => {
  const chapters = await listChapters(tdb, { tenantId: scope.tenantId, reportId: report.id });
  return versionContent.parse({ title: report.title, chapters });
};

/** Keeps the text as it is. The report is locked. */
export const keepVersion = async (
  tdb: TenantDb,
  scope: TenantScope,
  report: ReportFacts,
  version: { kind: ReportVersionKind; note: string | null },
): Promise<number> =>
  insertVersion(
    tdb,
    { tenantId: scope.tenantId, reportId: report.id },
    { ...version, content: await contentOf(tdb, scope, report), byName: scope.actorName },
  );

/** 保存版本, with a line that says which. */
export const saveVersion = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: SaveVersionInput,
): Promise<{ number: number }> => {
  refuseClassified(input.note);
  const report = await lockDraft(tdb, scope, input.reportId);
  const number = await keepVersion(tdb, scope, report, { kind: 'saved', note: input.note });
  await audit(tdb, scope, {
    action: 'report.saveVersion',
    objectKind: 'annual_report',
    objectId: report.id,
    objectLabel: report.title,
    detail: { number, note: input.note },
  });
  return { number };
};

export const listVersions = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { reportId: string },
): Promise<VersionRowView[]> => {
  const report = await requireReport(tdb, scope, input.reportId);
  const rows = await listVersionRows(tdb, { tenantId: scope.tenantId, reportId: report.id });
  return versionRowView.array().parse(rows);
};

const linesOf = ({ title, chapters }: VersionContent): string[] => [
  title,
  ...chapters.flatMap((chapter) => [chapter.heading, ...chapter.paragraphs]),
];

/** 版本比较: paragraph by paragraph, with another version or with the text as it is now. */
export const compareVersions = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: CompareInput,
): Promise<ComparisonView> => {
  const report = await requireReport(tdb, scope, input.reportId);
  const read = async (number: number): Promise<VersionContent> => {
    const content = await findVersionContent(tdb, { tenantId: scope.tenantId, reportId: report.id, number });
    if (content === undefined) throw new AppError('NOT_FOUND', `report ${report.id} has no version ${number}`);
    return versionContent.parse(content);
  };
  const before = await read(input.from);
  const after = input.to === null ? await contentOf(tdb, scope, report) : await read(input.to);
  return comparisonView.parse({ ...input, lines: compareParagraphs(linesOf(before), linesOf(after)) });
};
