import { placeOfRow } from '@/server/domain/archive/import-batch';
import { BASE_COLUMN_FIELDS, type ColumnField, headingOf } from '@/server/domain/archive/import-columns';
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
  no_volume: '所在案卷不在本文件中，也不在目录中',
  unknown_choice: '不在可选项中',
  record_unknown: '找不到这一行原来的档案',
  other_record: '档号与系统编号不是同一件',
  twice_in_file: '文件中有两行是同一件',
  changed_since: '导出后已被他人修改',
  refused: '档案当前状态不允许更正',
};

const fieldName = (field: string, category: string): string => {
  const column = /^column:(\d+)$/.exec(field)?.[1];
  if (column !== undefined) return `第${Number(column) + 1}列`;
  if (field === 'details') return '门类著录项';
  const isColumn = field.startsWith('details.') || (BASE_COLUMN_FIELDS as string[]).includes(field);
  return isColumn ? headingOf(field as ColumnField, category) : field;
};

const detailOf = (detail: string): string => {
  const row = /^row:(-?\d+)$/.exec(detail)?.[1];
  const text = row === undefined ? DETAILS[detail] : `与第${placeOfRow(Number(row)).row}行相同`;
  return text ? `（${text}）` : '';
};

/** One problem in words: 日期：日期有误（晚于今天）. */
export const reasonText = (
  problem: Pick<RecordProblem, 'code' | 'detail'> & { field: string },
  category: string,
): string => `${fieldName(problem.field, category)}：${REASONS[problem.code]}${detailOf(problem.detail)}`;
