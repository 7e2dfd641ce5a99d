/* 年度报告: the words, without zod, so that screens may take them along. */

/** 年度工作总结. One of each kind a year. */
export const REPORT_KINDS = ['annual_summary'] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];

/** Whose outline: a records office, a bureau, a bureau with its archives, an archives, a city. */
export const REPORT_TEMPLATE_CODES = ['records_office', 'bureau', 'bureau_archives', 'archives', 'city'] as const;
export type ReportTemplateCode = (typeof REPORT_TEMPLATE_CODES)[number];

/** 草稿, 待审批, 已定稿. What is frozen never changes; a report that is opened again gets an edition more. */
export const REPORT_STATES = ['draft', 'submitted', 'frozen'] as const;
export type ReportState = (typeof REPORT_STATES)[number];

/** Why a state of the text was kept. */
export const REPORT_VERSION_KINDS = ['saved', 'submitted', 'returned', 'frozen', 'reopened'] as const;
export type ReportVersionKind = (typeof REPORT_VERSION_KINDS)[number];

/** 素材: sentences that the registers propose. A person takes them over or leaves them. */
export const REPORT_BLOCKS = [
  'changes',
  'problems',
  'inspections',
  'training',
  'guidance',
  'digitisation',
  'deliveries',
  'exhibitions',
  'study',
  'safety',
  'drills',
  'equipment',
  'projects',
  'publications',
  'honours',
  'cases',
  'events',
  'outsourcing',
  'next_year',
] as const;
export type ReportBlock = (typeof REPORT_BLOCKS)[number];

export const MOST_CHAPTERS = 60;
export const MOST_PARAGRAPHS = 60;
export const LONGEST_PARAGRAPH = 4000;
export const FIRST_REPORT_YEAR = 2000;
