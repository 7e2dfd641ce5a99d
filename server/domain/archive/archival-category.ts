/**
 * 档案门类 and their second levels (DA/T 22-2015, DA/T 13-2022). Codes are the official ones and are stored as written.
 * The standard fixes the first level only; codes below it differ by region, so a tenant may replace them.
 */

export const COUNTING_UNITS = [
  '件',
  '卷',
  '盒',
  '册',
  '张',
  '组',
  '盘',
  '画幅',
  'GB',
  '卷（人）',
  '卷（户）',
  '卷（对）',
] as const;
export type CountingUnit = (typeof COUNTING_UNITS)[number];

export type ArchivalCategory = {
  code: string;
  zh: string;
  en: string;
  level: 1 | 2;
  parent: string | null;
  /** Units in which holdings of the category are counted, the usual one first. */
  units: readonly CountingUnit[];
};

export const ARCHIVAL_CATEGORIES = [
  { code: 'WS', zh: '文书档案', en: 'administrative archives', level: 1, parent: null, units: ['件', '卷'] },
  { code: 'KJ', zh: '科技档案', en: 'scientific and technical archives', level: 1, parent: null, units: ['卷'] },
  { code: 'KJ·KY', zh: '科研档案', en: 'scientific research archives', level: 2, parent: 'KJ', units: ['卷'] },
  { code: 'KJ·JJ', zh: '基本建设档案', en: 'capital construction archives', level: 2, parent: 'KJ', units: ['卷'] },
  { code: 'KJ·SB', zh: '设备仪器档案', en: 'equipment archives', level: 2, parent: 'KJ', units: ['卷'] },
  { code: 'RS', zh: '人事档案', en: 'personnel archives', level: 1, parent: null, units: ['卷（人）'] },
  { code: 'KU', zh: '会计档案', en: 'accounting archives', level: 1, parent: null, units: ['卷', '册'] },
  { code: 'ZY', zh: '专业档案', en: 'specialized archives', level: 1, parent: null, units: ['卷', '件'] },
  { code: 'ZP', zh: '照片档案', en: 'photographic archives', level: 1, parent: null, units: ['张', '组'] },
  { code: 'LY', zh: '录音档案', en: 'audio archives', level: 1, parent: null, units: ['件', '盘'] },
  { code: 'LX', zh: '录像档案', en: 'video archives', level: 1, parent: null, units: ['件', '盘'] },
  { code: 'SJ', zh: '业务数据档案', en: 'business data archives', level: 1, parent: null, units: ['件', 'GB'] },
  { code: 'YJ', zh: '公务电子邮件档案', en: 'official e-mail archives', level: 1, parent: null, units: ['件'] },
  { code: 'WY', zh: '网页信息档案', en: 'web page archives', level: 1, parent: null, units: ['件'] },
  { code: 'MT', zh: '社交媒体档案', en: 'social media archives', level: 1, parent: null, units: ['件'] },
  { code: 'SW', zh: '实物档案', en: 'object archives', level: 1, parent: null, units: ['件'] },
] as const satisfies readonly ArchivalCategory[];

export type ArchivalCategoryCode = (typeof ARCHIVAL_CATEGORIES)[number]['code'];
/** The Chinese name, as papers have it; a category of one's own is named by its code. */
export const categoryName = (code: string): string =>
  ARCHIVAL_CATEGORIES.find((category) => category.code === code)?.zh ?? code;
export const ARCHIVAL_CATEGORY_CODES = ARCHIVAL_CATEGORIES.map((category) => category.code);

export type AccountingSubcategory = { code: string; zh: string; en: string; alternativeCode: string };

/** 会计二级类别. Regions use other codes for the same four; the alternative code is one of them. */
export const ACCOUNTING_SUBCATEGORIES = [
  { code: 'PZ', zh: '会计凭证', en: 'accounting vouchers', alternativeCode: '3' },
  { code: 'ZB', zh: '会计账簿', en: 'accounting books', alternativeCode: '2' },
  { code: 'BB', zh: '财务会计报告', en: 'financial reports', alternativeCode: '1' },
  { code: 'QT', zh: '其他会计资料', en: 'other accounting records', alternativeCode: '4' },
] as const satisfies readonly AccountingSubcategory[];

export type BusinessCategory = { code: string; zh: string; en: string; units: readonly CountingUnit[] };

/** 专业（业务）门类 under ZY: suggested codes, each tenant may rename or replace them. */
export const BUSINESS_CATEGORIES = [
  { code: 'ZY·HY', zh: '婚姻登记档案', en: 'marriage registration', units: ['卷（对）'] },
  { code: 'ZY·LQ', zh: '林权（集体林权制度改革）档案', en: 'forest right reform', units: ['卷（户）'] },
  { code: 'ZY·TQ', zh: '农村土地承包经营权确权登记', en: 'land contract right', units: ['卷（户）'] },
  { code: 'ZY·TX', zh: '国有企业退休人员人事档案', en: 'retired SOE staff personnel file', units: ['卷（人）'] },
  { code: 'ZY·LD', zh: '流动人员人事档案', en: 'floating personnel file', units: ['卷（人）'] },
  { code: 'ZY·FP', zh: '精准扶贫（脱贫攻坚）档案', en: 'poverty alleviation', units: ['件', '卷'] },
  { code: 'ZY·YQ', zh: '疫情防控档案', en: 'epidemic control', units: ['件'] },
  { code: 'ZY·XF', zh: '信访档案', en: 'petition', units: ['件'] },
  { code: 'ZY·XK', zh: '行政许可（审批）档案', en: 'administrative license', units: ['件', '卷'] },
  { code: 'ZY·ZF', zh: '行政执法案卷', en: 'law enforcement case', units: ['卷'] },
  { code: 'ZY·SF', zh: '人民调解/法律援助', en: 'mediation/legal aid', units: ['卷'] },
  { code: 'ZY·DY', zh: '党员档案', en: 'party member file', units: ['卷（人）'] },
  { code: 'ZY·ZC', zh: '采购/招投标', en: 'procurement', units: ['卷'] },
  { code: 'ZY·CJ', zh: '村级专项（三资/宅基地/低保）', en: 'village special', units: ['件'] },
] as const satisfies readonly BusinessCategory[];

/** 会计二级类别 as second levels of KU. */
export const ACCOUNTING_CATEGORIES: readonly BusinessCategory[] = ACCOUNTING_SUBCATEGORIES.map(({ code, zh, en }) => ({
  code: `KU·${code}`,
  zh,
  en,
  units: ['卷', '册'],
}));

const BY_CODE = new Map<string, ArchivalCategory | BusinessCategory>(
  [...ARCHIVAL_CATEGORIES, ...ACCOUNTING_CATEGORIES, ...BUSINESS_CATEGORIES].map((category) => [
    category.code,
    category,
  ]),
);

const SECOND_LEVEL = /^[A-Z]{2}·[A-Z0-9]{1,6}$/;

/** A code of the lists, or a second level of a unit's own below a first level that the standard knows. */
export function isCategoryCode(code: string): boolean {
  return BY_CODE.has(code) || (SECOND_LEVEL.test(code) && BY_CODE.has(topCategoryCode(code)));
}

/** The category of a code of either level, e.g. WS, KJ·JJ, ZY·HY. */
export function findArchivalCategory(code: string): ArchivalCategory | BusinessCategory | undefined {
  return BY_CODE.get(code);
}

/** 一级门类代码 of a code of any level: KJ·JJ → KJ. */
export function topCategoryCode(code: string): string {
  return code.split('·')[0] ?? code;
}

const BY_NAME = new Map<string, string>(
  [...ARCHIVAL_CATEGORIES, ...ACCOUNTING_CATEGORIES, ...BUSINESS_CATEGORIES].flatMap((category) => [
    [category.zh, category.code] as const,
    [category.zh.replace(/档案$/, ''), category.code] as const,
  ]),
);

/** Reads a category typed as code or as name (文书, 文书档案, ws); undefined when unknown. */
export function parseArchivalCategory(text: string): string | undefined {
  const typed = text
    .normalize('NFKC')
    .trim()
    .replace(/[.•‧・]/g, '·');
  const upper = typed.toUpperCase();
  return isCategoryCode(upper) ? upper : BY_NAME.get(typed);
}
