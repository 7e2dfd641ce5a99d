import type { TenantDb } from '@/db/client';
import { readToday } from '@/db/queries/clock.queries';
import { type HandOverRow, listBatchItemRows, listHandOver } from '@/db/queries/digitisation-item.queries';
import { audit } from '@/server/audit/audit';
import { type PdfSection, renderRecordPdf } from '@/server/documents/pdf';
import { handOverView, MOST_BATCH_ITEMS } from '@/server/domain/digital/digitisation';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import type { ObjectStore } from '@/server/objects/object-store';
import { storeUpload } from '@/server/objects/store-upload';
import type { TenantScope } from '@/server/tenancy/scope';
import { requireBatch } from './require-batch.ts';

const PDF_BYTES = 50_000_000;

/** 交接清单: which boxes left and which came back. */
export const getHandOver = async (tdb: TenantDb, scope: TenantScope, input: { batchId: string }) => {
  const batch = await requireBatch(tdb, scope.tenantId, input.batchId);
  return handOverView.parse({ rows: await listHandOver(tdb, scope.tenantId, batch.id, MOST_BATCH_ITEMS) });
};

const STEP_WORDS: Readonly<Record<string, string>> = {
  listed: '待出库',
  out: '已出库',
  prepared: '已整理',
  scanned: '已扫描',
  processed: '已处理',
  checked: '已检查',
  linked: '已挂接',
  returned: '已归还',
  withdrawn: '已退出',
};
const dayOf = (instant: string | null): string =>
  instant ? new Date(instant).toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' }) : '—';

const boxSection = (rows: readonly HandOverRow[]): PdfSection => ({
  kind: 'table',
  heading: '一、按盒交接',
  columns: [
    { title: '盒', width: 30 },
    { title: '件数', width: 10, align: 'right' },
    { title: '出库', width: 10, align: 'right' },
    { title: '归还', width: 10, align: 'right' },
    { title: '纸质页数', width: 14, align: 'right' },
    { title: '出库日期', width: 16 },
    { title: '归还日期', width: 16 },
  ],
  rows: rows.map((row) => [
    row.boxLabel ?? '未装盒',
    String(row.records),
    String(row.out),
    String(row.back),
    String(row.paperPages),
    dayOf(row.outAt),
    row.back > 0 ? dayOf(row.backAt) : '—',
  ]),
  empty: '本批次没有档案。',
});

/** 数字化档案交接单, to be signed by both sides: by box, then record by record. */
export const printHandOver = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: { batchId: string },
): Promise<FileReference> => {
  const { tenantId } = scope;
  const batch = await requireBatch(tdb, tenantId, input.batchId);
  if (batch.itemCount === 0) throw new AppError('DIGITISATION_NOT_COMPLETE', 'an empty batch has no sheet');
  const boxes = await listHandOver(tdb, tenantId, batch.id, MOST_BATCH_ITEMS);
  const walk = { after: undefined, direction: 'after', limit: MOST_BATCH_ITEMS } as const;
  const items = await listBatchItemRows(tdb, tenantId, { batchId: batch.id }, walk);
  const title = '数字化档案交接单';
  const bytes = await renderRecordPdf({
    title,
    documentNumber: batch.batchNumber,
    unitName: scope.tenantName,
    note: await readToday(tdb),
    sections: [
      {
        kind: 'facts',
        rows: [
          { label: '批次', value: batch.name },
          { label: '加工单位', value: batch.vendorName ?? scope.tenantName },
          { label: '合同编号', value: batch.contractNumber ?? '—' },
          { label: '计划时间', value: `${batch.plannedFrom} 至 ${batch.plannedTo}` },
          { label: '件数', value: `${batch.itemCount}件，在外${batch.outCount}件，已归还${batch.returnedCount}件` },
        ],
      },
      boxSection(boxes),
      {
        kind: 'table',
        heading: '二、逐件清单',
        columns: [
          { title: '档号', width: 34 },
          { title: '题名', width: 50 },
          { title: '页数', width: 10, align: 'right' },
          { title: '画幅', width: 10, align: 'right' },
          { title: '进度', width: 14 },
        ],
        rows: items.map((item) => [
          item.referenceCode,
          item.title,
          item.paperPages === null ? '—' : String(item.paperPages),
          String(item.frames),
          STEP_WORDS[item.step] ?? item.step,
        ]),
      },
      { kind: 'signatures', labels: ['移交人（出库）', '接收人（出库）', '移交人（归还）', '接收人（归还）'] },
    ],
  });
  const stored = await storeUpload(tdb, scope, objects, {
    stream: bytes,
    fileName: `${title}_${batch.batchNumber}.pdf`,
    maxBytes: PDF_BYTES,
    accept: ['application/pdf'],
  });
  await audit(tdb, scope, {
    action: 'digitisation.printHandOver',
    objectKind: 'digitisation_batch',
    objectId: batch.id,
    objectLabel: batch.batchNumber,
  });
  const { sha256, fileName, mediaType, sizeBytes } = stored;
  return { tenantId, sha256, fileName, mediaType, sizeBytes };
};
