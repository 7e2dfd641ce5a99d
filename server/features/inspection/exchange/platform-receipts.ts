import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import { readToday } from '@/db/queries/clock.queries';
import { findStoredObject } from '@/db/queries/object.queries';
import { findReadReceipts, insertReceipts, type ReceiptKey } from '@/db/queries/platform-receipt.queries';
import { audit } from '@/server/audit/audit';
import {
  type ReceiptPreview,
  type ReceiptRowView,
  readReceiptRow,
  receiptColumns,
  receiptPreview,
} from '@/server/domain/inspection/platform-receipt';
import { AppError } from '@/server/domain/shared/app-error';
import { type HeaderMatch, readWorkbook, type SheetRow } from '@/server/features/archive';
import type { ObjectStore } from '@/server/objects/object-store';
import { readObject } from '@/server/objects/read-object';
import type { TenantScope } from '@/server/tenancy/scope';
import { platformChecksById } from './platform-checks.ts';

/** Longer answers come in several files. */
const MOST_ROWS = 5_000;
const TIME_LIMIT_MS = 10_000;

/** The first row that names an inspection and says what became of it. */
const findHeader = (rows: readonly SheetRow[]): HeaderMatch | undefined => {
  const firstIndex = rows.findIndex(({ cells }) => {
    const known = receiptColumns(cells);
    return known.has('inspectionId') && known.has('outcome');
  });
  const row = rows[firstIndex];
  if (!row) return undefined;
  const id = receiptColumns(row.cells).get('inspectionId');
  // The reader tells totals and signatures by the column of the title.
  const columns = row.cells.map((header, index) => ({
    index,
    header: header.trim(),
    field: index === id ? ('title' as const) : null,
  }));
  return { firstIndex, rowCount: 1, columns };
};

const readRows = async (bytes: Buffer, today: string): Promise<ReceiptRowView[]> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'lantai-receipts-'));
  const read: ReceiptRowView[] = [];
  try {
    const filePath = path.join(folder, 'workbook');
    await writeFile(filePath, bytes, { mode: 0o600 });
    await readWorkbook(filePath, {
      locateHeader: findHeader,
      timeLimitMs: TIME_LIMIT_MS,
      onRows: async (rows, layout) => {
        const heads: string[] = [];
        for (const { index, header } of layout.columns) heads[index] = header;
        const columns = receiptColumns(Array.from(heads, (head) => head ?? ''));
        for (const { rowNumber, cells } of rows)
          if (cells.some((cell) => cell.trim() !== ''))
            read.push(readReceiptRow(rowNumber, (field) => cells[columns.get(field) ?? -1] ?? '', today));
        if (read.length > MOST_ROWS) throw new AppError('BATCH_TOO_LARGE', 'too many receipts', { rows: MOST_ROWS });
      },
    });
    return read;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

const keyOf = ({ inspectionId, itemCode, outcome, answeredOn }: ReceiptKey): string =>
  `${inspectionId} ${itemCode} ${outcome} ${answeredOn}`;

/** Which of the rows are about lines that were handed on from here, and which were read before. */
const placed = async (
  tdb: TenantDb,
  scope: TenantScope,
  rows: readonly ReceiptRowView[],
): Promise<ReceiptRowView[]> => {
  const ids = [...new Set(rows.flatMap(({ said }) => (said ? [said.inspectionId] : [])))];
  const checks = new Map((await platformChecksById(tdb, scope, ids)).map((check) => [check.inspectionId, check]));
  const seen = new Set((await findReadReceipts(tdb, scope.tenantId, ids)).map(keyOf));
  return rows.map((row): ReceiptRowView => {
    const { said } = row;
    if (!said) return row;
    const check = checks.get(said.inspectionId);
    if (!check) return { ...row, said: null, problem: 'inspection' };
    const { unitName } = check;
    if (!check.items.some((item) => item.code === said.itemCode))
      return { ...row, unitName, said: null, problem: 'item' };
    if (seen.has(keyOf(said))) return { ...row, unitName, said: null, problem: 'known' };
    seen.add(keyOf(said));
    return { ...row, unitName };
  });
};

/** 预览 of the platform’s workbook: what it answers to which line. Nothing is kept. */
export const previewReceipts = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: { objectId: string },
): Promise<ReceiptPreview> => {
  const object = await findStoredObject(tdb, scope.tenantId, input.objectId);
  if (object?.state !== 'stored')
    throw new AppError('NOT_FOUND', `object ${input.objectId} is not in tenant ${scope.tenantId}`);
  const rows = await readRows(await readObject(objects, object), await readToday(tdb));
  return receiptPreview.parse({ fileName: object.fileName, rows: await placed(tdb, scope, rows) });
};

/** 导入回执: keeps what is right in it. What the platform said before stays; the last that it said counts. */
export const readReceipts = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: { objectId: string },
): Promise<{ accepted: number; returned: number; leftOut: number }> => {
  const { accountId } = scope;
  if (accountId === null) throw new AppError('FORBIDDEN', 'receipts are read by a person');
  const { fileName, rows } = await previewReceipts(tdb, scope, objects, input);
  const said = rows.flatMap((row) => (row.said ? [row.said] : []));
  const by = { tenantId: scope.tenantId, fileName, createdBy: accountId, createdByName: scope.actorName };
  await insertReceipts(
    tdb,
    said.map((one) => ({ ...one, ...by, id: uuidv7() })),
  );
  const accepted = said.filter(({ outcome }) => outcome === 'accepted').length;
  const counts = { accepted, returned: said.length - accepted, leftOut: rows.length - said.length };
  await audit(tdb, scope, {
    action: 'platformCheck.readReceipts',
    objectKind: 'inspection',
    objectId: input.objectId,
    objectLabel: fileName,
    detail: counts,
  });
  return counts;
};
