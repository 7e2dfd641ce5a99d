import type { TenantDb } from '@/db/client';
import { findReportOfYear } from '@/db/queries/report.queries';
import { renderReportDocx } from '@/server/documents/report-docx';
import { draftReport, REPORT_TEMPLATES, templatesFor } from '@/server/domain/report/report-templates';
import type { ReportTemplateCode } from '@/server/domain/report/report-vocabulary';
import type { TenantScope } from '@/server/tenancy/scope';
import { printReport, type ReportWords, readWords } from './export-report.ts';

type Owner = Pick<TenantScope, 'tenantId' | 'tenantKind' | 'tenantName'>;

/**
 * The year's report as Word: the one that is kept, or what its outline would begin; with `outline`, what that one would
 * begin, whatever is kept. Nothing for a kind without an outline.
 */
export const printOfYear = async (
  tdb: TenantDb,
  owner: Owner,
  year: number,
  outline?: ReportTemplateCode,
): Promise<Buffer | null> => {
  const kept = outline
    ? undefined
    : await findReportOfYear(tdb, { tenantId: owner.tenantId, kind: 'annual_summary', year });
  const template = outline ? REPORT_TEMPLATES[outline] : templatesFor(owner.tenantKind)[0];
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
