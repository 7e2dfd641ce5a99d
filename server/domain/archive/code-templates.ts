import {
  type CodeTemplate,
  type CompiledTemplate,
  compileTemplate,
} from '@/server/domain/archive/reference-code-template';

/** Built-in 档号模板: both structures in force and the older ones that stored catalogues still use. */

export type BuiltInCodeTemplate = CodeTemplate & {
  zh: string;
  /** What one code of this template stands for: a piece (件、张) or a volume (卷、组). */
  level: 'piece' | 'volume';
  example: string;
};

const SHORT_ITEM = { item: [3, 5] } as const;

/** In the order in which `detectTemplate` tries them: the more specific structure first. */
export const CODE_TEMPLATES = [
  {
    code: 'DAT22_2015',
    zh: '归档文件（按件，2015 结构）',
    pattern: '{fonds}-{category}·{year}-{retention}-{org}-{item:4}',
    level: 'piece',
    example: 'Z109-WS·2011-Y-BGS-0001',
  },
  {
    code: 'DAT13_ITEM_ORG',
    zh: '按件（2022，分机构）',
    pattern: '{fonds}-{category}·{year}·{retention}·{org}-{item:4}',
    digits: SHORT_ITEM,
    level: 'piece',
    example: 'Z109-WS·2011·Y·办公室-0001',
  },
  {
    code: 'DAT13_ITEM',
    zh: '按件（2022，不分机构）',
    pattern: '{fonds}-{category}·{year}·{retention}-{item:4}',
    digits: SHORT_ITEM,
    level: 'piece',
    example: 'Z008-WS·2019·Y-037',
  },
  {
    code: 'DAT13_ACC',
    zh: '会计案卷（2022）',
    pattern: '{fonds}-KU·{sub}·{year}-{volume:3}[-{item:3}]',
    charset: { sub: '[A-Z0-9]{1,4}' },
    level: 'volume',
    example: 'J019-KU·01·2017-001-001',
  },
  {
    code: 'DAT13_PROJECT',
    zh: '项目/科技案卷（2022）',
    pattern: '{fonds}-KJ·{sub}·{project}-{volume:3}[-{item:3}]',
    charset: { sub: '[A-Z]{2}' },
    level: 'volume',
    example: 'X032-KJ·JJ·02-005-054',
  },
  {
    code: 'DAT13_PHOTO',
    zh: '照片（组-件）',
    pattern: '{fonds}-ZP·{year}·{retention}-{group:3}-{item:3}',
    level: 'piece',
    example: 'K021-ZP·2019·D30-025-005',
  },
  {
    code: 'DAT13_MULTI',
    zh: '多级类别案卷',
    pattern: '{fonds}-{category}·{sub}[·{sub2}][·{sub3}]·{year}·{retention}-{volume:3}-{item:3}',
    charset: { sub: '[A-Z0-9]{1,4}' },
    level: 'piece',
    example: 'J019-ZY·JC·CC·2019·D30-001-001',
  },
  {
    code: 'DAT13_ITEM_SUB',
    zh: '按件（2022，有二级类别）',
    pattern: '{fonds}-{category}·{sub}·{year}·{retention}-{item:5}',
    digits: SHORT_ITEM,
    level: 'piece',
    example: 'C015-WY·TZGG·2019·D10-00001',
  },
  {
    code: 'DAT13_YEAR_GROUP',
    zh: '门类·年度-组/卷号',
    pattern: '{fonds}-{category}·{year}-{group:3}',
    level: 'volume',
    example: 'X033-ZP·2008-001',
  },
  {
    code: 'DAT13_PERSON',
    zh: '人事案卷',
    pattern: '{fonds}-RS-{volume:3}[-{item:3}]',
    level: 'volume',
    example: 'A002-RS-001-002',
  },
  {
    code: 'LEGACY_4SEG',
    zh: '旧四段（目录号）',
    pattern: '{fonds}-{catalogue:3}-{volume:3}-{item:3}',
    digits: { volume: [3, 4], catalogue: [3, 3], item: [3, 3] },
    charset: { fonds: '[A-Z0-9]{4}' },
    level: 'piece',
    example: 'C038-001-002-003',
  },
  {
    code: 'LEGACY_NUM',
    zh: '旧四段（纯数字全宗）',
    pattern: '{fonds}-{catalogue}-{volume}-{item}',
    digits: { catalogue: [1, 3], volume: [1, 4], item: [1, 3] },
    charset: { fonds: '[0-9]{1,4}' },
    level: 'piece',
    example: '85-3-127-25',
  },
] as const satisfies readonly BuiltInCodeTemplate[];

export type CodeTemplateCode = (typeof CODE_TEMPLATES)[number]['code'];
export const CODE_TEMPLATE_CODES = CODE_TEMPLATES.map((template) => template.code);

function compileBuiltIn(template: BuiltInCodeTemplate): CompiledTemplate {
  const result = compileTemplate(template);
  if (!result.ok) throw new Error(`built-in template ${template.code}: ${result.problem}`);
  return result.compiled;
}

const COMPILED = new Map<string, CompiledTemplate>(
  CODE_TEMPLATES.map((template) => [template.code, compileBuiltIn(template)]),
);

/** A built-in template, compiled once; undefined for a code that is not built in. */
export function findBuiltInTemplate(code: string): CompiledTemplate | undefined {
  return COMPILED.get(code);
}

/** All built-in templates, compiled, in the order of detection. */
export function listBuiltInTemplates(): CompiledTemplate[] {
  return [...COMPILED.values()];
}
