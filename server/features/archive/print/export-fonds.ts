import { once } from 'node:events';
import type { Writable } from 'node:stream';
import iconv from 'iconv-lite';
import { type TenantDb, withTenantDb } from '@/db/client';
import {
  type FondsPrintRow,
  listFondsForPrint,
  listPrintRows,
  type PrintRow,
  walkFonds,
} from '@/db/queries/archive-print.queries';
import { readCategoryNames } from '@/db/queries/fonds-settings.queries';
import type { ExportFondsInput } from '@/server/domain/archive/print-form';
import { wholeCategory } from '@/server/domain/fonds/category-settings';
import { AppError } from '@/server/domain/shared/app-error';
import { csvLine } from '@/server/domain/shared/spreadsheet-cell';
import type { ObjectStore } from '@/server/objects/object-store';
import { storeMade } from '@/server/objects/store-made';
import { registerUpload } from '@/server/objects/store-upload';
import type { ArchiveSteps } from '../archive.jobs.ts';
import { type DescribedRow, writeEad3 } from './fonds-ead3.ts';
import { retentionWord } from './print-words.ts';

const PAGE = 500;
type Steps = ArchiveSteps<ExportFondsInput>;

const reading = <T>(steps: Steps, run: (tdb: TenantDb, tenantId: number) => Promise<T>): Promise<T> => {
  steps.signal.throwIfAborted();
  return withTenantDb(steps.pools, steps.scope, (tdb) => run(tdb, steps.scope.tenantId));
};

/** What belongs to the volumes of a page, by volume. */
const childrenOf = async (steps: Steps, rows: readonly PrintRow[]): Promise<Map<string, PrintRow[]>> => {
  const parentIds = rows.filter((row) => row.level !== 'piece').map((row) => row.id);
  const byParent = new Map<string, PrintRow[]>();
  if (parentIds.length === 0) return byParent;
  let last: PrintRow | undefined;
  for (;;) {
    const after = last && ([last.codeSort, last.id] as const);
    const page = await reading(steps, (tdb, id) => listPrintRows(tdb, id, { parentIds }, { after, limit: PAGE }));
    for (const row of page) byParent.set(row.parentId ?? '', [...(byParent.get(row.parentId ?? '') ?? []), row]);
    if (page.length < PAGE) return byParent;
    last = page.at(-1);
  }
};

/** The fonds, a page at a time: no more than a page is in memory. */
async function* walk(steps: Steps, total: number): AsyncGenerator<DescribedRow> {
  let last: PrintRow | undefined;
  let done = 0;
  for (;;) {
    const rows = await reading(steps, (tdb, id) => walkFonds(tdb, id, steps.payload.fondsId, last, PAGE));
    const children = await childrenOf(steps, rows);
    for (const row of rows) yield { row, children: children.get(row.id) ?? [] };
    done += rows.length;
    await steps.progress(done, total);
    if (rows.length < PAGE) return;
    last = rows.at(-1);
  }
}

const HEADINGS = [
  '档号',
  '级别',
  '门类',
  '年度',
  '保管期限',
  '机构（问题）',
  '件号',
  '案卷号',
  '题名',
  '责任者',
  '文号',
  '日期',
  '起始日期',
  '终止日期',
  '页数',
  '页号',
  '盒号',
  '备注',
  '所属案卷',
] as const;
const LEVELS: Readonly<Record<string, string>> = { piece: '件', volume: '卷', group: '组', register: '登记' };

const lineOf = (row: PrintRow, parentCode: string, nameOf: (code: string) => string): string =>
  csvLine(
    [
      row.referenceCode,
      LEVELS[row.level] ?? row.level,
      nameOf(wholeCategory(row)),
      row.filingYear,
      retentionWord(row.retentionCode),
      row.orgCode,
      row.itemNumber,
      row.fileNumber,
      row.title,
      row.responsibleParty,
      row.documentNumber,
      row.documentDate,
      row.startDate,
      row.endDate,
      row.pageCount,
      row.pageNumber,
      row.boxNumber,
      row.remarks,
      parentCode,
    ].map((cell) => (cell === null ? '' : String(cell))),
  );

async function* writeCsv(rows: AsyncIterable<DescribedRow>, nameOf: (code: string) => string): AsyncGenerator<string> {
  yield csvLine(HEADINGS);
  for await (const { row, children } of rows) {
    yield lineOf(row, '', nameOf);
    for (const child of children) yield lineOf(child, row.referenceCode, nameOf);
  }
}

/** Writes pieces no faster than they are taken away. */
export const pour = async (
  pieces: AsyncIterable<string>,
  sink: Writable,
  encode: (text: string) => Buffer = (text) => Buffer.from(text, 'utf8'),
): Promise<void> => {
  for await (const piece of pieces) if (!sink.write(encode(piece))) await once(sink, 'drain');
  sink.end();
};

const totalOf = (fonds: FondsPrintRow): number => fonds.holdings.reduce((sum, held) => sum + held.count, 0);

/** 导出全宗 into a file of the unit, whatever its size. */
export const writeFondsExport = async (
  steps: Steps,
  objects: ObjectStore,
): Promise<{ objectId: string; fileName: string }> => {
  const { fondsId, format, encoding } = steps.payload;
  const [fonds] = await reading(steps, (tdb, id) => listFondsForPrint(tdb, id, fondsId));
  if (!fonds) throw new AppError('NOT_FOUND', `fonds ${fondsId} is gone`);
  const nameOf = await reading(steps, readCategoryNames);
  const rows = walk(steps, totalOf(fonds));
  const madeAt = `${new Date().toISOString().slice(0, 19)}Z`;
  const isXml = format === 'ead3';
  const isOld = encoding === 'gb18030';
  const received = await storeMade(objects, steps.scope.tenantId, {
    fileName: isXml ? `${fonds.number}_EAD3.xml` : `${fonds.number}_目录.csv`,
    mediaType: isXml ? 'application/xml' : 'text/csv',
    write: async (sink) => {
      if (isXml) return pour(writeEad3(fonds, steps.scope.tenantName, madeAt, rows, nameOf), sink);
      // Excel takes UTF-8 for UTF-8 only behind its mark.
      if (!isOld) sink.write(Buffer.from('\uFEFF', 'utf8'));
      return pour(writeCsv(rows, nameOf), sink, isOld ? (text) => iconv.encode(text, 'gb18030') : undefined);
    },
  });
  const stored = await withTenantDb(steps.pools, steps.scope, (tdb) => registerUpload(tdb, steps.scope, received));
  return { objectId: stored.id, fileName: stored.fileName };
};
