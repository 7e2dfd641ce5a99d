import type { TenantDb } from '@/db/client';
import { CODE_TEMPLATES } from '@/server/domain/archive/code-templates';
import type {
  CodeFinding,
  CodeFindingKind,
  CodeFindingsFilter,
  CodeGapsFilter,
} from '@/server/domain/fonds/code-check';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';
import { findingsOf, gapRowsOf } from './check-codes.ts';

/* 编号检查 as workbooks: what somebody takes along to the shelves. */

const KIND_WORDS: Readonly<Record<CodeFindingKind, string>> = {
  format: '结构不符',
  template: '规则不符',
  mismatch: '与著录不符',
  double: '重号',
  order: '顺序不符',
};

const PART_WORDS: Readonly<Record<string, string>> = {
  fonds: '全宗号',
  category: '门类',
  sub: '二级类别',
  year: '年度',
  retention: '保管期限',
  org: '机构（问题）',
  project: '项目号',
  catalogue: '目录号',
  volume: '案卷号',
  group: '组号',
  item: '件号',
};

const templateWord = (code: string | null): string =>
  CODE_TEMPLATES.find((template) => template.code === code)?.zh ?? code ?? '其他结构';

const remarkOf = ({ kind, part, inCode, inRecord }: CodeFinding): string => {
  switch (kind) {
    case 'format':
      return `不是“${templateWord(inRecord)}”的写法`;
    case 'template':
      return `用的是“${templateWord(inCode)}”，本年度规则是“${templateWord(inRecord)}”`;
    case 'mismatch':
      return `${PART_WORDS[part ?? ''] ?? part ?? ''}：档号里是 ${inCode ?? '空'}，著录是 ${inRecord ?? '空'}`;
    case 'double':
      return `与 ${inCode ?? ''} 重号`;
    case 'order':
      return `日期 ${inCode ?? ''} 早于前一件的 ${inRecord ?? ''}`;
  }
};

/** The findings of a selection as they are listed. */
export const downloadCodeFindings = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  filter: CodeFindingsFilter,
): Promise<FileReference> => {
  const findings = await findingsOf(tdb, scope, filter);
  return exportTable(tdb, scope, objects, {
    action: 'fonds.exportCodeFindings',
    objectKind: 'archive_item',
    fileName: `编号检查_${filter.categoryCode}_${filter.filingYear}_${scope.tenantName}.xlsx`,
    sheetName: '编号检查',
    columns: [
      { heading: '档号', width: 30 },
      { heading: '题名', width: 50 },
      { heading: '问题', width: 14 },
      { heading: '说明', width: 50 },
    ],
    rows: findings.map((row) => [row.referenceCode, row.title, KIND_WORDS[row.kind], remarkOf(row)]),
  });
};

/** The missing numbers of a selection as they are listed. */
export const downloadCodeGaps = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  filter: CodeGapsFilter,
): Promise<FileReference> => {
  const gaps = await gapRowsOf(tdb, scope, filter);
  return exportTable(tdb, scope, objects, {
    action: 'fonds.exportCodeGaps',
    objectKind: 'archive_item',
    fileName: `档号断号_${filter.categoryCode}_${filter.filingYear}_${scope.tenantName}.xlsx`,
    sheetName: '档号断号',
    columns: [
      { heading: '编号范围', width: 34 },
      { heading: '起号', width: 10 },
      { heading: '止号', width: 10 },
      { heading: '缺几个', width: 10 },
      { heading: '原因', width: 24 },
    ],
    rows: gaps.map((gap) => [
      gap.scope,
      gap.from,
      gap.to,
      gap.missing,
      gap.reason === 'retired' ? '用过已停用，不再给别的档案' : '没有档案用过',
    ]),
  });
};
