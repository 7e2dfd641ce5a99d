import { categoryFields } from '@/server/domain/archive/category-fields';

/**
 * 著录项目的说明: how a field is written, and where that stands. Obligation by level of description: DA/T 18-2022 (item
 * level: mandatory, where it exists, optional); form of writing: DA/T 22-2015, catalogue columns.
 */

export interface FieldHelp {
  zh: string;
  en: string;
  source: string;
}

const HELP: Readonly<Record<string, FieldHelp>> = {
  filingYear: {
    zh: '一般取落款日期的年份；跨年会议归闭幕年，跨年办理归办结年',
    en: 'The year of signature; a meeting belongs to the year it closed, a case to the year it was settled',
    source: 'DA/T 22-2015 分类',
  },
  retentionCode: {
    zh: '必著；永久、定期30年、定期10年，按本单位保管期限表',
    en: 'Mandatory: permanent, 30 years or 10 years, by the retention schedule',
    source: 'DA/T 18-2022 保管期限',
  },
  orgCode: {
    zh: '按本单位分类方案的机构（问题）代码',
    en: 'By the classification scheme',
    source: 'DA/T 22-2015 分类',
  },
  catalogueNumber: { zh: '案卷目录的编号', en: 'Number of the volume catalogue', source: 'DA/T 13-2022 档号' },
  fileNumber: {
    zh: '案卷的顺序号；照片、录音录像为组号',
    en: 'Number of the volume; of the group for photographs and recordings',
    source: 'DA/T 13-2022 档号',
  },
  referenceCode: {
    zh: '留空则按编号规则给号，已给的号不再他用',
    en: 'Left empty, the template gives it. A code is never given twice',
    source: 'DA/T 13-2022；DA/T 18-2022 档号',
  },
  title: {
    zh: '必著；照录原题名，题名不全或没有的自拟，加方括号',
    en: 'Mandatory: as on the document; one that was made up stands in brackets',
    source: 'DA/T 18-2022 题名；DA/T 22-2015 题名',
  },
  documentNumber: {
    zh: '有则必著；用六角括号〔〕，年份不缩写，序号不编虚位，如水发〔2024〕7号',
    en: 'Where there is one: hexagonal brackets, full year, no leading zeros',
    source: 'DA/T 18-2022 文件编号；DA/T 22-2015 文号',
  },
  responsibleParty: {
    zh: '标准必著，不详可暂空；制发机关或署名者，多个取主要的',
    en: 'Mandatory in the standard, may wait when unknown: who issued or signed it; of several, the chief ones',
    source: 'DA/T 18-2022 责任者',
  },
  documentDate: {
    zh: '标准必著，不详可暂空；八位数字，月日不详写 00，考证的加方括号',
    en: 'Mandatory in the standard, may wait when unknown: eight digits, 00 for an unknown month or day, in brackets when inferred',
    source: 'DA/T 18-2022 日期',
  },
  startDate: { zh: '卷内最早文件的日期', en: 'Date of the earliest document', source: 'DA/T 18-2022 起始日期' },
  endDate: { zh: '卷内最晚文件的日期', en: 'Date of the latest document', source: 'DA/T 18-2022 终止日期' },
  pageCount: {
    zh: '有图文的面计一页',
    en: 'Each side that bears text or pictures is a page',
    source: 'DA/T 22-2015 页数',
  },
  frameCount: { zh: '数字化成果的画幅数', en: 'Images made of it', source: 'DA/T 31-2017' },
  openFlag: {
    zh: '必著；开放、控制、延期开放、未审核',
    en: 'Mandatory: open, controlled, delayed, not reviewed',
    source: 'DA/T 18-2022 开放标识',
  },
  boxNumber: { zh: '所在档案盒的编号', en: 'The box it lies in', source: 'DA/T 22-2015 装盒' },
  topics: {
    zh: '跨门类的专题，如红色档案；几个之间用顿号',
    en: 'Marks that cut across categories, parted by commas',
    source: 'DA/T 18-2022 主题词',
  },
  remarks: { zh: '需要说明的情况', en: 'Whatever needs saying', source: 'DA/T 18-2022 附注' },
};

/** Help for a column of a category; null where there is nothing to say. */
export function fieldHelp(column: string, category: string): FieldHelp | null {
  if (!column.startsWith('details.')) return HELP[column] ?? null;
  const field = categoryFields(category).find((one) => `details.${one.code}` === column);
  if (!field?.source) return null;
  return { zh: field.isRequired ? '必著' : '', en: field.isRequired ? 'Mandatory' : '', source: field.source };
}
