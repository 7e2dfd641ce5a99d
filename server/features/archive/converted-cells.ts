import type { ItemListRow } from '@/db/queries/archive-list-row';
import { type ConvertedCode, convertCode } from '@/server/domain/archive/convert-code';
import type { TemplateRef } from '@/server/domain/archive/reference-code';
import type { CodePart } from '@/server/domain/archive/reference-code-template';

/** What a list in another structure carries besides its columns: the code as it is, and why it could not be written. */
export const CONVERTED_HEADINGS = ['原档号', '换写说明'] as const;

const PART_NAMES: Record<CodePart, string> = {
  fonds: '全宗号',
  category: '门类代码',
  sub: '二级类别',
  sub2: '三级类别',
  sub3: '四级类别',
  year: '年度',
  retention: '保管期限代码',
  org: '机构（问题）代码',
  project: '项目号',
  catalogue: '目录号',
  volume: '案卷号',
  group: '组号',
  item: '件号',
  page: '页号',
};

const reasonOf = (converted: Exclude<ConvertedCode, { ok: true }>): string => {
  const part = converted.part ? PART_NAMES[converted.part] : '';
  if (converted.reason === 'unreadable') return '原档号不合模板，不能换写';
  if (converted.reason === 'part_lost') return `新结构没有${part}，换写后会重号，不能换写`;
  if (converted.reason === 'part_missing') return `缺少${part}，不能换写`;
  return `${part || '档号要素'}不合新结构的要求，不能换写`;
};

/** The code in the other structure, or none with the reason why. */
export const convertedCells = (
  row: ItemListRow,
  own: ReadonlyMap<string, TemplateRef>,
  target: TemplateRef,
): { code: string | null; extra: [string, string | null] } => {
  const from = own.get(row.codeTemplate) ?? (row.codeTemplate as TemplateRef);
  const level = row.level === 'volume' || row.level === 'group' ? row.level : 'piece';
  const converted = convertCode(from, target, row.referenceCode, { ...row, level });
  return converted.ok
    ? { code: converted.text, extra: [row.referenceCode, null] }
    : { code: null, extra: [row.referenceCode, reasonOf(converted)] };
};
