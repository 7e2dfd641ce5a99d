import type { Writable } from 'node:stream';
import { withTenantDb } from '@/db/client';
import { listPlacesForPrint } from '@/db/queries/archive-print.queries';
import { readCategoryNames } from '@/db/queries/fonds-settings.queries';
import type { PrintBook, PrintVolume } from '@/server/documents/print-book';
import { renderBookDocx } from '@/server/documents/print-book-docx';
import { writeBookPdf } from '@/server/documents/print-book-pdf';
import {
  type SheetOptions,
  writeBoxCovers,
  writeLabelSheets,
  writeSpineSheets,
  writeStampSheets,
} from '@/server/documents/print-sheets';
import { writeSeparatorSheets } from '@/server/documents/separator-sheets';
import { MOST_IN_WORD, MOST_PRINTED, type PrintFormCode } from '@/server/domain/archive/print-form';
import { wholeCategory } from '@/server/domain/fonds/category-settings';
import { AppError } from '@/server/domain/shared/app-error';
import type { ObjectStore } from '@/server/objects/object-store';
import { storeMade } from '@/server/objects/store-made';
import { type ReceivedUpload, registerUpload } from '@/server/objects/store-upload';
import { storeWorkbook } from '../workbook-writer.ts';
import {
  composeAccounting,
  composeAccountingTransfer,
  composeNegatives,
  composeObjects,
  composeProjects,
  composeRecordings,
} from './compose-catalogues.ts';
import { composeFondsCards } from './compose-fonds-card.ts';
import { composeArrangementNote, composeFondsRecord, composeNoteSheets } from './compose-forms.ts';
import { composeFileLists, composeItemCatalogue, composePhotoList, composeVolumeCatalogue } from './compose-lists.ts';
import { composeVolumeNotes } from './compose-volume-notes.ts';
import { writeVolumeCoversOf, writeVolumeSpinesOf } from './compose-volume-sheets.ts';
import { conditionsOf, type PrintSteps, readBoxes, reading, readRows } from './print-source.ts';
import { boxRange, FORM_TITLES, fourDigits, retentionShort } from './print-words.ts';

const BOOKS: Partial<Record<PrintFormCode, (steps: PrintSteps) => Promise<PrintVolume[]>>> = {
  item_catalogue: composeItemCatalogue,
  volume_catalogue: composeVolumeCatalogue,
  photo_list: composePhotoList,
  negative_list: composeNegatives,
  accounting_catalogue: composeAccounting,
  accounting_transfer: composeAccountingTransfer,
  project_catalogue: composeProjects,
  recording_catalogue: composeRecordings,
  object_catalogue: composeObjects,
  volume_note: composeVolumeNotes,
  file_list: composeFileLists,
  note_sheet: composeNoteSheets,
  fonds_record: composeFondsRecord,
  fonds_card: composeFondsCards,
  arrangement_note: composeArrangementNote,
};
const UPRIGHT: readonly PrintFormCode[] = ['file_list', 'volume_note', 'note_sheet', 'arrangement_note', 'fonds_card'];

/** A sheet of paper each: more are printed batch by batch. */
const MOST_SEPARATORS = 5_000;

type Sheet = (steps: PrintSteps, options: SheetOptions, sink: Writable) => Promise<void>;

type Names = (code: string) => string;

const boxLine = (box: { categoryCode: string; filingYear: number; retentionCode: string }, nameOf: Names): string =>
  `${nameOf(box.categoryCode)} ${box.filingYear}年 ${retentionShort(box.retentionCode)}`;

const SHEETS: Partial<Record<PrintFormCode, Sheet>> = {
  box_labels: async (steps, options, sink) => {
    const nameOf = await reading(steps, readCategoryNames);
    const faces = (await readBoxes(steps)).map((box) => {
      const { from, to } = boxRange(box);
      const lines = [boxLine(box, nameOf), from === '' ? '' : `件号 ${from}—${to}`].filter(Boolean);
      return { label: box.label, big: `${box.fondsNumber} ${box.boxNumber}盒`, lines };
    });
    await writeLabelSheets(faces, options, sink);
  },
  place_labels: async (steps, options, sink) => {
    const { placeId } = steps.payload;
    const places = await reading(steps, (tdb, id) => listPlacesForPrint(tdb, id, placeId, MOST_PRINTED));
    if (places.length === 0) throw new AppError('PRINT_NOTHING', 'no place fits');
    const faces = places.map(({ label, code, name }) => ({ label, big: code, lines: name ? [name] : [] }));
    await writeLabelSheets(faces, options, sink);
  },
  volume_cover: writeVolumeCoversOf,
  volume_spine: writeVolumeSpinesOf,
  box_spine: async (steps, options, sink) => {
    const faces = (await readBoxes(steps)).map((box) => {
      const { from, to } = boxRange(box);
      const fields = [
        { name: '全宗号', value: box.fondsNumber },
        { name: '年度', value: String(box.filingYear) },
        { name: '保管期限', value: retentionShort(box.retentionCode) },
        ...(box.orgCode ? [{ name: '机构（问题）', value: box.orgName ?? box.orgCode }] : []),
        { name: '起止件号', value: from === '' ? '' : `${from}～${to}` },
        { name: '盒号', value: box.boxNumber },
      ];
      return { spineMm: box.spineMm, running: box.fondsName, label: box.label, fields };
    });
    await writeSpineSheets(faces, options, sink);
  },
  box_cover: async (steps, options, sink) => {
    const nameOf = await reading(steps, readCategoryNames);
    const faces = (await readBoxes(steps)).map((box) => ({
      fondsName: box.fondsName,
      lines: [boxLine(box, nameOf), `盒号 ${box.boxNumber}`],
      label: box.label,
    }));
    await writeBoxCovers(faces, options, sink);
  },
  separator_sheets: async (steps, options, sink) => {
    const rows = await readRows(steps, conditionsOf(steps.payload, undefined));
    if (rows.length === 0) throw new AppError('PRINT_NOTHING', 'no record fits');
    if (rows.length > MOST_SEPARATORS)
      throw new AppError('BATCH_TOO_LARGE', 'too many sheets', { rows: MOST_SEPARATORS });
    const nameOf = await reading(steps, readCategoryNames);
    const faces = rows.map((row) => ({
      referenceCode: row.referenceCode,
      title: row.title,
      facts: [
        [`${nameOf(wholeCategory(row))} ${row.filingYear}年 ${retentionShort(row.retentionCode)}`, row.orgCode ?? '']
          .filter(Boolean)
          .join('　'),
        [row.boxNumber ? `${row.boxNumber}盒` : '', row.pageCount === null ? '' : `${row.pageCount}页`]
          .filter(Boolean)
          .join('　'),
      ].filter(Boolean),
    }));
    await writeSeparatorSheets(faces, options, sink);
  },
  filing_stamps: async (steps, options, sink) => {
    const rows = await readRows(steps, conditionsOf(steps.payload, ['piece']));
    if (rows.length === 0) throw new AppError('PRINT_NOTHING', 'no record fits');
    const faces = rows.map((row) => ({
      fondsNumber: row.referenceCode.split('-')[0] ?? '',
      year: String(row.filingYear),
      itemNumber: fourDigits(row.itemNumber),
      org: row.orgCode ?? '',
      retention: retentionShort(row.retentionCode),
      pages: row.pageCount === null ? '' : `${row.pageCount}页`,
    }));
    await writeStampSheets(faces, options, sink);
  },
};

const headingsOf = (book: PrintBook): string[] => {
  for (const volume of book.volumes)
    for (const part of volume.parts) if (part.kind === 'table') return part.columns.map((column) => column.title);
  return [];
};

function* rowsOf(book: PrintBook): Generator<readonly string[]> {
  for (const volume of book.volumes) for (const part of volume.parts) if (part.kind === 'table') yield* part.rows;
}

const countRows = (book: PrintBook): number =>
  book.volumes.reduce(
    (sum, volume) =>
      sum + volume.parts.reduce((rows, part) => rows + (part.kind === 'table' ? part.rows.length : 1), 0),
    0,
  );

const storeBook = async (steps: PrintSteps, objects: ObjectStore, book: PrintBook): Promise<ReceivedUpload> => {
  const { tenantId } = steps.scope;
  const total = countRows(book);
  const fileName = `${book.title}.${steps.payload.format}`;
  if (steps.payload.format === 'xlsx')
    return storeWorkbook(objects, tenantId, {
      fileName,
      sheetName: book.title,
      headings: headingsOf(book),
      rows: rowsOf(book),
    });
  if (steps.payload.format === 'docx') {
    if (total > MOST_IN_WORD) throw new AppError('BATCH_TOO_LARGE', 'too long for Word', { rows: MOST_IN_WORD });
    const mediaType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' as const;
    return storeMade(objects, tenantId, {
      fileName,
      mediaType,
      write: async (sink) => {
        sink.end(await renderBookDocx(book));
      },
    });
  }
  let done = 0;
  return storeMade(objects, tenantId, {
    fileName,
    mediaType: 'application/pdf',
    write: (sink) =>
      writeBookPdf(book, sink, async (rows) => {
        done += rows;
        steps.signal.throwIfAborted();
        await steps.progress(done, total);
      }),
  });
};

const make = async (steps: PrintSteps, objects: ObjectStore): Promise<ReceivedUpload> => {
  const { form, paper, offsetXMm, offsetYMm, skip } = steps.payload;
  const title = FORM_TITLES[form];
  const offsetMm = { x: offsetXMm, y: offsetYMm };
  const unitName = steps.scope.tenantName;
  const sheet = SHEETS[form];
  if (sheet)
    return storeMade(objects, steps.scope.tenantId, {
      fileName: `${title}.pdf`,
      mediaType: 'application/pdf',
      write: (sink) => sheet(steps, { title, unitName, offsetMm, skip }, sink),
    });
  const volumes = (await BOOKS[form]?.(steps)) ?? [];
  const orientation = UPRIGHT.includes(form) ? 'portrait' : 'landscape';
  return storeBook(steps, objects, { title, unitName, paper, orientation, offsetMm, volumes });
};

/** Sets the form from the records as they are now and keeps it as a file of the unit. */
export const writePrint = async (
  steps: PrintSteps,
  objects: ObjectStore,
): Promise<{ objectId: string; fileName: string }> => {
  const received = await make(steps, objects);
  const stored = await withTenantDb(steps.pools, steps.scope, (tdb) => registerUpload(tdb, steps.scope, received));
  return { objectId: stored.id, fileName: stored.fileName };
};
