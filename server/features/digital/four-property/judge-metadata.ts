import type { CheckSourceRow } from '@/db/queries/check-source.queries';
import type { CheckedFileRow, RecordSurroundings } from '@/db/queries/four-property-source.queries';
import { isCategoryCode } from '@/server/domain/archive/archival-category';
import { OPEN_FLAG_CODES } from '@/server/domain/archive/archive-item';
import type { TemplateRef } from '@/server/domain/archive/reference-code';
import { isRetentionCode } from '@/server/domain/archive/retention';
import type { ItemResult, ItemResults } from '@/server/domain/digital/four-property';
import { checkOne, type Finding } from '@/server/features/archive';

export const PASSED: ItemResult = { result: 'passed' };
export const NOT_APPLICABLE: ItemResult = { result: 'not_applicable' };
export const failed = (detail: string, subject?: string): ItemResult => ({
  result: 'failed',
  detail,
  ...(subject === undefined ? {} : { subject: subject.slice(0, 200) }),
});
export const forPerson = (detail: string, subject?: string): ItemResult => ({
  ...failed(detail, subject),
  result: 'needs_person',
});

/** What the rules of the catalogue call an error fails; what they only warn of is for a person to look at. */
const ofFindings = (findings: readonly Finding[]): ItemResult => {
  const gravest = findings.find((finding) => finding.severity === 'error') ?? findings[0];
  if (!gravest) return PASSED;
  return (gravest.severity === 'error' ? failed : forPerson)(gravest.detail, gravest.field);
};

const IMPLAUSIBLE = new Set(['future', 'before_start', 'after_filing']);
/** Control characters, private signs, marks that turn or hide text, and the sign that stands for lost ones. */
const FORBIDDEN = /[\p{Cc}\p{Co}\p{Cs}\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF\uFFFD]/u;
const TEXTS = ['title', 'responsibleParty', 'documentNumber', 'remarks', 'referenceCode', 'boxNumber'] as const;

const judgeSigns = (record: CheckSourceRow): ItemResult => {
  const field = TEXTS.find((name) => FORBIDDEN.test((record[name] ?? '').replace(/[\r\n\t]/gu, '')));
  if (field) return failed('control_character', field);
  const detail = Object.entries(record.details).find(([, value]) => FORBIDDEN.test(value.replace(/[\r\n\t]/gu, '')));
  return detail ? failed('control_character', `details.${detail[0]}`) : PASSED;
};

const judgeValues = (record: CheckSourceRow, openFlag: string): ItemResult => {
  const category = record.subcategoryCode ? `${record.categoryCode}·${record.subcategoryCode}` : record.categoryCode;
  if (!isCategoryCode(category)) return failed('unknown_value', 'categoryCode');
  if (!isRetentionCode(record.retentionCode)) return failed('unknown_value', 'retentionCode');
  return (OPEN_FLAG_CODES as readonly string[]).includes(openFlag) ? PASSED : failed('unknown_value', 'openFlag');
};

/** Elements that every electronic record and each of its files must have, whatever the category. */
const judgeElements = (record: CheckSourceRow, files: readonly CheckedFileRow[]): ItemResult => {
  const own = ['fondsNumber', 'referenceCode', 'title', 'retentionCode', 'archivedOn'] as const;
  const missing = own.find((name) => !record[name]);
  if (missing) return failed('empty', missing);
  const bare = files.find((file) => !file.sha256 || !file.sm3 || !file.mediaType || !file.storedAt);
  return bare ? failed('file_undescribed', bare.fileName) : PASSED;
};

const judgeSteps = (files: readonly CheckedFileRow[]): ItemResult => {
  const lost = files.find((file) => file.receivedAt === null || file.storedAt === null);
  return lost ? forPerson('step_unknown', lost.fileName) : PASSED;
};

/** Everything that the catalogue entry can be asked; nothing here opens a file. */
export const judgeMetadata = (
  record: CheckSourceRow,
  around: RecordSurroundings,
  files: readonly CheckedFileRow[],
  context: { today: string; template: TemplateRef | null },
): ItemResults => {
  const findings = checkOne({ ...record, attachmentCount: Math.max(0, files.length - 1) }, context);
  const by = (code: string, keep: (finding: Finding) => boolean = () => true) =>
    findings.filter((finding) => finding.ruleCode === code && keep(finding));
  const isPlain = (finding: Finding) => !IMPLAUSIBLE.has(finding.detail);
  return {
    '1-2': ofFindings(by('FIELD_MISSING', (finding) => finding.detail !== 'empty')),
    '1-3': ofFindings([...by('DATE_FORMAT', isPlain), ...by('PAGE_ZERO', (finding) => finding.severity === 'error')]),
    '1-4': judgeValues(record, around.openFlag),
    '1-5': ofFindings([
      ...by('DATE_FORMAT', (finding) => !isPlain(finding)),
      ...by('YEAR_DATE'),
      ...by('PAGE_ZERO', (finding) => finding.severity === 'warning'),
    ]),
    '1-6': judgeSigns(record),
    '1-7': ofFindings([...by('CODE_FORMAT'), ...by('CODE_MISMATCH')]),
    '1-8': around.hasDouble ? forPerson('same_title') : PASSED,
    '2-3': judgeElements(record, files),
    '2-4': ofFindings(by('FIELD_MISSING', (finding) => finding.detail === 'empty')),
    '2-5': judgeSteps(files),
    '2-6': around.hasPredecessor ? PASSED : forPerson('gap_before', 'referenceCode'),
    '2-8': /附件/u.test(record.title) ? ofFindings(by('ATTACH_MISSING')) : NOT_APPLICABLE,
    '2-9': record.scheduleRuleId ? PASSED : forPerson('no_schedule_rule'),
    // It was found by its code and read.
    '3-2': PASSED,
    '4-7': around.isAudited ? PASSED : forPerson('no_audit_event'),
  };
};
