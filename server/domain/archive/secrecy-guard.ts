/**
 * Keeps state secrets out: this product may hold none, titles included (Secrets law; archives on the internet).
 * An 'error' refuses the text and it must not be stored anywhere, not even in an error report.
 * A 'warning' asks a person to look. Rules are data; the tests list what each must and must not catch.
 */

export type SecrecySeverity = 'error' | 'warning';

export type SecrecyRule = {
  code: string;
  severity: SecrecySeverity;
  pattern: RegExp;
  /** Longer expressions that contain the words of the rule but are no marking; cut out before the pattern is tried. */
  harmless: readonly RegExp[];
};

/** Names of laws, organisations and kinds of information that hold the words without marking anything. */
const ABOUT_SECRECY = [
  /保守(?:国家|党和国家)?秘密/gu,
  /(?:商业|工作|企业|个人|职业|技术|通信|银行|税务|审计|调解|军事设施)秘密/gu,
  /秘密(?:投票|写票|书写|划票|选举|信封|战线)/gu,
] as const;

/** 机 or 绝 that ends one word and 密 that begins the next: 发动机密封, 计算机密码, 隔绝密闭. */
const ACROSS_WORDS = [
  /机密(?=[封码闭集钥度植])/gu,
  /绝密(?=[封闭集])/gu,
  /(?<=[奥神诡])秘密(?=[布封闭码集])/gu,
] as const;

export const SECRECY_RULES: readonly SecrecyRule[] = [
  { code: 'marking', severity: 'error', pattern: /(?:绝密|机密|秘密)[级]?[★☆*]/u, harmless: [] },
  { code: 'star', severity: 'error', pattern: /★(?!级|★)(?<!★★)/u, harmless: [/[一二三四五1-5]★级?/gu] },
  { code: 'top_secret', severity: 'error', pattern: /绝密/u, harmless: ACROSS_WORDS },
  { code: 'secret', severity: 'error', pattern: /机密/u, harmless: ACROSS_WORDS },
  {
    code: 'confidential',
    severity: 'error',
    pattern: /秘密/u,
    harmless: [...ABOUT_SECRECY, ...ACROSS_WORDS, /国家秘密/gu],
  },
  { code: 'english_marking', severity: 'error', pattern: /\btop ?secret\b/iu, harmless: [] },
  { code: 'state_secret_named', severity: 'warning', pattern: /国家秘密/u, harmless: [/保守国家秘密/gu] },
  {
    code: 'internal',
    severity: 'warning',
    pattern: /内部(?:资料|文件|刊物|使用|传阅|掌握)|(?:注意|妥善)保存不得外传/u,
    harmless: [],
  },
];

const VARIANTS: Readonly<Record<string, string>> = {
  絕: '绝',
  機: '机',
  祕: '秘',
  級: '级',
  '⭐': '★',
  '✭': '★',
  '✮': '★',
  '⋆': '★',
};

/** Half-width, no spaces between Chinese characters, traditional and star variants as one. */
function foldForGuard(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]|\uFE0F/g, '')
    .replace(/[絕機祕級⭐✭✮⋆]/gu, (character) => VARIANTS[character] ?? character)
    .replace(/(?<![A-Za-z])\s+|\s+(?![A-Za-z])/gu, '');
}

export type SecrecyFinding = { rule: string; severity: SecrecySeverity };

/** Looks for markings in a title, remark or any other text. The finding does not repeat the text. Never throws. */
export function findSecrecy(text: string): SecrecyFinding[] {
  if (!/[密秘祕★☆⭐✭✮⋆内]|secret/iu.test(text)) return [];
  const folded = foldForGuard(text);
  return SECRECY_RULES.filter((rule) => {
    const rest = rule.harmless.reduce((left, expression) => left.replace(expression, '\u25A1'), folded);
    return rule.pattern.test(rest);
  }).map(({ code, severity }) => ({ rule: code, severity }));
}

/** What the 密级 column says when there is no classification. */
const NOT_CLASSIFIED = new Set([
  '',
  '无',
  '无密级',
  '非密',
  '非涉密',
  '不涉密',
  '公开',
  '普通',
  '一般',
  '—',
  '-',
  '/',
  'none',
  '0',
]);

/**
 * Looks at a 密级 column: 无, 公开 and the like pass, 内部 is a warning, everything else is refused (a code whose
 * meaning is unknown may be a marking).
 */
export function findSecrecyInClassification(text: string): SecrecyFinding[] {
  const folded = foldForGuard(text).toLowerCase().trim();
  if (NOT_CLASSIFIED.has(folded)) return [];
  if (/^内部(?:资料|文件)?$/u.test(folded)) return [{ rule: 'internal', severity: 'warning' }];
  return [{ rule: 'classified', severity: 'error' }];
}

/** Whether a text must be refused. */
export function isSecrecyMarked(text: string): boolean {
  return findSecrecy(text).some((finding) => finding.severity === 'error');
}
