import type { TenantKind } from '@/server/domain/tenancy/tenant';
import type { ReportBlock, ReportTemplateCode } from '../report-vocabulary.ts';

/*
 * 提纲. An outline in our own words: chapters with their headings, sentences with chips, and which registers propose
 * text. [年], [明年] and [单位] are filled in when a report is begun. A sentence whose figure this kind of office does not
 * have is left out then, so that an outline can name figures that only some offices keep.
 */
export interface TemplateChapter {
  /** 1 for 一、二、三; 2 for （一）（二）; 3 for 一是、二是. */
  level: 1 | 2 | 3;
  heading: string;
  paragraphs: readonly string[];
  blocks: readonly ReportBlock[];
}
export interface ReportTemplate {
  code: ReportTemplateCode;
  name: { zh: string; en: string };
  tenantKinds: readonly TenantKind[];
  title: string;
  /** 主送. */
  addressee: string;
  chapters: readonly TemplateChapter[];
}

export const chapter = (
  level: 1 | 2 | 3,
  heading: string,
  paragraphs: readonly string[] = [],
  blocks: readonly ReportBlock[] = [],
): TemplateChapter => ({ level, heading, paragraphs, blocks });
