import type { TenantDb } from '@/db/client';
import { type ImportBatchRecord, lockBatch, recountBatch } from '@/db/queries/archive-import.queries';
import { findCodeInBatch, findContainers, listContainersOfBatch } from '@/db/queries/archive-import-match.queries';
import {
  findImportRow,
  type ImportRowRecord,
  type ImportRowUpdate,
  updateImportRow,
} from '@/db/queries/archive-import-row.queries';
import { findItem, findTakenCodes } from '@/db/queries/archive-item.queries';
import { readToday } from '@/db/queries/archive-scheme.queries';
import { audit } from '@/server/audit/audit';
import type { ArchiveItemCandidate } from '@/server/domain/archive/archive-item';
import {
  canFile,
  type FixImportRowInput,
  type ImportRowView,
  type ImportState,
} from '@/server/domain/archive/import-batch';
import type { WorkbookColumn } from '@/server/domain/archive/import-columns';
import type { RecordProblem } from '@/server/domain/archive/record-checks';
import { AppError } from '@/server/domain/shared/app-error';
import type { TenantScope } from '@/server/tenancy/scope';
import { fieldsOfBatch } from './batch-columns.ts';
import { compareWithRecord, type StoredUpdate } from './compare-with-record.ts';
import { ContainerIndex, containerOfRecord, type SheetRole } from './containers.ts';
import { toRowView } from './list-import-rows.ts';
import { loadImportContext } from './load-context.ts';
import { hintOfRow, type ImportContext, prepareRow, retype, storedRecordOf } from './prepare-row.ts';
import { NO_CONTAINER, TAKEN, toContainer } from './read-rows.ts';

type Next = Omit<ImportRowUpdate, 'rowNumber' | 'problems'> & { problems: RecordProblem[] };

/** The volume that the row names now, from the workbook or the catalogue. */
const containersFor = async (
  tdb: TenantDb,
  batch: ImportBatchRecord,
  {
    cells,
    columns,
    context,
    role,
  }: { cells: string[]; columns: WorkbookColumn[]; context: ImportContext; role: SheetRole },
): Promise<ContainerIndex> => {
  const { tenantId } = batch;
  const containers = new ContainerIndex();
  const hint = hintOfRow(cells, columns, context, role);
  if (hint === null) return containers;
  const asked = { code: hint.code ?? '', fileNumber: hint.number?.split('/')[1] ?? '' };
  for (const row of await listContainersOfBatch(tdb, tenantId, batch.id, asked)) {
    const item = row.item as ArchiveItemCandidate;
    if (item.referenceCode) containers.add(containerOfRecord(item, item.referenceCode));
  }
  for (const row of await findContainers(tdb, tenantId, hint.code ? [hint.code] : [])) containers.add(toContainer(row));
  return containers;
};

/** The row as if it had come that way, against the catalogue and the other rows of the file. */
const readAgain = async (
  tdb: TenantDb,
  batch: ImportBatchRecord,
  row: ImportRowRecord,
  input: FixImportRowInput,
): Promise<Next> => {
  const { tenantId } = batch;
  const stored = storedRecordOf(row);
  const role = stored.role ?? 'list';
  const context = await loadImportContext(tdb, tenantId, batch);
  const { cells, columns } = retype(stored, input.cells, batch.categoryCode);
  const containers = await containersFor(tdb, batch, { cells, columns, context, role });
  const prepared = prepareRow(cells, columns, context, { role, containers });
  if (prepared.record.item === null) throw new AppError('CLASSIFIED_CONTENT_REFUSED', 'a secrecy marking was found');
  const { containerCode } = prepared.record;
  const code = prepared.record.item.referenceCode;
  const more: RecordProblem[] = [];
  if (code !== null) {
    if ((await findTakenCodes(tdb, tenantId, [code])).size > 0) more.push(TAKEN);
    const other = await findCodeInBatch(tdb, tenantId, batch.id, code, row.rowNumber);
    if (other !== null) more.push({ ...TAKEN, detail: `row:${other}` });
  }
  const isKnown =
    containerCode !== undefined &&
    (containers.has(containerCode) || (await findContainers(tdb, tenantId, [containerCode])).length > 0);
  if (role === 'items' && !isKnown) more.push(NO_CONTAINER);
  const { containerTitle: _title, ...next } = prepared;
  return {
    ...next,
    problems: [...prepared.problems, ...more],
    isWrong: prepared.isWrong || more.length > 0,
    outcome: 'new',
    fingerprint: prepared.fingerprint === null ? null : `${prepared.fingerprint}.1`,
    knownItemId: null,
  };
};

/** A row of an edited export, compared once more. */
const compareAgain = async (
  tdb: TenantDb,
  batch: ImportBatchRecord,
  row: ImportRowRecord,
  input: FixImportRowInput,
): Promise<Next> => {
  const { cells, update } = row.record as StoredUpdate;
  const item = update ? await findItem(tdb, batch.tenantId, update.itemId) : undefined;
  if (!item || !update) throw new AppError('IMPORT_NOT_READY', 'the record of the row is not known');
  const fields = fieldsOfBatch(batch);
  const typed = Object.fromEntries(
    Object.entries(input.cells).filter(([field]) => (fields as string[]).includes(field)),
  );
  const isSeen = row.outcome !== 'conflict';
  const next = compareWithRecord(
    item,
    { ...cells, ...typed },
    {
      fields,
      rowVersion: isSeen ? item.rowVersion : update.rowVersion - 1,
      today: await readToday(tdb),
      isRepeated: false,
    },
  );
  if (next.problems.some((problem) => problem.code === 'SECURITY_BLOCK'))
    throw new AppError('CLASSIFIED_CONTENT_REFUSED', 'a secrecy marking was found');
  return next;
};

/** Corrects a row in place: what was typed over is read and checked as if it had come that way. */
export const fixImportRow = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: FixImportRowInput,
): Promise<ImportRowView> => {
  const { tenantId } = scope;
  const batch = await lockBatch(tdb, tenantId, input.batchId);
  const row = batch && (await findImportRow(tdb, tenantId, batch.id, input.rowNumber));
  if (!batch || !row)
    throw new AppError('NOT_FOUND', `row ${input.rowNumber} of batch ${input.batchId} is not in tenant ${tenantId}`);
  if (!canFile(batch.state as ImportState)) throw new AppError('IMPORT_NOT_READY', `batch is ${batch.state}`);
  if (row.itemId !== null) throw new AppError('ITEM_FILED', `row ${row.rowNumber} is filed`);
  const next =
    batch.kind === 'update' ? await compareAgain(tdb, batch, row, input) : await readAgain(tdb, batch, row, input);
  await updateImportRow(tdb, tenantId, batch.id, { ...next, rowNumber: row.rowNumber });
  await recountBatch(tdb, tenantId, batch.id);
  await audit(tdb, scope, {
    action: 'archive.fixImportRow',
    objectKind: 'import_batch',
    objectId: batch.id,
    objectLabel: batch.fileName,
    detail: { rowNumber: row.rowNumber, fields: Object.keys(input.cells).slice(0, 30), isWrong: next.isWrong },
  });
  return toRowView({ ...next, rowNumber: row.rowNumber, itemId: null });
};
