import type { TenantDb } from '@/db/client';
import type { RegisterEntryRow } from '@/db/queries/register.queries';
import { listEntryAttachments } from '@/db/queries/register-attachment.queries';
import { readShanghaiToday } from '@/db/queries/workspace.queries';
import { audit } from '@/server/audit/audit';
import type { PrintBook, PrintColumn, PrintPart } from '@/server/documents/print-book';
import { writeBookPdf } from '@/server/documents/print-book-pdf';
import { cellOfValue, headingOf } from '@/server/domain/register/register-cells';
import type { RegisterDefinition, RegisterField } from '@/server/domain/register/register-definition';
import type { EntryFilter, MakeFileInput } from '@/server/domain/register/register-entry';
import { spanWords } from '@/server/domain/register/register-period';
import type { FileReference } from '@/server/domain/shared/file-reference';
import type { ObjectStore } from '@/server/objects/object-store';
import { storeMade } from '@/server/objects/store-made';
import { type ReceivedUpload, registerUpload } from '@/server/objects/store-upload';
import type { TenantScope } from '@/server/tenancy/scope';
import { cellsOf, headingsOf } from './export-entries.ts';
import { columnsOf, type FileColumn } from './file-columns.ts';
import { requireEntry } from './get-entry.ts';
import type { RegisterSteps } from './register.jobs.ts';

/* Paper is Chinese in every language of the screen. */
const WIDTH: Record<RegisterField['kind'], number> = {
  text: 40,
  number: 20,
  date: 24,
  time: 16,
  choice: 26,
  flag: 14,
};
const SIGNATURES = ['填表人', '审核人', '日期'];
/** More columns than this are read lying. */
const UPRIGHT_COLUMNS = 5;

const columnOf = (column: FileColumn, title: string): PrintColumn => {
  if (column.kind !== 'field') return { title, width: 18, align: 'center' };
  const { field } = column;
  return {
    title,
    width: field.kind === 'text' && field.isLong ? 72 : WIDTH[field.kind],
    align: field.kind === 'text' ? 'left' : 'center',
  };
};

/** 2026年第4季度, 2026年, 截至 2026-11-21, or from the first to the last day of what is printed. */
const periodOf = (filter: EntryFilter, rows: readonly RegisterEntryRow[]): string => {
  if (filter.period) return spanWords(filter.period).zh;
  if (filter.year) return `${filter.year}年`;
  if (filter.heldOn) return `截至 ${filter.heldOn}`;
  const days = rows.map((row) => row.entryOn).sort();
  const [first, last] = [days[0] ?? '', days.at(-1) ?? ''];
  return first === last ? first : `${first} 至 ${last}`;
};

const bookOf = (
  scope: TenantScope,
  definition: RegisterDefinition,
  book: { orientation: PrintBook['orientation']; period: string; part: PrintPart },
): PrintBook => ({
  title: definition.name.zh,
  unitName: scope.tenantName,
  header: [definition.name.zh, book.period].filter(Boolean).join('　'),
  paper: 'A4',
  orientation: book.orientation,
  offsetMm: { x: 0, y: 0 },
  volumes: [{ parts: [book.part] }],
});

/** A register on paper: unit, register and period at the head of every page, page numbers, lines to sign on. */
export const storeRegisterPdf = (
  steps: RegisterSteps<MakeFileInput>,
  objects: ObjectStore,
  definition: RegisterDefinition,
  rows: readonly RegisterEntryRow[],
): Promise<ReceivedUpload> => {
  const { payload, scope } = steps;
  const columns = columnsOf(definition, payload.columns, 'pdf');
  const headings = headingsOf(columns);
  const period = periodOf(payload, rows);
  const part: PrintPart = {
    kind: 'table',
    title: definition.name.zh,
    facts: [
      { label: '单位', value: scope.tenantName },
      { label: '期间', value: period },
      { label: '条数', value: String(rows.length) },
    ],
    columns: [
      { title: '序号', width: 12, align: 'center' },
      ...columns.map((column, index) => columnOf(column, headings[index] ?? '')),
    ],
    rows: rows.map((row, index) => [String(index + 1), ...cellsOf(columns, row).map(String)]),
    signatures: SIGNATURES,
  };
  const orientation = columns.length > UPRIGHT_COLUMNS ? 'landscape' : 'portrait';
  const book = bookOf(scope, definition, { orientation, period, part });
  let done = 0;
  return storeMade(objects, scope.tenantId, {
    fileName: `${definition.name.zh}_${scope.tenantName}.pdf`,
    mediaType: 'application/pdf',
    write: (sink) =>
      writeBookPdf(book, sink, async (more) => {
        done += more;
        steps.signal.throwIfAborted();
        await steps.progress(done, rows.length);
      }),
  });
};

/** One entry on paper, with the names of its files. */
export const printEntry = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: { entryId: string },
): Promise<FileReference> => {
  const { row, definition } = await requireEntry(tdb, scope, input.entryId);
  const files = (await listEntryAttachments(tdb, scope.tenantId, row.id)).filter((file) => file.removedAt === null);
  const today = await readShanghaiToday(tdb);
  const said = definition.fields.map((field) => ({
    label: headingOf(field, 'zh'),
    value: String(cellOfValue(field, row.said[field.key], 'zh')),
    heightMm: field.kind === 'text' && field.isLong ? 40 : 10,
  }));
  const part: PrintPart = {
    kind: 'form',
    title: definition.name.zh,
    facts: [
      { label: '单位', value: scope.tenantName },
      { label: '登记人', value: row.createdByName },
      { label: '打印日期', value: today },
      ...(row.state === 'void' ? [{ label: '状态', value: '作废' }] : []),
    ],
    fields: [
      ...said,
      ...(files.length > 0 ? [{ label: '附件', value: files.map((file) => file.fileName).join('\n') }] : []),
    ],
    signatures: SIGNATURES,
  };
  const book = bookOf(scope, definition, { orientation: 'portrait', period: row.entryOn, part });
  const made = await storeMade(objects, scope.tenantId, {
    fileName: `${definition.name.zh}_${row.entryOn}.pdf`,
    mediaType: 'application/pdf',
    write: (sink) => writeBookPdf(book, sink, async () => undefined),
  });
  const stored = await registerUpload(tdb, scope, made);
  await audit(tdb, scope, {
    action: 'register.printEntry',
    objectKind: 'register_entry',
    objectId: row.id,
    objectLabel: `${definition.name.zh} ${row.entryOn} ${row.title}`,
    detail: { sha256: stored.sha256 },
  });
  const { sha256, fileName, mediaType, sizeBytes } = stored;
  return { tenantId: scope.tenantId, sha256, fileName, mediaType, sizeBytes };
};
