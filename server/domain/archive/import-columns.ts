import { categoryFields } from '@/server/domain/archive/category-fields';
import { normaliseForSearch } from '@/server/domain/shared/chinese-text';

/** 栏目: which field of a record a column of an office's workbook holds. */

/** Headings as offices write them, without brackets and spaces. The first column of a field counts. */
const BASE_HEADINGS = {
  /** Written by an export for editing: id and version of the record that the row came from. */
  recordKey: ['系统编号', '系统编号请勿修改', 'recordkey'],
  serialNumber: ['序号', 'xh', '行号', '编号', 'no'],
  referenceCode: [
    '档号',
    'dh',
    '档案号',
    '档案编号',
    '全档号',
    '完整档号',
    '案卷档号',
    '文件档号',
    '照片号',
    '参考号',
    'referencecode',
    'archivalcode',
  ],
  fondsNumber: ['全宗号', 'qzh', '全宗代码', '全宗编号', 'fondsno'],
  categoryCode: ['门类', '档案门类', '门类代码', '档案门类代码', '类别代码', '档案类别', '类别'],
  subcategoryCode: ['二级门类', '二级类别', '会计类别', '会计资料类别', '类型', 'subtype'],
  filingYear: ['年度', 'nd', '归档年度', '年份', '会计年度', '立卷年度', '档案年度', 'year', 'fiscalyear'],
  retentionCode: [
    '保管期限',
    'bgqx',
    '期限',
    '保管期',
    '保存期限',
    '保管期限代码',
    '期限代码',
    'retention',
    'retentionperiod',
  ],
  orgCode: [
    '机构问题',
    '机构',
    '问题',
    '机构或问题',
    '机构问题代码',
    '机构代码',
    'jgdm',
    'jgwt',
    '部门',
    '归档部门',
    '科室',
    '归档科室',
    '承办部门',
    'orgorissue',
  ],
  itemNumber: ['件号', 'jh', '张号', '归档件号', '室编件号', '馆编件号', 'itemno'],
  /** The order inside a volume: the item number where there is no other. */
  orderNumber: ['顺序号', '卷内顺序号'],
  groupNumber: ['组号', '照片组号'],
  groupTitle: ['组题名', '照片组题名', '组名', 'grouptitle'],
  volumeTitle: ['案卷题名', '案卷标题', '卷名', '卷题名'],
  projectNumber: ['项目号', '项目编号', '项目代号', 'projectno'],
  catalogueNumber: ['目录号', 'mlh', '案卷目录号', 'catalogueno'],
  fileNumber: ['案卷号', 'ajh', '卷号', '册号', 'volumeno'],
  pageNumber: ['页号', 'yh', '页次', '起止页号', '所在页号', 'pageno'],
  title: ['题名', 'tm', '文件题名', '文件标题', '标题', '文件名称', '正题名', '照片题名', 'title'],
  responsibleParty: [
    '责任者',
    'zrz',
    '责任人',
    '作者',
    '发文机关',
    '发文单位',
    '来文单位',
    '文件责任者',
    '编制单位',
    '立卷单位',
    '形成单位',
    '摄影者',
    '拍摄者',
    'author',
    'responsibleparty',
  ],
  documentNumber: [
    '文号',
    'wh',
    'wjbh',
    '文件编号',
    '发文字号',
    '文件字号',
    '文件号',
    '公文字号',
    '发文号',
    'documentnumber',
  ],
  documentDate: [
    '日期',
    'rq',
    'cwrq',
    '成文日期',
    '文件日期',
    '形成日期',
    '形成时间',
    '成文时间',
    '时间',
    '文件时间',
    '落款日期',
    '发文日期',
    '签发日期',
    '拍摄时间',
    '拍摄日期',
    '摄影日期',
    'date',
    'documentdate',
  ],
  startDate: [
    '起始日期',
    '起始时间',
    '开始日期',
    '起日期',
    '起止日期起',
    '起止时间起',
    '起止日期起始',
    '日期起',
    '时间起',
    'startdate',
    'periodstart',
  ],
  endDate: [
    '终止日期',
    '终止时间',
    '结束日期',
    '止日期',
    '起止日期止',
    '起止时间止',
    '起止日期终止',
    '日期止',
    '时间止',
    'enddate',
    'periodend',
  ],
  dateRange: ['起止日期', '起止时间', '起止年月', '起止年月日', '案卷起止日期', '案卷起止时间', '日期起止'],
  pageCount: ['页数', 'ys', '总页数', '页数页', '文件页数', '卷内页数', 'pagecount'],
  openFlag: ['开放标识', 'kfzt', 'kfbs', '开放状态', '是否开放', '开放情况', '开放审核结果', 'openflag'],
  securityClassification: [
    '密级',
    'mj',
    '文件密级',
    '秘密等级',
    '密级和保密期限',
    '密级及保密期限',
    '保密等级',
    'security',
    'securityclass',
  ],
  boxNumber: ['盒号', 'hh', '盒次', '档案盒号', 'boxno'],
  topics: ['专题', '专题标识', '专题标签', '标签', 'topics'],
  frameCount: ['画幅数', '画幅', '图像数', '影像数', '扫描页数', 'framecount'],
  remarks: ['备注', 'bz', '附注', '备考', 'remarks'],
} as const satisfies Record<string, readonly string[]>;

export type BaseColumnField = keyof typeof BASE_HEADINGS;
/** A field that all categories share, or `details.<code>` of the category's own. */
export type ColumnField = BaseColumnField | `details.${string}`;
export const BASE_COLUMN_FIELDS = Object.keys(BASE_HEADINGS) as BaseColumnField[];

/** What a person may choose for a column; the key of an export is not a matter of choice. */
export const columnFieldsOf = (category: string): ColumnField[] => [
  ...BASE_COLUMN_FIELDS.filter((field) => field !== 'recordKey'),
  ...categoryFields(category).map((field) => `details.${field.code}` as const),
];

export const isColumnField = (name: string, category: string): name is ColumnField =>
  (columnFieldsOf(category) as string[]).includes(name);

/** The heading under which a template or an export writes a field: the first that the reader knows, in print form. */
export const PRINTED_HEADINGS: Readonly<Partial<Record<BaseColumnField, string>>> = {
  recordKey: '系统编号（请勿修改）',
  orgCode: '机构（问题）',
};
export const headingOf = (field: ColumnField, category: string): string => {
  const detail = /^details\.(.+)$/.exec(field)?.[1];
  if (detail !== undefined) return categoryFields(category).find((own) => own.code === detail)?.zh ?? detail;
  return PRINTED_HEADINGS[field as BaseColumnField] ?? BASE_HEADINGS[field as BaseColumnField][0];
};

export type HeadingMap = ReadonlyMap<string, ColumnField | null>;

/** The form in which headings are compared: width, case, spaces and marks do not matter. */
export const headingKey = (heading: string): string => normaliseForSearch(heading);

const BASE_MAP: HeadingMap = new Map(
  BASE_COLUMN_FIELDS.flatMap((field) => BASE_HEADINGS[field].map((alias) => [alias, field] as const)),
);

/**
 * What the headings of a category's workbooks mean: the category's own fields before the shared ones (in a list of
 * photographs 摄影者 is the photographer), and what the unit has taught before both.
 */
export function headingMap(category: string, taught: HeadingMap = new Map()): HeadingMap {
  const map = new Map<string, ColumnField | null>(BASE_MAP);
  for (const field of categoryFields(category)) {
    const code = `details.${field.code}` as const;
    for (const heading of [field.zh, field.code, ...(field.headings ?? [])]) {
      const key = headingKey(heading);
      if (!SHARED_FIRST.has(key)) map.set(key, code);
    }
  }
  for (const [key, field] of taught) map.set(key, field);
  return map;
}

/** Headings that keep their shared meaning whatever a category calls its own fields. */
const SHARED_FIRST = new Set(['文件编号', '类别代码', '题名', '备注'].map(headingKey));

const LONGEST_HEADING = 60;

/** The field of a heading; what stands in brackets is left out when the whole is unknown. null: unknown or not to be read. */
export function mapHeading(heading: string, map: HeadingMap = BASE_MAP): ColumnField | null {
  if (heading.length > LONGEST_HEADING) return null;
  const whole = map.get(headingKey(heading));
  if (whole !== undefined) return whole;
  const bare = heading.normalize('NFKC').replace(/[(〔[【][^)〕\]】]*[)〕\]】]?/gu, '');
  return map.get(headingKey(bare)) ?? null;
}

/** One column: `index` from 0, the heading as printed, the field it holds or null. */
export type WorkbookColumn = { index: number; header: string; field: ColumnField | null };
