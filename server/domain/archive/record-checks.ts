import {
  type ArchiveItemCandidate,
  type ArchiveItemField,
  ITEM_TEXT_LIMITS,
} from '@/server/domain/archive/archive-item';
import { parseDocumentNumber } from '@/server/domain/archive/document-number';
import { detectTemplate, parseReferenceCode, type TemplateRef } from '@/server/domain/archive/reference-code';
import { validateAgainstRecord } from '@/server/domain/archive/reference-code-checks';
import { findSecrecy } from '@/server/domain/archive/secrecy-guard';
import { parseArchiveDate } from '@/server/domain/shared/dates';

/**
 * 整理环节的校验 that need one record only. The first ten codes are the rule codes of the domain's list of checks;
 * the others say that a value could not be read. Rules over several records (uniqueness, gaps) are elsewhere.
 */
export const RECORD_PROBLEM_CODES = [
  'CODE_FORMAT',
  'CODE_UNIQUE',
  'YEAR_DATE',
  'DATE_FORMAT',
  'TITLE_MISSING_ELEMENT',
  'DOCNO_STYLE',
  'PAGE_ZERO',
  'SECURITY_BLOCK',
  'ATTACH_MISSING',
  'DUP_SUSPECT',
  'CODE_MISMATCH',
  'FIELD_MISSING',
  'FIELD_INVALID',
  'FIELD_TOO_LONG',
  'RETENTION_UNKNOWN',
  'SECURITY_SUSPECT',
] as const;
export type RecordProblemCode = (typeof RECORD_PROBLEM_CODES)[number];

export type RecordProblem = {
  code: RecordProblemCode;
  severity: 'error' | 'warning';
  /** The field, `details.<code>` of the category's own, or `column:<n>` (from 0) for a column mapped to none. */
  field: ArchiveItemField | 'securityClassification' | `details.${string}` | `column:${number}`;
  /** A machine word such as 'future' or 'leading_zero'; never the text of the record. */
  detail: string;
};

export type RecordCheckContext = {
  /** 'YYYY-MM-DD' in Asia/Shanghai. No document is younger. */
  today: string;
  /** The template the unit uses for the category; null accepts every built-in one. */
  template: TemplateRef | null;
  /** Known number of attached documents; leave out when unknown, then ATTACH_MISSING is not judged. */
  attachmentCount?: number;
};

/** Plans, summaries and statistics belong to another year than their date more often than not. */
const YEAR_MAY_DIFFER = /计划|规划|总结|要点|预算|决算|统计|报表|年报|年鉴|考核|目标责任/u;
const GENRE_ONLY =
  /^(?:关于)?(?:的)?(?:决议|决定|命令|公报|公告|通告|意见|通知|通报|报告|请示|批复|议案|函|复函|纪要|会议纪要|会议记录|方案|合同|协议|材料|文件|无题|无标题|附件)$/u;

const problem = (
  code: RecordProblemCode,
  severity: RecordProblem['severity'],
  field: RecordProblem['field'],
  detail: string,
): RecordProblem => ({ code, severity, field, detail });

/** SECURITY_BLOCK or else SECURITY_SUSPECT for one text: at most one problem, the gravest. */
export function checkSecrecy(text: string, field: RecordProblem['field']): RecordProblem[] {
  const findings = findSecrecy(text);
  const gravest = findings.find((finding) => finding.severity === 'error') ?? findings[0];
  if (!gravest) return [];
  const code = gravest.severity === 'error' ? 'SECURITY_BLOCK' : 'SECURITY_SUSPECT';
  return [problem(code, gravest.severity, field, gravest.rule)];
}

/** CODE_FORMAT and CODE_MISMATCH. */
export function checkReferenceCode(record: ArchiveItemCandidate, template: TemplateRef | null): RecordProblem[] {
  if (record.referenceCode === null) return [];
  const parsed = template
    ? parseReferenceCode(template, record.referenceCode, record.level)
    : detectTemplate(record.referenceCode, [], record.level);
  if (!parsed) {
    const other = template ? detectTemplate(record.referenceCode) : undefined;
    return [
      problem('CODE_FORMAT', 'error', 'referenceCode', other ? `other_template:${other.templateCode}` : 'malformed'),
    ];
  }
  return validateAgainstRecord(parsed, record).map((mismatch) =>
    problem('CODE_MISMATCH', mismatch.severity, mismatch.field, mismatch.part),
  );
}

function checkTitle(record: ArchiveItemCandidate, context: RecordCheckContext): RecordProblem[] {
  if (record.title === null) return [];
  const bare = record.title.replace(/[[\]〔〕［］【】\s]/gu, '');
  const problems: RecordProblem[] = [];
  if (Array.from(bare).length < 4 || GENRE_ONLY.test(bare)) {
    problems.push(problem('TITLE_MISSING_ELEMENT', 'warning', 'title', 'subject'));
  } else if (/^关于/u.test(bare) && !record.responsibleParty) {
    problems.push(problem('TITLE_MISSING_ELEMENT', 'warning', 'title', 'responsible_party'));
  }
  if (/附件/u.test(record.title) && context.attachmentCount === 0) {
    problems.push(problem('ATTACH_MISSING', 'warning', 'title', 'attachment'));
  }
  return problems;
}

function checkDates(record: ArchiveItemCandidate, context: RecordCheckContext): RecordProblem[] {
  const problems: RecordProblem[] = [];
  const today8 = context.today.replace(/-/g, '');
  const years: Partial<Record<ArchiveItemField, number>> = {};
  for (const field of ['documentDate', 'startDate', 'endDate'] as const) {
    const value = record[field];
    if (value === null) continue;
    const result = parseArchiveDate(value);
    if (!result.ok) {
      problems.push(problem('DATE_FORMAT', 'error', field, result.code.slice('DATE_'.length).toLowerCase()));
    } else {
      years[field] = Number(result.date.date8.slice(0, 4));
      if (result.date.date8 > today8) problems.push(problem('DATE_FORMAT', 'error', field, 'future'));
    }
  }
  if (record.startDate && record.endDate && stripped(record.startDate) > stripped(record.endDate)) {
    problems.push(problem('DATE_FORMAT', 'error', 'endDate', 'before_start'));
  }
  const { filingYear } = record;
  const last = years.endDate ?? years.documentDate;
  if (filingYear === null || last === undefined || YEAR_MAY_DIFFER.test(record.title ?? '')) return problems;
  const first = years.startDate ?? last;
  if (filingYear < first || filingYear > last) problems.push(problem('YEAR_DATE', 'warning', 'filingYear', 'year'));
  return problems;
}

const stripped = (date: string): string => date.replace(/[[\]]/g, '');

function checkLengths(record: ArchiveItemCandidate): RecordProblem[] {
  return Object.entries(ITEM_TEXT_LIMITS).flatMap(([field, limit]) => {
    const value = record[field as keyof typeof ITEM_TEXT_LIMITS];
    const isLong = typeof value === 'string' && value.length > limit;
    return isLong ? [problem('FIELD_TOO_LONG', 'error', field as ArchiveItemField, String(limit))] : [];
  });
}

/** All rules that one record can break by itself. Never throws; the order is the order of the catalogue's columns. */
export function checkRecord(record: ArchiveItemCandidate, context: RecordCheckContext): RecordProblem[] {
  const problems = checkReferenceCode(record, context.template);
  const style = record.documentNumber === null ? [] : parseDocumentNumber(record.documentNumber).styleWarnings;
  problems.push(...style.map((detail) => problem('DOCNO_STYLE', 'warning', 'documentNumber', detail)));
  problems.push(...checkTitle(record, context), ...checkDates(record, context));
  if (record.pageCount !== null && record.pageCount <= 0) {
    problems.push(problem('PAGE_ZERO', 'error', 'pageCount', record.pageCount === 0 ? 'zero' : 'negative'));
  }
  problems.push(...checkLengths(record));
  for (const field of ['title', 'responsibleParty', 'documentNumber', 'remarks'] as const) {
    problems.push(...checkSecrecy(record[field] ?? '', field));
  }
  problems.push(...checkSecrecy(Object.values(record.details ?? {}).join('\n'), 'details'));
  return problems;
}
