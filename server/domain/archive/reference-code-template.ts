import { foldCodeText } from '@/server/domain/shared/chinese-text';

/**
 * 档号模板: the structure of a reference code, configurable per category and unit (DA/T 13-2022, DA/T 22-2015).
 *
 * Syntax: `{part}` or `{part:width}`, anything else is a separator or a fixed letter code, `[…]` is left out when its
 * parts are absent: `{fonds}-KU·{sub}·{year}-{volume:3}[-{item:3}]`. Width is the least number of digits written.
 */

/** Segments of a code. `volume` is the number of a 卷, `group` of a 组, `item` of a 件 or 张. */
export const CODE_PARTS = [
  'fonds',
  'category',
  'sub',
  'sub2',
  'sub3',
  'year',
  'retention',
  'org',
  'project',
  'catalogue',
  'volume',
  'group',
  'item',
  'page',
] as const;
export type CodePart = (typeof CODE_PARTS)[number];
export type CodeParts = Partial<Record<CodePart, string>>;

/** Parts that are counted up. */
export const SEQUENCE_PARTS = ['group', 'volume', 'item', 'page'] as const satisfies readonly CodePart[];
const NUMBER_PARTS: ReadonlySet<CodePart> = new Set([...SEQUENCE_PARTS, 'catalogue']);

export type CodeTemplate = {
  code: string;
  pattern: string;
  /** What one code stands for unless the record says otherwise. */
  level?: 'piece' | 'volume';
  /** Least and most digits accepted for a number; without an entry exactly the width, or more once it overflows. */
  digits?: Partial<Record<CodePart, readonly [number, number]>>;
  /** Other characters than usual for a part, as a regular expression without anchors. */
  charset?: Partial<Record<CodePart, string>>;
};

export type TemplateToken =
  | { kind: 'literal'; text: string }
  | { kind: 'part'; part: CodePart; width: number }
  | { kind: 'optional'; tokens: TemplateToken[] };

export type TemplateProblem =
  | 'template_empty'
  | 'part_unknown'
  | 'part_repeated'
  | 'bracket_unbalanced'
  | 'separator_missing';

export type CompiledTemplate = {
  template: CodeTemplate;
  tokens: TemplateToken[];
  /** Anchored, with one group named after each part. Bounded repeats only: linear on any text. */
  regex: RegExp;
  /** Letters that the pattern fixes as category, e.g. KU; null when it has a `{category}` part or none. */
  fixedCategory: string | null;
  /** What each part accepts on its own, and the width it is padded to (0: not padded). */
  parts: ReadonlyMap<CodePart, { regex: RegExp; width: number }>;
};

export type CompileResult = { ok: true; compiled: CompiledTemplate } | { ok: false; problem: TemplateProblem };

/** 全宗号: a letter and three digits, or four digits as older repositories use. */
const CHARSETS: Readonly<Record<CodePart, string>> = {
  fonds: '[A-Z][0-9]{3}|[0-9]{4}',
  category: '[A-Z]{2}',
  sub: '[A-Z0-9]{1,6}',
  sub2: '[A-Z0-9]{1,4}',
  sub3: '[A-Z0-9]{1,4}',
  year: '(?:19|20)[0-9]{2}',
  retention: 'Y|D100|D30|D25|D15|D10|D5|D3|CQ|DQ',
  org: '[A-Z0-9\u3007\u4E00-\u9FA5]{1,8}',
  project: '[0-9A-Z]{1,8}',
  catalogue: '[0-9]{1,8}',
  volume: '[0-9]{1,8}',
  group: '[0-9]{1,8}',
  item: '[0-9]{1,8}',
  page: '[0-9]{1,8}',
};

const LONGEST_PATTERN = 200;
const WIDEST = 8;

function isCodePart(name: string): name is CodePart {
  return (CODE_PARTS as readonly string[]).includes(name);
}

function tokenize(pattern: string): TemplateToken[] | TemplateProblem {
  const pieces = pattern.match(/\{[^{}]*\}|[[\]]|[^[\]{}]+|[{}]/gu) ?? [];
  const root: TemplateToken[] = [];
  let target = root;
  for (const piece of pieces) {
    if (piece === '[') {
      if (target !== root) return 'bracket_unbalanced';
      target = [];
    } else if (piece === ']') {
      if (target === root) return 'bracket_unbalanced';
      root.push({ kind: 'optional', tokens: target });
      target = root;
    } else if (piece.startsWith('{')) {
      const match = /^\{([a-z0-9]+)(?::([1-8]))?\}$/.exec(piece);
      const name = match?.[1] ?? '';
      if (!isCodePart(name)) return piece === '{' ? 'bracket_unbalanced' : 'part_unknown';
      target.push({ kind: 'part', part: name, width: Number(match?.[2] ?? 0) });
    } else if (piece === '}') {
      return 'bracket_unbalanced';
    } else {
      target.push({ kind: 'literal', text: foldCodeText(piece).toUpperCase().replace(/\./g, '\u00B7') });
    }
  }
  return target === root ? root : 'bracket_unbalanced';
}

function flatten(tokens: readonly TemplateToken[]): TemplateToken[] {
  return tokens.flatMap((token) => (token.kind === 'optional' ? token.tokens : [token]));
}

function findTokenProblem(tokens: readonly TemplateToken[]): TemplateProblem | undefined {
  const flat = flatten(tokens);
  const parts = flat.flatMap((token) => (token.kind === 'part' ? [token.part] : []));
  if (parts.length === 0) return 'template_empty';
  if (new Set(parts).size !== parts.length) return 'part_repeated';
  // Two parts with nothing between them cannot be told apart again.
  const touching = flat.some((token, index) => token.kind === 'part' && flat[index + 1]?.kind === 'part');
  return touching ? 'separator_missing' : undefined;
}

function partSource(template: CodeTemplate, part: CodePart, width: number): string {
  const own = template.charset?.[part];
  if (own !== undefined) return own;
  if (!NUMBER_PARTS.has(part)) return CHARSETS[part];
  const range = template.digits?.[part];
  if (range) return `[0-9]{${range[0]},${range[1]}}`;
  if (width === 0) return `[0-9]{1,${WIDEST}}`;
  return width === WIDEST ? `[0-9]{${width}}` : `[0-9]{${width}}|[1-9][0-9]{${width},${WIDEST - 1}}`;
}

function toSource(template: CodeTemplate, tokens: readonly TemplateToken[]): string {
  return tokens
    .map((token) => {
      if (token.kind === 'literal') return token.text.replace(/[.*+?^$|()\\/]/g, '\\$&');
      if (token.kind === 'optional') return `(?:${toSource(template, token.tokens)})?`;
      return `(?<${token.part}>${partSource(template, token.part, token.width)})`;
    })
    .join('');
}

function fixedCategoryOf(tokens: readonly TemplateToken[]): string | null {
  for (const token of tokens) {
    const match = token.kind === 'literal' ? /(?:^|-)([A-Z]{2})(?:[-·]|$)/.exec(token.text) : null;
    if (match?.[1]) return match[1];
  }
  return null;
}

/** Reads a template. The charsets in `template.charset` come from code, never from a user. Never throws. */
export function compileTemplate(template: CodeTemplate): CompileResult {
  const pattern = template.pattern.trim();
  if (pattern === '' || pattern.length > LONGEST_PATTERN) return { ok: false, problem: 'template_empty' };
  const tokens = tokenize(pattern);
  if (typeof tokens === 'string') return { ok: false, problem: tokens };
  const problem = findTokenProblem(tokens);
  if (problem) return { ok: false, problem };
  const parts = new Map<CodePart, { regex: RegExp; width: number }>();
  for (const token of flatten(tokens)) {
    if (token.kind !== 'part') continue;
    const regex = new RegExp(`^(?:${partSource(template, token.part, token.width)})$`, 'u');
    parts.set(token.part, { regex, width: token.width });
  }
  const regex = new RegExp(`^${toSource(template, tokens)}$`, 'u');
  return { ok: true, compiled: { template, tokens, regex, parts, fixedCategory: fixedCategoryOf(tokens) } };
}

const HEADS = new WeakMap<CompiledTemplate, CompiledTemplate>();

/**
 * The code of a 卷 or 组 in a template whose codes go on to the pieces inside: `{fonds}-ZP·{year}·{retention}-{group:3}`
 * of `…-{group:3}-{item:3}`. The template itself when nothing follows the number.
 */
export function headTemplate(compiled: CompiledTemplate): CompiledTemplate {
  const known = HEADS.get(compiled);
  if (known) return known;
  const last = compiled.tokens.findLastIndex(
    (token) => token.kind === 'part' && (token.part === 'volume' || token.part === 'group'),
  );
  const tokens = last < 0 ? compiled.tokens : compiled.tokens.slice(0, last + 1);
  const kept = new Set(flatten(tokens).flatMap((token) => (token.kind === 'part' ? [token.part] : [])));
  const head: CompiledTemplate = {
    ...compiled,
    tokens,
    regex: new RegExp(`^${toSource(compiled.template, tokens)}$`, 'u'),
    parts: new Map([...compiled.parts].filter(([part]) => kept.has(part))),
  };
  HEADS.set(compiled, head);
  return head;
}
