import { normaliseForSearch } from '@/server/domain/shared/chinese-text';

/**
 * Where the header of a catalogue is and which column holds which field. Printed catalogues have a title above, group
 * names over columns, repeated headers on every page, totals and signatures below.
 */

/** Headings as offices write them, without brackets and spaces. The first column of a field counts. */
const HEADER_ALIASES = {
  serialNumber: ['序号', 'xh', '顺序号', '行号', '编号', 'no'],
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
    'referencecode',
  ],
  fondsNumber: ['全宗号', 'qzh', '全宗代码', '全宗编号'],
  categoryCode: ['门类', '档案门类', '门类代码', '档案门类代码', '类别代码', '档案类别', '类别'],
  filingYear: ['年度', 'nd', '归档年度', '年份', '会计年度', '立卷年度', '档案年度'],
  retentionCode: ['保管期限', 'bgqx', '期限', '保管期', '保存期限', '保管期限代码', '期限代码'],
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
  ],
  itemNumber: ['件号', 'jh', '张号', '归档件号', '室编件号', '馆编件号'],
  groupNumber: ['组号', '照片组号'],
  projectNumber: ['项目号', '项目编号', '项目代号'],
  catalogueNumber: ['目录号', 'mlh', '案卷目录号'],
  fileNumber: ['案卷号', 'ajh', '卷号', '册号'],
  pageNumber: ['页号', 'yh', '页次', '起止页号', '所在页号'],
  title: [
    '题名',
    'tm',
    '文件题名',
    '文件标题',
    '标题',
    '案卷题名',
    '案卷标题',
    '文件名称',
    '正题名',
    '照片题名',
    '卷名',
  ],
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
  ],
  documentNumber: ['文号', 'wh', 'wjbh', '文件编号', '发文字号', '文件字号', '文件号', '公文字号', '发文号'],
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
  ],
  pageCount: ['页数', 'ys', '总页数', '页数页', '文件页数', '卷内页数'],
  openFlag: ['开放标识', 'kfzt', 'kfbs', '开放状态', '是否开放', '开放情况', '开放审核结果'],
  securityClassification: ['密级', 'mj', '文件密级', '秘密等级', '密级和保密期限', '密级及保密期限', '保密等级'],
  boxNumber: ['盒号', 'hh', '盒次', '档案盒号'],
  remarks: ['备注', 'bz', '附注', '备考'],
} as const satisfies Record<string, readonly string[]>;

export type ColumnField = keyof typeof HEADER_ALIASES;
export const COLUMN_FIELDS = Object.keys(HEADER_ALIASES) as ColumnField[];

const FIELD_BY_ALIAS = new Map<string, ColumnField>(
  COLUMN_FIELDS.flatMap((field) => HEADER_ALIASES[field].map((alias) => [alias, field] as const)),
);

/** One column: `index` from 0, the heading as printed, the field it holds or null. */
export type WorkbookColumn = { index: number; header: string; field: ColumnField | null };
export type SheetRow = { rowNumber: number; cells: string[] };
export type HeaderMatch = {
  /** Index into the rows given, of the first header row. */
  firstIndex: number;
  /** Rows the header takes. */
  rowCount: 1 | 2;
  columns: WorkbookColumn[];
};

const LONGEST_HEADING = 60;

/** The field of a heading; spaces, line breaks, brackets, width and a required mark do not matter. null: unknown. */
export function mapHeader(heading: string): ColumnField | null {
  if (heading.length > LONGEST_HEADING) return null;
  const whole = FIELD_BY_ALIAS.get(normaliseForSearch(heading));
  if (whole) return whole;
  const bare = heading.normalize('NFKC').replace(/[(〔[【][^)〕\]】]*[)〕\]】]?/gu, '');
  return FIELD_BY_ALIAS.get(normaliseForSearch(bare)) ?? null;
}

/** Gives each field to its first column only. */
function withoutRepeats(columns: readonly WorkbookColumn[]): WorkbookColumn[] {
  const seen = new Set<ColumnField>();
  return columns.map((column) => {
    if (column.field === null || seen.has(column.field)) return { ...column, field: null };
    seen.add(column.field);
    return column;
  });
}

function readSingle(cells: readonly string[]): WorkbookColumn[] {
  return withoutRepeats(cells.map((header, index) => ({ index, header: header.trim(), field: mapHeader(header) })));
}

/** Two rows as one header: a group name stands over the columns to its right. Undefined when the second adds nothing. */
function readDouble(upper: readonly string[], lower: readonly string[]): WorkbookColumn[] | undefined {
  let group = '';
  let fromLower = 0;
  const columns: WorkbookColumn[] = [];
  for (let index = 0; index < Math.max(upper.length, lower.length); index += 1) {
    const own = (upper[index] ?? '').trim();
    const below = (lower[index] ?? '').trim();
    if (own !== '') group = own;
    const candidates = below === '' ? [own] : [`${group}${below}`, below, own];
    const header = candidates.find((candidate) => mapHeader(candidate) !== null) ?? (below || own);
    if (below !== '' && header !== own && mapHeader(header) !== null) fromLower += 1;
    columns.push({ index, header, field: mapHeader(header) });
  }
  return fromLower >= 2 ? withoutRepeats(columns) : undefined;
}

function countFields(columns: readonly WorkbookColumn[] | undefined): number {
  const fields = (columns ?? []).flatMap((column) => (column.field ? [column.field] : []));
  const hasTitle = fields.includes('title');
  return hasTitle && (fields.length >= 3 || fields.includes('referenceCode')) ? fields.length : 0;
}

/** How many rows at the top of a sheet may precede the header's end. */
export const HEADER_SEARCH_ROWS = 30;

/**
 * Finds the header among the first rows of a sheet: the row, or two rows, with the most known headings, a title among
 * them. Undefined when there is none.
 */
export function findHeader(rows: readonly SheetRow[]): HeaderMatch | undefined {
  let best: HeaderMatch | undefined;
  let bestCount = 0;
  for (const [index, row] of rows.slice(0, HEADER_SEARCH_ROWS).entries()) {
    const single = readSingle(row.cells);
    const next = rows[index + 1];
    const double = next ? readDouble(row.cells, next.cells) : undefined;
    const singleCount = countFields(single);
    const doubleCount = countFields(double);
    // A double header must beat both of its rows, or the upper row is a title and the lower one the header.
    const nextCount = next ? countFields(readSingle(next.cells)) : 0;
    if (double && doubleCount > Math.max(singleCount, nextCount, bestCount)) {
      best = { firstIndex: index, rowCount: 2, columns: double };
      bestCount = doubleCount;
    } else if (singleCount > bestCount) {
      best = { firstIndex: index, rowCount: 1, columns: single };
      bestCount = singleCount;
    }
  }
  return best;
}

export type RowKind = 'data' | 'blank' | 'column_numbers' | 'repeated_header' | 'total' | 'signature';

const TOTAL = /^(?:合计|总计|小计|共计|累计|本页合计|本页小计|总数|共\d+[件卷张])/u;
const SIGNATURE =
  /^(?:整理人?|检查人?|制表人?|填表人?|填报人?|填报单位|填表单位|审核人?|复核人?|校对人?|立卷人|移交人|接收人|移交单位|接收单位|经办人?|单位?负责人|归档人|打印|制表|填表|整理|检查|打印|移交)(?:日期|时间|单位)?(?:[((](?:签字|签名|盖章|签章)[))])?\s*[::]/u;
const PAGE_FOOTER = /^(?:第\d+页)?(?:[,/]?共\d+页)?$/u;

/** What a row below the header is. Only 'data' rows are records. */
export function classifyRow(cells: readonly string[], columns: readonly WorkbookColumn[]): RowKind {
  const filled = cells.flatMap((cell, index) =>
    cell.trim() === '' ? [] : [{ index, text: cell.normalize('NFKC').replace(/\s+/gu, '') }],
  );
  const first = filled[0];
  if (!first) return 'blank';
  const titleIndex = columns.find((column) => column.field === 'title')?.index;
  const isTitled = filled.some(({ index }) => index === titleIndex) && first.index !== titleIndex;
  if (filled.length >= 3) {
    if (filled.every(({ text }, position) => text === String(position + 1))) return 'column_numbers';
    const isHeading = ({ index, text }: { index: number; text: string }) =>
      normaliseForSearch(columns.find((column) => column.index === index)?.header ?? '') === normaliseForSearch(text);
    if (filled.every(isHeading)) return 'repeated_header';
  }
  if (TOTAL.test(first.text) && !isTitled) return 'total';
  const title = filled.find(({ index }) => index === titleIndex)?.text ?? '';
  const isTitleSignature = title === '' || SIGNATURE.test(title);
  if (isTitleSignature && filled.some(({ text }) => SIGNATURE.test(text))) return 'signature';
  if (filled.length <= 2 && filled.every(({ text }) => PAGE_FOOTER.test(text))) return 'signature';
  return 'data';
}
