import { z } from 'zod';
import { detectTemplate } from '@/server/domain/archive/reference-code';
import { validateAgainstRecord } from '@/server/domain/archive/reference-code-checks';
import { uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';
import { type CodedRecord, type OwnTemplates, readCode } from './coded-record.ts';

/** 编号检查 (dry run): gaps, doubles, order, and codes that do not say what their records say. Changes nothing. */

export const codeSelection = {
  fondsId: uuid,
  categoryCode: z.string().min(2).max(12),
  filingYear: z.number().int().min(1000).max(2100),
  retentionCode: z.string().min(1).max(5).optional(),
  orgCode: z.string().min(1).max(20).optional(),
};
export const codeSelectionInput = z.strictObject(codeSelection);
export type CodeSelection = z.infer<typeof codeSelectionInput>;

export const CODE_FINDINGS = ['format', 'template', 'mismatch', 'double', 'order'] as const;
export type CodeFindingKind = (typeof CODE_FINDINGS)[number];

export const codeFinding = z.object({
  kind: z.enum(CODE_FINDINGS),
  itemId: uuid,
  referenceCode: z.string(),
  title: z.string(),
  /** mismatch: which part, what the code says and what the record says. double and order: the code it clashes with. */
  part: z.string().nullable(),
  inCode: z.string().nullable(),
  inRecord: z.string().nullable(),
});
export type CodeFinding = z.infer<typeof codeFinding>;

export const codeGap = z.object({
  from: z.number().int(),
  to: z.number().int(),
  /** retired: the number was given once and is not given again. */
  reason: z.enum(['never', 'retired']),
});
export const codeScope = z.object({
  key: z.string(),
  count: z.number().int(),
  first: z.number().int(),
  last: z.number().int(),
  missing: z.number().int(),
  gaps: z.array(codeGap),
});
export type CodeScope = z.infer<typeof codeScope>;

export const codeCheckView = z.object({
  records: z.number().int(),
  provisional: z.number().int(),
  /** The template that the scheme in force prescribes. */
  templateCode: z.string().nullable(),
  counts: z.object({
    gap: z.number().int(),
    retired: z.number().int(),
    format: z.number().int(),
    template: z.number().int(),
    mismatch: z.number().int(),
    double: z.number().int(),
    order: z.number().int(),
  }),
  scopes: z.array(codeScope),
});
export type CodeCheckView = z.infer<typeof codeCheckView>;

export const codeFindingsFilter = z.strictObject({
  ...codeSelection,
  kind: z.enum(CODE_FINDINGS).optional(),
  sort: z.enum(['code', '-code']).default('code'),
});
export type CodeFindingsFilter = z.infer<typeof codeFindingsFilter>;
export const codeFindingsInput = codeFindingsFilter.extend(pageInput);
export type CodeFindingsInput = z.infer<typeof codeFindingsInput>;
export const codeFindingPage = pageOf(codeFinding);

/** 断号 as rows: each run of numbers, in the scope that they are counted in. */
export const codeGapsFilter = z.strictObject({
  ...codeSelection,
  reason: codeGap.shape.reason.default('never'),
  sort: z.enum(['place', '-place', 'missing', '-missing']).default('place'),
});
export type CodeGapsFilter = z.infer<typeof codeGapsFilter>;
export const codeGapsInput = codeGapsFilter.extend(pageInput);
export type CodeGapsInput = z.infer<typeof codeGapsInput>;
export const codeGapRow = codeGap.extend({ scope: z.string(), missing: z.number().int() });
export type CodeGapRow = z.infer<typeof codeGapRow>;
export const codeGapPage = pageOf(codeGapRow);

interface Counted {
  record: CodedRecord;
  number: number;
}

export interface CodeCheck {
  findings: CodeFinding[];
  scopes: CodeScope[];
}

const finding = (
  kind: CodeFindingKind,
  record: CodedRecord,
  rest: Partial<Pick<CodeFinding, 'part' | 'inCode' | 'inRecord'>> = {},
): CodeFinding => ({
  kind,
  itemId: record.id,
  referenceCode: record.referenceCode,
  title: record.title,
  part: null,
  inCode: null,
  inRecord: null,
  ...rest,
});

const checkOne = (record: CodedRecord, own: OwnTemplates, template: string | null): CodeFinding[] => {
  const read = readCode(record, own);
  if (!read) {
    const other = detectTemplate(record.referenceCode, [...own.values()]);
    return [finding('format', record, { inCode: other?.templateCode ?? null, inRecord: record.codeTemplate })];
  }
  const found = validateAgainstRecord(read.parsed, {
    ...record,
    itemNumber: read.part === 'item' ? record.itemNumber : null,
  }).map((mismatch) =>
    finding('mismatch', record, { part: mismatch.part, inCode: mismatch.inCode, inRecord: mismatch.inRecord }),
  );
  if (record.subcategoryCode && read.parsed.parts.sub && read.parsed.parts.sub !== record.subcategoryCode)
    found.push(
      finding('mismatch', record, { part: 'sub', inCode: read.parsed.parts.sub, inRecord: record.subcategoryCode }),
    );
  if (template !== null && record.codeTemplate !== template)
    found.push(finding('template', record, { inCode: record.codeTemplate, inRecord: template }));
  return found;
};

/** The largest of many numbers; 0 of none. */
export const highest = (numbers: Iterable<number>): number => {
  let most = 0;
  for (const number of numbers) most = Math.max(most, number);
  return most;
};

/** Numbers below the highest that no record has, in runs of one reason. */
export const gapsOf = (numbers: ReadonlySet<number>, retired: ReadonlySet<number>): z.infer<typeof codeGap>[] => {
  const gaps: z.infer<typeof codeGap>[] = [];
  const last = Math.max(highest(numbers), highest(retired));
  for (let number = 1; number <= last; number += 1) {
    if (numbers.has(number)) continue;
    const reason = retired.has(number) ? ('retired' as const) : ('never' as const);
    const run = gaps.at(-1);
    if (run && run.reason === reason && run.to === number - 1) run.to = number;
    else gaps.push({ from: number, to: number, reason });
  }
  return gaps;
};

const checkScope = (key: string, counted: Counted[], retired: ReadonlySet<number>): CodeCheck => {
  const findings: CodeFinding[] = [];
  const rows = [...counted].sort((left, right) => left.number - right.number);
  let before: Counted | undefined;
  for (const row of rows) {
    if (before && before.number === row.number)
      findings.push(finding('double', row.record, { inCode: before.record.referenceCode }));
    const [earlier, later] = [before?.record.dateSort ?? '', row.record.dateSort];
    if (before && earlier !== '' && later !== '' && later < earlier)
      findings.push(
        finding('order', row.record, { part: before.record.referenceCode, inCode: later, inRecord: earlier }),
      );
    before = row;
  }
  const numbers = new Set(rows.map((row) => row.number));
  const gaps = gapsOf(numbers, retired);
  const missing = gaps.filter((gap) => gap.reason === 'never').reduce((sum, gap) => sum + gap.to - gap.from + 1, 0);
  const scope = {
    key,
    count: rows.length,
    first: rows[0]?.number ?? 0,
    last: rows.at(-1)?.number ?? 0,
    missing,
    gaps,
  };
  return { findings, scopes: [scope] };
};

/**
 * Everything that is wrong with the codes of a selection, in the order of the codes.
 * @param retired numbers that were given up, by scope
 */
export function checkCodes(
  records: readonly CodedRecord[],
  own: OwnTemplates,
  template: string | null,
  retired: ReadonlyMap<string, ReadonlySet<number>>,
): CodeCheck {
  const scopes = new Map<string, Counted[]>();
  const findings: CodeFinding[] = [];
  for (const record of records) {
    findings.push(...checkOne(record, own, template));
    const read = readCode(record, own);
    if (!read) continue;
    const counted = scopes.get(read.scope) ?? [];
    counted.push({ record, number: read.number });
    scopes.set(read.scope, counted);
  }
  const checked = [...scopes].map(([key, counted]) => checkScope(key, counted, retired.get(key) ?? new Set()));
  findings.push(...checked.flatMap((check) => check.findings));
  return { findings, scopes: checked.flatMap((check) => check.scopes) };
}
