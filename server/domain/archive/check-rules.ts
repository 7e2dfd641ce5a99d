/**
 * 整理校验 as data: what each rule judges, how grave it is, where it stands written. A rule whose judgement changes gets
 * the next version, so that two runs that differ can be told apart from two catalogues that differ.
 */
export type CheckSeverity = 'error' | 'warning';

export interface CheckRule {
  code: string;
  version: number;
  /** The gravest that it can find. */
  severity: CheckSeverity;
  /** Judged on one record, or on several together. */
  kind: 'record' | 'set';
  zh: string;
  en: string;
  basis: string;
}

export const CHECK_RULES = [
  {
    code: 'FIELD_MISSING',
    version: 1,
    severity: 'error',
    kind: 'record',
    zh: '必著项目缺失',
    en: 'Required field missing',
    basis: 'DA/T 18-2022；DA/T 22-2015',
  },
  {
    code: 'CODE_FORMAT',
    version: 1,
    severity: 'error',
    kind: 'record',
    zh: '档号不符合本单位编号规则',
    en: 'Code does not follow the template',
    basis: 'DA/T 13-2022',
  },
  {
    code: 'CODE_MISMATCH',
    version: 1,
    severity: 'error',
    kind: 'record',
    zh: '档号与著录项不一致',
    en: 'Code differs from the record',
    basis: 'DA/T 13-2022',
  },
  {
    code: 'CODE_UNIQUE',
    version: 1,
    severity: 'error',
    kind: 'set',
    zh: '档号重复或已被占用',
    en: 'Code used twice',
    basis: 'DA/T 13-2022 4.1、4.3',
  },
  {
    code: 'SEQ_CONTINUITY',
    version: 1,
    severity: 'warning',
    kind: 'set',
    zh: '件号不连续',
    en: 'Gap in the numbers',
    basis: 'DA/T 22-2015',
  },
  {
    code: 'YEAR_DATE',
    version: 1,
    severity: 'warning',
    kind: 'record',
    zh: '年度与日期不一致',
    en: 'Year differs from the date',
    basis: 'DA/T 22-2015',
  },
  {
    code: 'DATE_FORMAT',
    version: 1,
    severity: 'error',
    kind: 'record',
    zh: '日期不合规范',
    en: 'Date is not valid',
    basis: 'DA/T 18-2022',
  },
  {
    code: 'RETENTION_MATCH',
    version: 1,
    severity: 'warning',
    kind: 'record',
    zh: '保管期限与归档范围表不一致',
    en: 'Retention differs from the schedule',
    basis: '国家档案局令第 8 号',
  },
  {
    code: 'TITLE_MISSING_ELEMENT',
    version: 1,
    severity: 'warning',
    kind: 'record',
    zh: '题名缺责任者或事由',
    en: 'Title lacks an element',
    basis: 'DA/T 18-2022',
  },
  {
    code: 'DOCNO_STYLE',
    version: 1,
    severity: 'warning',
    kind: 'record',
    zh: '文号书写不规范',
    en: 'Style of the document number',
    basis: 'GB/T 9704-2012',
  },
  {
    code: 'PAGE_ZERO',
    version: 1,
    severity: 'error',
    kind: 'record',
    zh: '页数为零或与画幅不符',
    en: 'Pages are zero or differ from the frames',
    basis: 'DA/T 22-2015',
  },
  {
    code: 'SECURITY_BLOCK',
    version: 1,
    severity: 'error',
    kind: 'record',
    zh: '涉密标志或疑似内部资料',
    en: 'Secrecy marking',
    basis: '《保守国家秘密法》',
  },
  {
    code: 'ATTACH_MISSING',
    version: 1,
    severity: 'warning',
    kind: 'record',
    zh: '题名有“附件”而没有附件',
    en: 'Attachment named but absent',
    basis: 'DA/T 22-2015',
  },
  {
    code: 'DUP_SUSPECT',
    version: 1,
    severity: 'warning',
    kind: 'set',
    zh: '疑似重复',
    en: 'Possible double',
    basis: 'GD-1-8',
  },
  {
    code: 'VOLUME_CONTENT',
    version: 1,
    severity: 'warning',
    kind: 'set',
    zh: '案卷与卷内文件不符',
    en: 'Volume differs from its contents',
    basis: 'GB/T 9705-2008',
  },
] as const satisfies readonly CheckRule[];
export type CheckRuleCode = (typeof CHECK_RULES)[number]['code'];
export const CHECK_RULE_CODES = CHECK_RULES.map((rule) => rule.code) as [CheckRuleCode, ...CheckRuleCode[]];

export const findCheckRule = (code: string): CheckRule | undefined => CHECK_RULES.find((rule) => rule.code === code);

/** Rule code → version, as a run keeps it. */
export const versionsOf = (codes: readonly string[]): Record<string, number> =>
  Object.fromEntries(CHECK_RULES.filter((rule) => codes.includes(rule.code)).map((rule) => [rule.code, rule.version]));

/** 必著: one of the fields must be there. */
export interface RequiredField {
  anyOf: readonly string[];
  severity: CheckSeverity;
}

const dated: RequiredField = { anyOf: ['documentDate', 'startDate', 'endDate'], severity: 'error' };
const paged: RequiredField = { anyOf: ['pageCount'], severity: 'warning' };
const authored: RequiredField = { anyOf: ['responsibleParty'], severity: 'warning' };

const REQUIRED: Readonly<Record<string, readonly RequiredField[]>> = {
  WS: [dated, paged, authored],
  KJ: [dated, paged],
  KU: [dated],
  ZY: [dated],
  RS: [],
  ZP: [
    { anyOf: ['documentDate', 'startDate', 'details.takenOn'], severity: 'error' },
    { anyOf: ['details.photographer'], severity: 'warning' },
  ],
  LY: [{ anyOf: ['documentDate', 'details.takenOn'], severity: 'error' }],
  LX: [{ anyOf: ['documentDate', 'details.takenOn'], severity: 'error' }],
};

/** What a record of a category must say besides title, code, year and period, which no record can lack. */
export const requiredFields = (category: string): readonly RequiredField[] =>
  REQUIRED[category] ?? [{ ...dated, severity: 'warning' }];
