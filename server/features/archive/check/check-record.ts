import type { CheckSourceRow } from '@/db/queries/check-source.queries';
import { type ArchiveItemCandidate, emptyCandidate } from '@/server/domain/archive/archive-item';
import { missingDetails } from '@/server/domain/archive/category-fields';
import { type CheckRuleCode, type CheckSeverity, requiredFields } from '@/server/domain/archive/check-rules';
import { checkRecord, type RecordProblem, type RecordProblemCode } from '@/server/domain/archive/record-checks';
import type { TemplateRef } from '@/server/domain/archive/reference-code';

/** One thing that a rule found: on a record, or between records. */
export interface Finding {
  ruleCode: CheckRuleCode;
  severity: CheckSeverity;
  itemId: string | null;
  relatedItemId: string | null;
  subject: string;
  subjectSort: string;
  title: string | null;
  field: string;
  /** A machine word; never the text of a record. */
  detail: string;
}

type Found = Pick<Finding, 'ruleCode' | 'severity' | 'field' | 'detail'> & { relatedItemId?: string };

export const findingOn = (record: CheckSourceRow, found: Found): Finding => ({
  relatedItemId: null,
  ...found,
  itemId: record.id,
  subject: record.referenceCode,
  subjectSort: record.codeSort,
  title: record.title,
});

const RULE_OF: Partial<Record<RecordProblemCode, CheckRuleCode>> = {
  CODE_FORMAT: 'CODE_FORMAT',
  CODE_MISMATCH: 'CODE_MISMATCH',
  YEAR_DATE: 'YEAR_DATE',
  DATE_FORMAT: 'DATE_FORMAT',
  TITLE_MISSING_ELEMENT: 'TITLE_MISSING_ELEMENT',
  DOCNO_STYLE: 'DOCNO_STYLE',
  PAGE_ZERO: 'PAGE_ZERO',
  SECURITY_BLOCK: 'SECURITY_BLOCK',
  SECURITY_SUSPECT: 'SECURITY_BLOCK',
  ATTACH_MISSING: 'ATTACH_MISSING',
  FIELD_TOO_LONG: 'FIELD_MISSING',
};

const categoryOf = (record: CheckSourceRow): string =>
  record.subcategoryCode ? `${record.categoryCode}·${record.subcategoryCode}` : record.categoryCode;

const candidateOf = (record: CheckSourceRow): ArchiveItemCandidate =>
  ({ ...emptyCandidate(), ...record, categoryCode: categoryOf(record) }) as ArchiveItemCandidate;

const hasField = (record: CheckSourceRow, field: string): boolean => {
  const value = field.startsWith('details.')
    ? record.details[field.slice('details.'.length)]
    : record[field as keyof CheckSourceRow];
  return value !== null && value !== undefined && String(value).trim() !== '';
};

const findMissing = (record: CheckSourceRow): Found[] => {
  const missing = requiredFields(record.categoryCode)
    .filter(({ anyOf }) => !anyOf.some((field) => hasField(record, field)))
    .map(
      ({ anyOf, severity }): Found => ({ ruleCode: 'FIELD_MISSING', severity, field: anyOf[0] ?? '', detail: 'empty' }),
    );
  const details = missingDetails(categoryOf(record), record.details).map(
    (code): Found => ({ ruleCode: 'FIELD_MISSING', severity: 'error', field: `details.${code}`, detail: 'empty' }),
  );
  return [...missing, ...details];
};

/** A document is not younger than the day on which it was filed; pages and frames of one record are the same leaves. */
const findLate = (record: CheckSourceRow): Found[] => {
  const found: Found[] = [];
  const filed8 = record.archivedOn?.replaceAll('-', '');
  const date8 = record.documentDate?.replace(/[[\]]/g, '');
  if (filed8 && date8 && date8 > filed8)
    found.push({ ruleCode: 'DATE_FORMAT', severity: 'error', field: 'documentDate', detail: 'after_filing' });
  if (record.frameCount && record.pageCount && record.frameCount !== record.pageCount)
    found.push({ ruleCode: 'PAGE_ZERO', severity: 'warning', field: 'frameCount', detail: 'frames_differ' });
  return found;
};

const toFound = (problem: RecordProblem): Found[] => {
  const ruleCode = RULE_OF[problem.code];
  return ruleCode ? [{ ruleCode, severity: problem.severity, field: problem.field, detail: problem.detail }] : [];
};

/** All rules that one record can break by itself. */
export const checkOne = (
  record: CheckSourceRow,
  context: { today: string; template: TemplateRef | null },
): Finding[] => {
  const { attachmentCount } = record;
  const problems = checkRecord(candidateOf(record), {
    ...context,
    ...(attachmentCount === null ? {} : { attachmentCount }),
  });
  // A day after the filing is after today as well: said once.
  const late = findLate(record).filter(
    (found) => found.detail !== 'after_filing' || !problems.some((problem) => problem.detail === 'future'),
  );
  return [...findMissing(record), ...problems.flatMap(toFound), ...late].map((found) => findingOn(record, found));
};
