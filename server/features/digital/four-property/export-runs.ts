import type { TenantDb } from '@/db/client';
import type { FourPropertyRunView } from '@/server/domain/digital/four-property';
import { phaseName, verdictName } from '@/server/domain/digital/four-property-words';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { EXPORT_ROWS, exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';
import { listRuns } from './read-runs.ts';

const ZH = 'zh-CN';
const AT_ONCE = 200;
const COLUMNS = [
  { heading: '检测时间', width: 18 },
  { heading: '环节', width: 18 },
  { heading: '范围', width: 24 },
  { heading: '结论', width: 24 },
  { heading: '件数', width: 8 },
  { heading: '合格', width: 8 },
  { heading: '待定', width: 8 },
  { heading: '不合格', width: 8 },
  { heading: '与上次不同', width: 12 },
  { heading: '检测人', width: 12 },
];

const minute = (iso: string): string =>
  new Date(iso).toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai' }).slice(0, 16);

/* Registers are Chinese documents whatever the reader's language is. */
const scopeWord = ({ scope }: FourPropertyRunView): string => {
  if (scope.kind === 'records') return `${scope.itemIds.length} 件档案`;
  if (scope.kind === 'link') return '一个挂接批次';
  if (scope.kind === 'transfer') return '一个移交批次';
  if (scope.kind === 'due') return '定期复检';
  return [scope.filingYear, scope.categoryCode].filter(Boolean).join(' ') || '全单位';
};
const verdictWord = (run: FourPropertyRunView): string => {
  if (run.verdict) return verdictName(run.verdict, ZH);
  return run.state === 'done' ? '没有电子档案' : '没有做完';
};

/** 历次四性检测 as a workbook. */
export const exportRuns = async (tdb: TenantDb, scope: TenantScope, objects: ObjectStore): Promise<FileReference> => {
  const runs: FourPropertyRunView[] = [];
  for (let cursor: string | undefined; ; ) {
    const { rows, page } = await listRuns(tdb, scope, { cursor, direction: 'after', limit: AT_ONCE });
    runs.push(...rows);
    if (page.nextCursor === null || runs.length > EXPORT_ROWS) break;
    cursor = page.nextCursor;
  }
  return exportTable(tdb, scope, objects, {
    action: 'digital.exportFourPropertyRuns',
    objectKind: 'four_property_run',
    fileName: `历次四性检测_${scope.tenantName}.xlsx`,
    sheetName: '历次四性检测',
    columns: COLUMNS,
    rows: runs.map((run) => [
      minute(run.createdAt),
      phaseName(run.phase, ZH),
      scopeWord(run),
      verdictWord(run),
      run.recordCount,
      run.passedCount,
      run.openCount,
      run.failedCount,
      run.changedCount,
      run.askedByName,
    ]),
  });
};
