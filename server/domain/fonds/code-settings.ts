import { z } from 'zod';
import { CODE_TEMPLATES } from '@/server/domain/archive/code-templates';
import { formatReferenceCode, parseReferenceCode } from '@/server/domain/archive/reference-code';
import {
  type CodePart,
  compileTemplate,
  SEQUENCE_PARTS,
  type TemplateProblem,
} from '@/server/domain/archive/reference-code-template';
import { text, uuid } from '@/server/domain/shared/ids';

/** 档号模板 of a unit: the built-in ones and its own, each with a sample. */

export const ownTemplateCode = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^OWN_[A-Z0-9_]{1,16}$/);

export const templateView = z.object({
  code: z.string(),
  name: z.string(),
  pattern: z.string(),
  level: z.enum(['piece', 'volume']),
  example: z.string(),
  isOwn: z.boolean(),
  isActive: z.boolean(),
  /** Records that carry a code of it: its pattern is settled. */
  isUsed: z.boolean(),
});
export type TemplateView = z.infer<typeof templateView>;

const pattern = text(200);
export const saveTemplateInput = z.strictObject({
  code: ownTemplateCode,
  name: text(40),
  pattern,
  level: z.enum(['piece', 'volume']),
  isActive: z.boolean().default(true),
});
export type SaveTemplateInput = z.infer<typeof saveTemplateInput>;

export const tryTemplateInput = z.strictObject({
  pattern,
  level: z.enum(['piece', 'volume']),
  /** A code as the unit writes it, to see how it would be read. */
  code: z.string().trim().max(100).optional(),
});
export type TryTemplateInput = z.infer<typeof tryTemplateInput>;

export const OWN_TEMPLATE_PROBLEMS = [
  'template_empty',
  'part_unknown',
  'part_repeated',
  'bracket_unbalanced',
  'separator_missing',
  'number_missing',
  'fonds_missing',
  'number_not_last',
  'sample_unreadable',
] as const satisfies readonly (TemplateProblem | string)[];
export type OwnTemplateProblem = (typeof OWN_TEMPLATE_PROBLEMS)[number];

export const templateTrial = z.object({
  problem: z.enum(OWN_TEMPLATE_PROBLEMS).nullable(),
  sample: z.string().nullable(),
  /** The parts of the code that was tried; null when it does not fit. */
  read: z.array(z.object({ part: z.string(), value: z.string() })).nullable(),
});
export type TemplateTrial = z.infer<typeof templateTrial>;

const SAMPLE: Readonly<Record<CodePart, string | number>> = {
  fonds: 'B028',
  category: 'WS',
  sub: 'JJ',
  sub2: '01',
  sub3: 'A1',
  year: 2024,
  retention: 'D30',
  org: 'BGS',
  project: '2201',
  catalogue: 1,
  volume: 12,
  group: 12,
  item: 7,
  page: 3,
};

/** Judges a pattern as a unit's own template: it must name the fonds and count something, and a sample must read back. */
export function tryTemplate(input: TryTemplateInput): TemplateTrial {
  const template = { code: 'OWN_TRIAL', pattern: input.pattern, level: input.level };
  const result = compileTemplate(template);
  const refused = (problem: OwnTemplateProblem): TemplateTrial => ({ problem, sample: null, read: null });
  if (!result.ok) return refused(result.problem);
  const { parts } = result.compiled;
  if (!parts.has('fonds')) return refused('fonds_missing');
  const wanted = input.level === 'piece' ? ['item', 'volume', 'group'] : ['volume', 'group'];
  if (!wanted.some((part) => parts.has(part as CodePart))) return refused('number_missing');
  const names = [...parts.keys()];
  const lastNumber = SEQUENCE_PARTS.reduce((last, part) => Math.max(last, names.indexOf(part)), -1);
  // What stands behind the number would have to be known before it is counted.
  if (lastNumber !== names.length - 1) return refused('number_not_last');
  const written = formatReferenceCode(template, Object.fromEntries(names.map((part) => [part, SAMPLE[part]])));
  if (!written.ok || !parseReferenceCode(template, written.text)) return refused('sample_unreadable');
  const parsed = input.code ? parseReferenceCode(template, input.code, input.level) : undefined;
  return {
    problem: null,
    sample: written.text,
    read: parsed ? Object.entries(parsed.parts).map(([part, value]) => ({ part, value: value ?? '' })) : null,
  };
}

export const builtInTemplates = (): Omit<TemplateView, 'isUsed'>[] =>
  CODE_TEMPLATES.map(({ code, zh, pattern: text_, level, example }) => ({
    code,
    name: zh,
    pattern: text_,
    level,
    example,
    isOwn: false,
    isActive: true,
  }));

/** 下一个档号: what the scheme would write next, without taking the number. */
export const previewCodeInput = z.strictObject({
  fondsId: uuid,
  categoryCode: z.string().min(2).max(12),
  templateCode: z.string().min(2).max(24),
  filingYear: z.number().int().min(1000).max(2100),
  retentionCode: z.string().min(1).max(5),
  orgCode: z.string().trim().max(20).optional(),
  projectNumber: z.string().trim().max(20).optional(),
});
export type PreviewCodeInput = z.infer<typeof previewCodeInput>;
export const codePreview = z.object({
  code: z.string().nullable(),
  /** The part that is missing or does not fit, when there is no code. */
  part: z.string().nullable(),
});
export type CodePreview = z.infer<typeof codePreview>;
