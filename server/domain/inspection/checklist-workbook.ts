import { z } from 'zod';
import { type ChecklistItem, checklistItem } from './checklist.ts';
import type { ItemType, Risk } from './checklist-vocabulary.ts';
import { LEGAL_ITEMS } from './legal-item.ts';
import { PLATFORM_CODE, platformCodeOf } from './platform-check-vocabulary.ts';
import { PROBES } from './probes.ts';
import type { LegalItemCode } from './vocabulary.ts';

/** 从 Excel 导入检查项: what the columns are called, and what the cells of a row mean. */

export const WORKBOOK_COLUMNS = [
  { field: 'code', heading: '编号', width: 8, others: ['序号', '条款号', '项目编号', '代码', 'no', 'code'] },
  {
    field: 'section',
    heading: '部分',
    width: 16,
    others: ['一级指标', '类别', '检查项目', '检查部分', '项目', '大项', 'section'],
  },
  {
    field: 'zh',
    heading: '检查内容',
    width: 44,
    others: ['检查项', '二级指标', '检查内容与标准', '内容', '检查标准', '指标', '评分标准', 'item'],
  },
  { field: 'legalItem', heading: '法定事项', width: 12, others: ['法定检查事项', '档案法第42条', 'legal item'] },
  { field: 'score', heading: '分值', width: 8, others: ['分数', '标准分', '满分', 'score', 'points'] },
  { field: 'type', heading: '类型', width: 10, others: ['答案类型', '评分方式', 'type'] },
  { field: 'risk', heading: '风险', width: 8, others: ['风险等级', 'risk'] },
  { field: 'threshold', heading: '要求数', width: 10, others: ['要求', '标准数', '允许差错率', 'threshold'] },
  { field: 'deductEach', heading: '每处扣分', width: 10, others: ['扣分', 'deduct'] },
  { field: 'needsPhoto', heading: '要拍照', width: 8, others: ['拍照', '照片', 'photo'] },
  { field: 'method', heading: '检查方法', width: 20, others: ['方法', '检查方式', '查看材料', 'method'] },
  { field: 'probe', heading: '自动核查', width: 20, others: ['系统核查', 'probe'] },
  { field: 'platformCode', heading: '监管事项编码', width: 20, others: ['事项编码', '监管编码', 'platform code'] },
  { field: 'en', heading: '英文', width: 20, others: ['英文名称', 'english'] },
] as const;
export type WorkbookField = (typeof WORKBOOK_COLUMNS)[number]['field'];

const normalise = (heading: string): string =>
  heading
    .normalize('NFKC')
    .replace(/[\s()*]/gu, '')
    .toLowerCase();

/** Which column holds which field; the first that fits is taken. */
export const workbookColumns = (headings: readonly string[]): ReadonlyMap<WorkbookField, number> => {
  const found = new Map<WorkbookField, number>();
  const exact = headings.map(normalise);
  for (const { field, heading, others } of WORKBOOK_COLUMNS) {
    const known = [heading, ...others].map(normalise);
    const place = exact.findIndex((text, at) => known.includes(text) && ![...found.values()].includes(at));
    if (place >= 0) found.set(field, place);
  }
  return found;
};

const TYPE_WORDS: readonly (readonly [ItemType, RegExp])[] = [
  ['yesno', /^(?:是否|是\/否|是否项|符合与否|yesno)$/iu],
  ['rating', /^(?:分级|等级|四级|rating)$/iu],
  ['count', /^(?:计数|数量|count)$/iu],
  ['sample', /^(?:抽样|抽查|抽检|sample)$/iu],
  ['score', /^(?:打分|评分|分值|score)$/iu],
];
const RISK_WORDS: Readonly<Record<string, Risk>> = {
  高: 'HIGH',
  中: 'MEDIUM',
  低: 'LOW',
  HIGH: 'HIGH',
  MEDIUM: 'MEDIUM',
  LOW: 'LOW',
};

/** What each matter of the law is about, in the words that lists use; the first that fits is suggested. */
const MATTERS: readonly (readonly [LegalItemCode, RegExp])[] = [
  ['LI6', /所属|下属|下级|村\s*[((/、]|对村|社区指导|监督指导/u],
  ['LI3', /人员|档案员|培训|岗位|持证|学时|队伍|继续教育/u],
  ['LI5', /信息化|数字化|电子|网络|系统|备份|病毒|数据|挂接|等级保护|密码/u],
  ['LI2', /库房|设施|设备|装具|密集架|温湿度|消防|灭火|防火|防盗|防潮|防水|八防|十防|柜架|照明/u],
  ['LI1', /责任|领导|制度|经费|预算|规划|计划|期限表|归档范围|考核|整改|机构/u],
  ['LI4', /归档|收集|整理|保管|利用|移交|鉴定|销毁|目录|著录|档号|卷|件/u],
];

/** The matter that the words of an item suggest. A person looks at it before it is saved. */
export const suggestLegalItem = (text: string): LegalItemCode =>
  MATTERS.find(([, words]) => words.test(text))?.[0] ?? 'LI4';

const legalItemOf = (typed: string): LegalItemCode | null => {
  const text = typed.normalize('NFKC').replace(/\s/gu, '');
  const direct = /^(?:LI|第)?([1-6])(?:项)?$/iu.exec(text)?.[1] ?? /42[(条第]*\(?([1-6])\)?/u.exec(text)?.[1];
  if (direct) return LEGAL_ITEMS[Number(direct) - 1]?.code ?? null;
  const ordinal = /^[((]?([一二三四五六])[))]?(?:项)?$/u.exec(text)?.[1];
  if (ordinal) return LEGAL_ITEMS['一二三四五六'.indexOf(ordinal)]?.code ?? null;
  return LEGAL_ITEMS.find(({ zh }) => text !== '' && (zh.includes(text) || text.includes(zh)))?.code ?? null;
};

/** `5分`, `5`, `0.5` : a number, or null where there is none, or undefined where it is no number. */
const numberOf = (typed: string): number | null | undefined => {
  const text = typed.normalize('NFKC').replace(/[\s分%项次件]/gu, '');
  if (text === '') return null;
  return /^\d{1,7}(?:\.\d{1,3})?$/u.test(text) ? Number(text) : undefined;
};

export const ROW_PROBLEMS = [
  'NO_CODE',
  'REPEATED_CODE',
  'NO_TEXT',
  'TEXT_TOO_LONG',
  'LEGAL_ITEM',
  'SCORE',
  'TYPE',
  'RISK',
  'NUMBER',
  'PROBE',
  'PLATFORM_CODE',
  'SECRECY',
] as const;
export const rowProblem = z.enum(ROW_PROBLEMS);
export type RowProblem = z.infer<typeof rowProblem>;

export const workbookRow = z.object({
  /** As the spreadsheet counts. */
  rowNumber: z.number().int(),
  item: checklistItem,
  problems: z.array(rowProblem),
  /** The matter of the law was guessed from the words. */
  isGuessed: z.boolean(),
});
export type WorkbookRow = z.infer<typeof workbookRow>;

export const workbookPreview = z.object({
  fileName: z.string(),
  sheetName: z.string(),
  otherSheets: z.array(z.string()),
  /** Fields that were found, so that the person sees which columns were understood. */
  columns: z.array(z.object({ field: z.string(), heading: z.string() })),
  unread: z.array(z.string()),
  rows: z.array(workbookRow),
  sections: z.array(z.string()),
});
export type WorkbookPreview = z.infer<typeof workbookPreview>;

const LONGEST_TEXT = 300;
const LONGEST_CODE = 20;

const probesOf = (typed: string): { probes: string[]; isWrong: boolean } => {
  const names = typed
    .split(/[、,,;;\n]/u)
    .map((name) => name.trim())
    .filter(Boolean);
  const found = names.map((name) => PROBES.find((probe) => probe.code === name || probe.name.zh === name)?.code);
  const probes = found.filter((code) => code !== undefined);
  return { probes, isWrong: probes.length < names.length };
};

/** A number column: what it says, or a problem. */
const readNumber = (typed: string, problem: RowProblem, problems: RowProblem[]): number | null => {
  const value = numberOf(typed);
  if (value === undefined) problems.push(problem);
  return value ?? null;
};

const typeOf = (typed: string, hints: { threshold: number | null; deductEach: number | null }): ItemType | null => {
  const text = typed.normalize('NFKC').trim();
  if (text === '') return hints.deductEach !== null ? 'sample' : hints.threshold !== null ? 'count' : 'yesno';
  return TYPE_WORDS.find(([, words]) => words.test(text))?.[0] ?? null;
};

interface Reading {
  cell: (field: WorkbookField) => string;
  /** The section of the rows above: merged cells leave it out below. */
  section: string;
  seen: ReadonlySet<string>;
  isSecret: (text: string) => boolean;
}

/** What one row says, with everything that is wrong about it. */
export const readWorkbookRow = (rowNumber: number, { cell, section, seen, isSecret }: Reading): WorkbookRow => {
  const problems: RowProblem[] = [];
  const text = cell('zh');
  const code = cell('code').normalize('NFKC').replace(/\.0$/u, '').slice(0, LONGEST_CODE);
  if (code === '') problems.push('NO_CODE');
  else if (seen.has(code)) problems.push('REPEATED_CODE');
  if (text === '') problems.push('NO_TEXT');
  if (Array.from(text).length > LONGEST_TEXT) problems.push('TEXT_TOO_LONG');
  if ([text, cell('method')].some(isSecret)) problems.push('SECRECY');
  const said = legalItemOf(cell('legalItem'));
  if (cell('legalItem') !== '' && said === null) problems.push('LEGAL_ITEM');
  const risk = RISK_WORDS[cell('risk').toUpperCase().replace(/风险$/u, '')];
  if (cell('risk') !== '' && risk === undefined) problems.push('RISK');
  const score = readNumber(cell('score'), 'SCORE', problems);
  const threshold = readNumber(cell('threshold'), 'NUMBER', problems);
  const deductEach = readNumber(cell('deductEach'), 'NUMBER', problems);
  const type = typeOf(cell('type'), { threshold, deductEach });
  if (type === null) problems.push('TYPE');
  const { probes, isWrong } = probesOf(cell('probe'));
  if (isWrong) problems.push('PROBE');
  const platformCode = platformCodeOf(cell('platformCode'));
  if (platformCode !== '' && !PLATFORM_CODE.test(platformCode)) problems.push('PLATFORM_CODE');
  const item: ChecklistItem = {
    code,
    legalItem: said ?? suggestLegalItem(`${section} ${text}`),
    zh: Array.from(text).slice(0, LONGEST_TEXT).join(''),
    en: cell('en').slice(0, LONGEST_TEXT),
    score,
    risk: risk ?? null,
    type: type ?? 'yesno',
    section,
    needsPhoto: /^(?:是|要|需要|√|✓|1|y|yes|true)$/iu.test(cell('needsPhoto')),
    threshold,
    deductEach,
    method: cell('method').slice(0, LONGEST_TEXT),
    probes,
    ...(PLATFORM_CODE.test(platformCode) ? { platformCode } : {}),
  };
  return { rowNumber, item, problems, isGuessed: said === null };
};
