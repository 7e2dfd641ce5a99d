import type { TenantDb } from '@/db/client';
import {
  listRenumberingLines,
  type RenumberingLine,
  type RenumberingRow,
} from '@/db/queries/fonds-renumbering.queries';
import { audit } from '@/server/audit/audit';
import { renderRecordPdf } from '@/server/documents/pdf';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { storeWorkbook } from '@/server/features/archive';
import type { ObjectStore } from '@/server/objects/object-store';
import { registerUpload, storeUpload } from '@/server/objects/store-upload';
import type { TenantScope } from '@/server/tenancy/scope';
import { requireRenumbering } from './plan-renumbering.ts';

const STEP = 2_000;
/** More does not belong on paper. */
const PDF_LINES = 3_000;

const PROBLEM: Record<string, string> = {
  unreadable: '原档号不合模板，保持不变',
  part_missing: '缺少档号要素，保持不变',
  part_invalid: '档号要素不合要求，保持不变',
  taken: '新档号已被占用，保持不变',
  parent_stays: '所在案卷保持不变，随案卷不变',
};

const cellsOf = (line: RenumberingLine): string[] => [
  String(line.position + 1),
  line.oldCode,
  line.newCode ?? '—',
  line.title,
  line.problem === null ? (line.retires ? '原号注销' : '暂用号') : (PROBLEM[line.problem] ?? line.problem),
];
const HEADINGS = ['序号', '原档号', '新档号', '题名', '说明'] as const;

async function* allLines(tdb: TenantDb, tenantId: number, id: string): AsyncGenerator<string[]> {
  let after: number | undefined;
  for (;;) {
    const lines = await listRenumberingLines(tdb, tenantId, id, { direction: 'after', after, limit: STEP });
    for (const line of lines) yield cellsOf(line);
    if (lines.length < STEP) return;
    after = lines.at(-1)?.position;
  }
}

const day = (instant: string | null): string =>
  instant === null
    ? '尚未执行'
    : new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date(instant));

const printTable = async (tdb: TenantDb, scope: TenantScope, row: RenumberingRow): Promise<Buffer> => {
  if (row.changedCount + row.problemCount > PDF_LINES)
    throw new AppError('BATCH_TOO_LARGE', 'too many lines for paper', { rows: PDF_LINES });
  const rows: string[][] = [];
  for await (const cells of allLines(tdb, scope.tenantId, row.id)) rows.push(cells);
  return renderRecordPdf({
    title: '新旧档号对照表',
    documentNumber: `${row.fondsNumber} ${[row.categoryCode, row.filingYear].filter(Boolean).join(' ')}`.trim(),
    unitName: scope.tenantName,
    sections: [
      {
        kind: 'facts',
        rows: [
          { label: '全宗', value: `${row.fondsNumber} ${row.fondsName}` },
          { label: '改号理由', value: row.reason },
          { label: '提出', value: `${day(row.createdAt)} ${row.createdByName}` },
          { label: '执行', value: `${day(row.appliedAt)} ${row.appliedByName ?? ''}`.trim() },
          { label: '改号', value: `${row.changedCount} 条` },
          { label: '未改', value: `${row.problemCount} 条` },
        ],
      },
      {
        kind: 'table',
        columns: [
          { title: '序号', width: 1, align: 'right' },
          { title: '原档号', width: 4 },
          { title: '新档号', width: 4 },
          { title: '题名', width: 6 },
          { title: '说明', width: 2 },
        ],
        rows,
        empty: '档号没有变化',
      },
      { kind: 'signatures', labels: ['经办人', '负责人'] },
    ],
  });
};

/** 新旧档号对照表 as a workbook or on paper. */
export const downloadRenumbering = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: { id: string; format: 'xlsx' | 'pdf' },
): Promise<FileReference> => {
  const { tenantId } = scope;
  const row = await requireRenumbering(tdb, tenantId, input.id);
  const name = `新旧档号对照表_${row.fondsNumber}_${day(row.createdAt)}`;
  const stored =
    input.format === 'pdf'
      ? await storeUpload(tdb, scope, objects, {
          stream: await printTable(tdb, scope, row),
          fileName: `${name}.pdf`,
          maxBytes: 50_000_000,
          accept: ['application/pdf'],
        })
      : await registerUpload(
          tdb,
          scope,
          await storeWorkbook(objects, tenantId, {
            fileName: `${name}.xlsx`,
            sheetName: '新旧档号对照表',
            headings: HEADINGS,
            rows: allLines(tdb, tenantId, row.id),
          }),
        );
  await audit(tdb, scope, {
    action: 'fonds.exportRenumbering',
    objectKind: 'renumbering',
    objectId: row.id,
    objectLabel: stored.fileName,
    detail: { sha256: stored.sha256 },
  });
  const { sha256, fileName, mediaType, sizeBytes } = stored;
  return { tenantId, sha256, fileName, mediaType, sizeBytes };
};
