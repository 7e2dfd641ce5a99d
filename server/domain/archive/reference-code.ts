import type { ItemLevel } from '@/server/domain/archive/archive-item';
import {
  CODE_TEMPLATES,
  type CodeTemplateCode,
  findBuiltInTemplate,
  listBuiltInTemplates,
} from '@/server/domain/archive/code-templates';
import {
  type CodePart,
  type CodeParts,
  type CodeTemplate,
  type CompiledTemplate,
  compileTemplate,
  headTemplate,
  SEQUENCE_PARTS,
  type TemplateToken,
} from '@/server/domain/archive/reference-code-template';
import { foldCodeText } from '@/server/domain/shared/chinese-text';

/**
 * 档号. Unique within one archival repository and never used again, not even after the record is gone
 * (DA/T 13-2022, 4.1 and 4.3). A value made and read by templates, never by joining strings.
 */

/** A built-in code, a unit's own template, or a compiled one. */
export type TemplateRef = CodeTemplateCode | CodeTemplate | CompiledTemplate;

const LONGEST_CODE = 100;
/** A unit's own templates, compiled once as long as they are held: an import asks for each row. */
const OWN = new WeakMap<CodeTemplate, CompiledTemplate>();

/** The compiled form; undefined for a code that is not built in or a pattern that is none. */
export function resolveTemplate(ref: TemplateRef): CompiledTemplate | undefined {
  if (typeof ref === 'string') return findBuiltInTemplate(ref);
  if ('regex' in ref) return ref;
  const known = OWN.get(ref);
  if (known) return known;
  const result = compileTemplate(ref);
  if (result.ok) OWN.set(ref, result.compiled);
  return result.ok ? result.compiled : undefined;
}

/**
 * The stored form: half-width capitals, hyphen U+002D, middle dot U+00B7, no spaces. A full stop is a middle dot.
 * Keep what was typed beside it. Idempotent.
 */
export function normaliseReferenceCode(text: string): string {
  return foldCodeText(text.slice(0, LONGEST_CODE * 4))
    .toUpperCase()
    .replace(/\./g, '\u00B7');
}

export type ParsedReferenceCode = {
  templateCode: string;
  /** Normalised text; formatting the parts gives it again. */
  text: string;
  /** Parts as written (numbers keep their zeros). Letters fixed by the template are given as `category`. */
  parts: CodeParts;
  /** The structure it was read by: of a 卷 or 组, the template up to its number. Absent when it was read elsewhere. */
  compiled?: CompiledTemplate;
};

/** Reads a code by one template; undefined when it has another structure. Never throws. A 卷 or 组 may end at its number. */
export function parseReferenceCode(
  template: TemplateRef,
  text: string,
  level?: ItemLevel | null,
): ParsedReferenceCode | undefined {
  const whole = resolveTemplate(template);
  const normalised = normaliseReferenceCode(text);
  if (!whole || normalised.length > LONGEST_CODE) return undefined;
  const isHead = (level === 'volume' || level === 'group') && !whole.regex.test(normalised);
  const compiled = isHead ? headTemplate(whole) : whole;
  const match = compiled.regex.exec(normalised);
  if (!match) return undefined;
  const parts: CodeParts = {};
  for (const [part, value] of Object.entries(match.groups ?? {})) {
    if (value !== undefined) parts[part as CodePart] = value;
  }
  if (compiled.fixedCategory !== null) parts.category = compiled.fixedCategory;
  return { templateCode: compiled.template.code, text: normalised, parts, compiled };
}

export type FormatProblem = 'template_unknown' | 'part_missing' | 'part_invalid';
export type FormattedReferenceCode =
  | { ok: true; text: string }
  | { ok: false; problem: FormatProblem; part: CodePart | null };

type PartValues = Partial<Record<CodePart, string | number>>;

/** A number is padded to the width; a text that the part accepts stays as written, so that a code read is kept. */
function writePart(compiled: CompiledTemplate, part: CodePart, value: string | number): string {
  const rule = compiled.parts.get(part);
  const text = normaliseReferenceCode(String(value));
  if (!/^\d+$/.test(text) || (typeof value === 'string' && rule?.regex.test(text))) return text;
  return text.padStart(rule?.width ?? 0, '0');
}

/** The text of some tokens, or the part that is missing. An optional group without its parts is empty. */
function writeTokens(
  compiled: CompiledTemplate,
  tokens: readonly TemplateToken[],
  values: PartValues,
): string | { missing: CodePart } {
  let text = '';
  for (const token of tokens) {
    if (token.kind === 'literal') {
      text += token.text;
    } else if (token.kind === 'optional') {
      const group = writeTokens(compiled, token.tokens, values);
      text += typeof group === 'string' ? group : '';
    } else {
      const value = values[token.part];
      if (value === undefined || value === '') return { missing: token.part };
      text += writePart(compiled, token.part, value);
    }
  }
  return text;
}

function findInvalidPart(compiled: CompiledTemplate, values: PartValues): CodePart | null {
  for (const [part, rule] of compiled.parts) {
    const value = values[part];
    if (value !== undefined && !rule.regex.test(writePart(compiled, part, value))) return part;
  }
  return null;
}

/** Writes a code. Numbers are padded to the template's width. The result parses back by the same template. */
export function formatReferenceCode(
  template: TemplateRef,
  parts: PartValues,
  level?: ItemLevel | null,
): FormattedReferenceCode {
  const whole = resolveTemplate(template);
  const isHead = (level === 'volume' || level === 'group') && parts.item === undefined;
  const compiled = whole && isHead ? headTemplate(whole) : whole;
  if (!compiled) return { ok: false, problem: 'template_unknown', part: null };
  const text = writeTokens(compiled, compiled.tokens, parts);
  if (typeof text !== 'string') return { ok: false, problem: 'part_missing', part: text.missing };
  if (compiled.regex.test(text)) return { ok: true, text };
  return { ok: false, problem: 'part_invalid', part: findInvalidPart(compiled, parts) };
}

/**
 * The built-in template that a code follows; `others` (a unit's own) are tried first. Undefined when none fits. The code
 * of a 卷 or 组 is looked for among the templates that count them.
 */
export function detectTemplate(
  text: string,
  others: readonly TemplateRef[] = [],
  level: ItemLevel | null = null,
): ParsedReferenceCode | undefined {
  const candidates = [...others, ...listBuiltInTemplates()];
  const isContainer = level === 'volume' || level === 'group';
  const counting = candidates.filter((template) => {
    const parts = resolveTemplate(template)?.parts;
    return parts?.has('volume') || parts?.has('group');
  });
  for (const template of isContainer ? counting : candidates) {
    const parsed = parseReferenceCode(template, text, level);
    if (parsed) return parsed;
  }
  return isContainer ? detectTemplate(text, others) : undefined;
}

/** Whether one code of a built-in template stands for a piece or a volume; an item segment makes it a piece. */
export function levelOfCode(parsed: ParsedReferenceCode): 'piece' | 'volume' {
  if (parsed.parts.item !== undefined) return 'piece';
  return CODE_TEMPLATES.find((template) => template.code === parsed.templateCode)?.level ?? 'volume';
}

export type SequenceScope = {
  /** The segments before the number, e.g. `B028-WS·2023-Y-BGS`: numbers are counted up within it. */
  key: string;
  part: (typeof SEQUENCE_PARTS)[number];
  width: number;
};

/**
 * Where the next number is taken from. `part` chooses the counter (group or item of a photograph); by default it is
 * the last number of the template, an optional one only when `parts` has it. Undefined when an earlier part is missing
 * or the template has no such number.
 */
export function sequenceScope(
  template: TemplateRef,
  parts: PartValues,
  part?: SequenceScope['part'],
): SequenceScope | undefined {
  const compiled = resolveTemplate(template);
  if (!compiled) return undefined;
  const flat = compiled.tokens.flatMap((token) =>
    token.kind === 'optional' ? (part || hasParts(token.tokens, parts) ? token.tokens : []) : [token],
  );
  const numbers = flat.flatMap((token) =>
    token.kind === 'part' && (SEQUENCE_PARTS as readonly string[]).includes(token.part) ? [token.part] : [],
  );
  const wanted = part ?? numbers.at(-1);
  const index = flat.findIndex((token) => token.kind === 'part' && token.part === wanted);
  const token = flat[index];
  if (token?.kind !== 'part') return undefined;
  const text = writeTokens(compiled, flat.slice(0, index), parts);
  if (typeof text !== 'string') return undefined;
  return { key: text.replace(/[-·]+$/u, ''), part: token.part as SequenceScope['part'], width: token.width };
}

function hasParts(tokens: readonly TemplateToken[], parts: PartValues): boolean {
  return tokens.every((token) => token.kind !== 'part' || parts[token.part] !== undefined);
}

const COUNTED: Record<ItemLevel, readonly SequenceScope['part'][]> = {
  piece: ['item', 'volume', 'group'],
  volume: ['volume', 'group'],
  group: ['group', 'volume'],
};

/** The number that a template counts up for records of a level; undefined when it has none. */
export function countedPart(template: TemplateRef, level: ItemLevel): SequenceScope['part'] | undefined {
  const compiled = resolveTemplate(template);
  return COUNTED[level].find((part) => compiled?.parts.has(part));
}

/** Sort key for `collate "C"`: the normalised code with every run of digits padded to eight. */
export function codeSort(code: string): string {
  return normaliseReferenceCode(code).replace(/\d+/g, (digits) => digits.replace(/^0+(?=\d)/, '').padStart(8, '0'));
}

/** Sort key of a scope's codes up to the number, by one of its codes: what stands between is the template's. */
export function sortPrefixOf(scope: string, code: string): string {
  return codeSort(scope) + (/^\D*/u.exec(code.slice(scope.length))?.[0] ?? '');
}
