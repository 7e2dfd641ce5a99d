import type { TenantDb } from '@/db/client';
import { type LineRow, listLines } from '@/db/queries/stock-take.queries';
import { audit } from '@/server/audit/audit';
import { renderRecordPdf } from '@/server/documents/pdf';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import type { StockTakeView } from '@/server/domain/storage/stock-take';
import { EXPORT_ROWS, exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import { storeUpload } from '@/server/objects/store-upload';
import type { TenantScope } from '@/server/tenancy/scope';
import { getStockTake } from './take-stock.ts';

/* The report is an official form: its words are Chinese in every language of the screen. */
const OUTCOME: Record<string, string> = { counted: '相符', missing: '缺失', misplaced: '错位', unknown: '无登记' };
const RESOLUTION: Record<string, string> = {
  put_back: '已放回原位',
  registered_here: '按现位登记',
  found: '已找到',
  lent: '在借',
  lost: '确认遗失',
  relabelled: '已补标签',
  removed: '已移出',
};
const STATE = { open: '清点中', closed: '已办结', cancelled: '已取消' } as const;

const day = (instant: string | null): string =>
  instant === null ? '' : new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 10);

const cellsOf = (line: LineRow, index: number): string[] => [
  String(index + 1),
  line.label,
  line.boxText ?? '',
  line.expectedCode ?? '',
  line.foundCode ?? '',
  OUTCOME[line.outcome] ?? line.outcome,
  line.resolution === null ? '' : (RESOLUTION[line.resolution] ?? line.resolution),
  line.resolutionNote ?? '',
];

const HEADINGS = ['序号', '盒标签', '盒', '登记库位', '清点库位', '结果', '处理', '说明'] as const;
/** So that a number, a code and an outcome each stand on one line. */
const WIDTHS = [3, 5, 6, 7, 7, 3, 4, 4] as const;

const readLines = async (
  tdb: TenantDb,
  scope: TenantScope,
  id: string,
  onlyDifferences: boolean,
): Promise<LineRow[]> => {
  const walk = { after: undefined, direction: 'after', limit: EXPORT_ROWS + 1 } as const;
  const lines = await listLines(tdb, scope.tenantId, id, { onlyDifferences }, walk);
  if (lines.length > EXPORT_ROWS) throw new AppError('BATCH_TOO_LARGE', 'too many lines', { rows: EXPORT_ROWS });
  return lines;
};

const PDF_LINES = 1_000;

const renderReport = async (take: StockTakeView, lines: readonly LineRow[], unitName: string): Promise<Buffer> =>
  renderRecordPdf({
    title: '档案清点报告',
    documentNumber: `${take.year}年 ${take.placeCode}`,
    unitName,
    sections: [
      {
        kind: 'facts',
        rows: [
          { label: '清点名称', value: take.title },
          { label: '清点范围', value: take.placeCode },
          { label: '开始', value: `${day(take.startedAt)} ${take.startedByName}` },
          { label: '办结', value: `${day(take.closedAt)} ${take.closedByName ?? ''}`.trim() || STATE[take.state] },
          { label: '应有', value: `${take.expected} 盒` },
          { label: '相符', value: `${take.counted} 盒` },
          { label: '缺失', value: `${take.missing} 盒` },
          { label: '错位', value: `${take.misplaced} 盒` },
          { label: '无登记', value: `${take.unknown} 个` },
          { label: '未处理', value: `${take.unresolved} 项` },
        ],
      },
      {
        kind: 'table',
        heading: '差异与处理',
        columns: HEADINGS.map((title, index) => ({ title, width: WIDTHS[index] ?? 3 })),
        rows: lines.map(cellsOf),
        empty: '没有差异',
      },
      ...(take.conclusion ? [{ kind: 'text' as const, heading: '结论', paragraphs: [take.conclusion] }] : []),
      { kind: 'signatures', labels: ['清点人', '负责人'] },
    ],
  });

/** 清点报告: the differences on paper, or every line as a workbook. */
export const downloadStockTakeReport = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: { id: string; format: 'pdf' | 'xlsx' },
): Promise<FileReference> => {
  const take = await getStockTake(tdb, scope, { id: input.id });
  const lines = await readLines(tdb, scope, take.id, input.format === 'pdf');
  if (input.format === 'xlsx')
    return exportTable(tdb, scope, objects, {
      action: 'storage.exportStockTake',
      objectKind: 'stock_take',
      fileName: `清点报告_${take.title}.xlsx`,
      sheetName: '清点',
      columns: HEADINGS.map((heading, index) => ({ heading, width: (WIDTHS[index] ?? 3) * 4 })),
      rows: lines.map(cellsOf),
    });
  if (lines.length > PDF_LINES) throw new AppError('BATCH_TOO_LARGE', 'too many differences', { rows: PDF_LINES });
  const stored = await storeUpload(tdb, scope, objects, {
    stream: await renderReport(take, lines, scope.tenantName),
    fileName: `清点报告_${take.title}.pdf`,
    maxBytes: 50_000_000,
    accept: ['application/pdf'],
  });
  await audit(tdb, scope, {
    action: 'storage.exportStockTake',
    objectKind: 'stock_take',
    objectId: take.id,
    objectLabel: stored.fileName,
    detail: { sha256: stored.sha256 },
  });
  const { sha256, fileName, mediaType, sizeBytes } = stored;
  return { tenantId: scope.tenantId, sha256, fileName, mediaType, sizeBytes };
};
