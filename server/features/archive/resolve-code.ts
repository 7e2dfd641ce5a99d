import { topCategoryCode } from '@/server/domain/archive/archival-category';
import type { ArchiveItemCandidate, ArchiveItemField, ItemLevel } from '@/server/domain/archive/archive-item';
import type { RecordProblem } from '@/server/domain/archive/record-checks';
import {
  countedPart,
  detectTemplate,
  formatReferenceCode,
  type ParsedReferenceCode,
  parseReferenceCode,
  resolveTemplate,
  type SequenceScope,
  sequenceScope,
  sortPrefixOf,
  type TemplateRef,
} from '@/server/domain/archive/reference-code';
import type { CodePart } from '@/server/domain/archive/reference-code-template';

/** Where a record without a number gets one: the scope, and the parts of the code that the number completes. */
export interface CodeToNumber {
  templateCode: string;
  /** The structure, where the template is the unit's own. */
  template?: TemplateRef;
  level?: ItemLevel;
  scope: string;
  /** Sort key of the scope's codes up to the number. */
  sortPrefix: string;
  part: CodePart;
  parts: Partial<Record<CodePart, string | number>>;
}

export type CodeResolution =
  | { kind: 'kept'; code: ParsedReferenceCode }
  | { kind: 'toNumber'; next: CodeToNumber }
  | { kind: 'wrong'; problem: RecordProblem };

const FIELD_OF: Partial<Record<CodePart, ArchiveItemField>> = {
  fonds: 'fondsNumber',
  category: 'categoryCode',
  sub: 'categoryCode',
  year: 'filingYear',
  retention: 'retentionCode',
  org: 'orgCode',
  catalogue: 'catalogueNumber',
  project: 'details',
  volume: 'fileNumber',
  group: 'fileNumber',
  item: 'itemNumber',
};

const wrong = (
  code: 'FIELD_MISSING' | 'FIELD_INVALID' | 'CODE_FORMAT',
  part: CodePart | null,
  detail: string,
): CodeResolution => ({
  kind: 'wrong',
  problem: { code, severity: 'error', field: (part && FIELD_OF[part]) ?? 'referenceCode', detail },
});

const partsOf = (record: ArchiveItemCandidate): CodeToNumber['parts'] => {
  const category = record.categoryCode ?? '';
  const values: Partial<Record<CodePart, string | number | null>> = {
    fonds: record.fondsNumber,
    category: topCategoryCode(category),
    sub: category.split('·')[1] ?? null,
    year: record.filingYear,
    retention: record.retentionCode,
    org: record.orgCode,
    catalogue: record.catalogueNumber,
    project: record.details?.projectNumber ?? null,
    // A template has one of the two: 案卷号 or 组号.
    volume: record.fileNumber,
    group: record.fileNumber,
    item: record.itemNumber,
  };
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== ''));
};

/**
 * The reference code of a record: the one it brings, or the one that the template writes from its parts, or the scope
 * in which it is to be numbered. Never throws.
 */
export const resolveCode = (record: ArchiveItemCandidate, template: TemplateRef | null): CodeResolution => {
  const level = record.level ?? 'piece';
  if (record.referenceCode !== null) {
    const code = template
      ? parseReferenceCode(template, record.referenceCode, level)
      : detectTemplate(record.referenceCode, [], record.level);
    return code ? { kind: 'kept', code } : wrong('CODE_FORMAT', null, 'malformed');
  }
  if (template === null) return wrong('FIELD_MISSING', null, 'no_template');
  const parts = partsOf(record);
  const counted = countedPart(template, level);
  if (counted !== undefined && parts[counted] === undefined) return toNumber(template, level, parts, counted);
  const written = formatReferenceCode(template, parts, level);
  if (!written.ok)
    return wrong(written.problem === 'part_missing' ? 'FIELD_MISSING' : 'FIELD_INVALID', written.part, 'for_number');
  const code = parseReferenceCode(template, written.text, level);
  return code ? { kind: 'kept', code } : wrong('CODE_FORMAT', null, 'malformed');
};

const toNumber = (
  template: TemplateRef,
  level: ItemLevel,
  parts: CodeToNumber['parts'],
  part: SequenceScope['part'],
): CodeResolution => {
  const first = formatReferenceCode(template, { ...parts, [part]: 1 }, level);
  if (!first.ok)
    return wrong(first.problem === 'part_missing' ? 'FIELD_MISSING' : 'FIELD_INVALID', first.part, 'for_number');
  const scope = sequenceScope(template, parts, part);
  if (!scope) return wrong('FIELD_MISSING', part, 'for_number');
  const templateCode = resolveTemplate(template)?.template.code ?? '';
  return {
    kind: 'toNumber',
    next: {
      templateCode,
      template,
      level,
      scope: scope.key,
      sortPrefix: sortPrefixOf(scope.key, first.text),
      part,
      parts,
    },
  };
};

/** The code with a number that was taken for it. */
export const writeNumbered = (next: CodeToNumber, number: number): ParsedReferenceCode => {
  const template = next.template ?? (next.templateCode as TemplateRef);
  const written = formatReferenceCode(template, { ...next.parts, [next.part]: number }, next.level);
  const code = written.ok ? parseReferenceCode(template, written.text, next.level) : undefined;
  if (!code) throw new Error(`no code for number ${number} in ${next.scope}`);
  return code;
};

/** Which number of which scope a code stands for; null for codes of templates that count nothing. */
export const numberOf = (code: ParsedReferenceCode): { scope: string; number: number } | null => {
  const scope = sequenceScope(code.compiled ?? (code.templateCode as TemplateRef), code.parts);
  const digits = scope && code.parts[scope.part];
  return scope && digits && /^\d{1,9}$/.test(digits) ? { scope: scope.key, number: Number(digits) } : null;
};

/** The highest number in each scope among codes that were kept as they came. */
export const highestNumbers = (numbers: readonly ReturnType<typeof numberOf>[]): Map<string, number> => {
  const highest = new Map<string, number>();
  for (const counted of numbers) {
    if (counted) highest.set(counted.scope, Math.max(highest.get(counted.scope) ?? 0, counted.number));
  }
  return highest;
};
