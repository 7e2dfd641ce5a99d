import { computedFigures, releasedFigures } from '@/server/domain/figure/figures';
import type { TenantKind } from '@/server/domain/tenancy/tenant';
import { chipsOf } from './chip.ts';
import { REPORT_TEMPLATE_CODES, type ReportBlock, type ReportTemplateCode } from './report-vocabulary.ts';
import { archives } from './templates/archives.ts';
import { bureau } from './templates/bureau.ts';
import { bureauArchives } from './templates/bureau-archives.ts';
import { city } from './templates/city.ts';
import { recordsOffice } from './templates/records-office.ts';
import type { ReportTemplate } from './templates/template.ts';

export const REPORT_TEMPLATES: Readonly<Record<ReportTemplateCode, ReportTemplate>> = {
  records_office: recordsOffice,
  bureau,
  bureau_archives: bureauArchives,
  archives,
  city,
};

/** The outlines that a kind of office may begin a report from. */
export const templatesFor = (kind: TenantKind): ReportTemplate[] =>
  REPORT_TEMPLATE_CODES.map((code) => REPORT_TEMPLATES[code]).filter((template) => template.tenantKinds.includes(kind));

/** Codes of the figures that an office of this kind can show, its own and those released to it. */
export const figureCodesFor = (kind: TenantKind): ReadonlySet<string> =>
  new Set([...computedFigures(kind), ...releasedFigures(kind)].map((figure) => figure.code));

/** Leaves out the sentences whose figures this office does not have; nothing is left of a paragraph without any other. */
export const keepKnownSentences = (paragraph: string, known: ReadonlySet<string>): string => {
  const kept = paragraph
    .split(/(?<=[；。])/u)
    .filter((sentence) => chipsOf([sentence]).every((chip) => known.has(chip.code)))
    .join('');
  return kept.replace(/[；，、：]$/u, '。');
};

export interface DraftedChapter {
  level: 1 | 2 | 3;
  heading: string;
  paragraphs: string[];
  blocks: ReportBlock[];
}
export interface DraftedReport {
  title: string;
  addressee: string;
  chapters: DraftedChapter[];
}

/** A report as its outline begins it. */
export const draftReport = (
  template: ReportTemplate,
  owner: { kind: TenantKind; name: string },
  year: number,
): DraftedReport => {
  const known = figureCodesFor(owner.kind);
  const fill = (text: string): string =>
    text
      .replaceAll('[单位]', owner.name)
      .replaceAll('[年]', String(year))
      .replaceAll('[明年]', String(year + 1));
  return {
    title: fill(template.title),
    addressee: template.addressee,
    chapters: template.chapters.map(({ level, heading, paragraphs, blocks }) => ({
      level,
      heading: fill(heading),
      paragraphs: paragraphs.map((text) => keepKnownSentences(fill(text), known)).filter(Boolean),
      blocks: [...blocks],
    })),
  };
};
