import { topCategoryCode } from '@/server/domain/archive/archival-category';
import type { ArchiveItemCandidate, ArchiveItemField } from '@/server/domain/archive/archive-item';
import type { RecordProblem } from '@/server/domain/archive/record-checks';
import {
  codeSort,
  detectTemplate,
  formatReferenceCode,
  type ParsedReferenceCode,
  parseReferenceCode,
  sequenceScope,
  type TemplateRef,
} from '@/server/domain/archive/reference-code';
import type { CodePart } from '@/server/domain/archive/reference-code-template';

/** Where a record without a number gets one: the scope, and the parts of the code that the number completes. */
export interface CodeToNumber {
  templateCode: string;
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
  volume: 'fileNumber',
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
    volume: record.fileNumber,
    item: record.itemNumber,
  };
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== ''));
};

/**
 * The reference code of a record: the one it brings, or the one that the template writes from its parts, or the scope
 * in which it is to be numbered. Never throws.
 */
export const resolveCode = (record: ArchiveItemCandidate, template: TemplateRef | null): CodeResolution => {
  if (record.referenceCode !== null) {
    const code = template ? parseReferenceCode(template, record.referenceCode) : detectTemplate(record.referenceCode);
    return code ? { kind: 'kept', code } : wrong('CODE_FORMAT', null, 'malformed');
  }
  if (typeof template !== 'string') return wrong('FIELD_MISSING', null, 'no_template');
  const parts = partsOf(record);
  const written = formatReferenceCode(template, parts);
  if (written.ok) {
    const code = parseReferenceCode(template, written.text);
    return code ? { kind: 'kept', code } : wrong('CODE_FORMAT', null, 'malformed');
  }
  if (written.problem !== 'part_missing') return wrong('FIELD_INVALID', written.part, 'for_number');
  const scope = sequenceScope(template, parts);
  if (!scope || parts[scope.part] !== undefined) return wrong('FIELD_MISSING', written.part, 'for_number');
  const first = formatReferenceCode(template, { ...parts, [scope.part]: 1 });
  if (!first.ok)
    return wrong(first.problem === 'part_missing' ? 'FIELD_MISSING' : 'FIELD_INVALID', first.part, 'for_number');
  const next = {
    templateCode: template,
    scope: scope.key,
    sortPrefix: `${codeSort(scope.key)}-`,
    part: scope.part,
    parts,
  };
  return { kind: 'toNumber', next };
};

/** The code with a number that was taken for it. */
export const writeNumbered = (next: CodeToNumber, number: number): ParsedReferenceCode => {
  const written = formatReferenceCode(next.templateCode as TemplateRef, { ...next.parts, [next.part]: number });
  const code = written.ok ? parseReferenceCode(next.templateCode as TemplateRef, written.text) : undefined;
  if (!code) throw new Error(`no code for number ${number} in ${next.scope}`);
  return code;
};

/** Which number of which scope a code stands for; null for codes of templates that count nothing. */
export const numberOf = (code: ParsedReferenceCode): { scope: string; number: number } | null => {
  const scope = sequenceScope(code.templateCode as TemplateRef, code.parts);
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
