import type { RecordProblem, RecordProblemCode } from '@/server/domain/archive/record-checks';

/** Reasons as they stand in an error workbook, which is an official document of the unit and so in Chinese. */
const REASONS: Record<RecordProblemCode, string> = {
  CODE_FORMAT: '档号格式不符合编号规则',
  CODE_UNIQUE: '档号重复',
  YEAR_DATE: '归档年度与日期不一致',
  DATE_FORMAT: '日期有误',
  TITLE_MISSING_ELEMENT: '题名要素不全',
  DOCNO_STYLE: '文号写法不规范',
  PAGE_ZERO: '页数须大于零',
  SECURITY_BLOCK: '含密级标志，不得录入本系统',
  ATTACH_MISSING: '题名提到附件但未见附件',
  DUP_SUSPECT: '疑似重复',
  CODE_MISMATCH: '档号与著录项不一致',
  FIELD_MISSING: '必填项为空',
  FIELD_INVALID: '内容无法识别',
  FIELD_TOO_LONG: '内容过长',
  RETENTION_UNKNOWN: '保管期限无法识别',
  SECURITY_SUSPECT: '请核对是否可以录入',
};

const DETAILS: Record<string, string> = {
  future: '晚于今天',
  before_start: '早于起始日期',
  impossible: '日历上没有这一天',
  ambiguous: '有两种读法',
  taken: '目录中已有',
  no_template: '未设置编号规则，不能自动编号',
  for_number: '编号需要这一项',
  other_fonds: '全宗号不是本次导入的全宗',
  other_category: '门类不是本次导入的门类',
  scheme_changed: '编号规则已改变',
};

const FIELDS: Record<string, string> = {
  referenceCode: '档号',
  fondsNumber: '全宗号',
  categoryCode: '门类',
  filingYear: '年度',
  retentionCode: '保管期限',
  orgCode: '机构（问题）',
  itemNumber: '件号',
  catalogueNumber: '目录号',
  fileNumber: '案卷号',
  pageNumber: '页号',
  title: '题名',
  responsibleParty: '责任者',
  documentNumber: '文号',
  documentDate: '日期',
  startDate: '起始日期',
  endDate: '终止日期',
  pageCount: '页数',
  openFlag: '开放标识',
  securityClassification: '密级',
  boxNumber: '盒号',
  remarks: '备注',
};

const fieldName = (field: string): string => {
  const column = /^column:(\d+)$/.exec(field)?.[1];
  return column === undefined ? (FIELDS[field] ?? field) : `第${Number(column) + 1}列`;
};

const detailOf = (detail: string): string => {
  const row = /^row:(\d+)$/.exec(detail)?.[1];
  const text = row === undefined ? DETAILS[detail] : `与第${row}行相同`;
  return text ? `（${text}）` : '';
};

/** One problem in words: 日期：日期有误（晚于今天）. */
export const reasonText = (problem: Pick<RecordProblem, 'code' | 'detail'> & { field: string }): string =>
  `${fieldName(problem.field)}：${REASONS[problem.code]}${detailOf(problem.detail)}`;
