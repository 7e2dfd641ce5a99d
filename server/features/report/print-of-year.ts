import type { TenantDb } from '@/db/client';
import { findReportOfYear } from '@/db/queries/report.queries';
import { renderReportDocx } from '@/server/documents/report-docx';
import { draftReport, templatesFor } from '@/server/domain/report/report-templates';
import type { TenantScope } from '@/server/tenancy/scope';
import { printReport, type ReportWords, readWords } from './export-report.ts';

type Owner = Pick<TenantScope, 'tenantId' | 'tenantKind' | 'tenantName'>;

/** The year's report as Word: the one that is kept, or what its outline would begin. Nothing for a kind without one. */
export const printOfYear = async (tdb: TenantDb, owner: Owner, year: number): Promise<Buffer | null> => {
  const kept = await findReportOfYear(tdb, { tenantId: owner.tenantId, kind: 'annual_summary', year });
  const template = templatesFor(owner.tenantKind)[0];
  if (!kept && !template) return null;
  const begun = (): ReportWords | null =>
    template
      ? {
          ...draftReport(template, { kind: owner.tenantKind, name: owner.tenantName }, year),
          year,
          signedOn: null,
          cutOff: null,
          isFrozen: false,
          frozen: [],
        }
      : null;
  const words = kept ? await readWords(tdb, owner.tenantId, kept) : begun();
  return words && renderReportDocx(await printReport(tdb, owner, words, true));
};
