import { Readable } from 'node:stream';
import PDFDocument from 'pdfkit';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { withTenantDb } from '@/db/client';
import { findStoredObject } from '@/db/queries/object.queries';
import { makeFonds, scopeOf, stepsFor } from '@/db/testing/factories/archive';
import { callAs, callEach, testObjects } from '@/db/testing/factories/calls';
import { makeTenant, type TestTenant } from '@/db/testing/factories/tenancy';
import { testPools } from '@/db/testing/test-db';
import { drawQr } from '@/server/documents/barcode';
import { linearCode } from '@/server/documents/separator-sheets';
import { printInput } from '@/server/domain/archive/print-form';
import { writePrint } from '@/server/features/archive/print/write-print';
import { closeBarcodeReader } from '@/server/imaging/barcode/read-barcodes';
import { closeInspector } from '@/server/objects/inspect/inspect-file';
import { readObject } from '@/server/objects/read-object';
import { finishUpload } from '../finish-upload.ts';
import { matchBatch } from './match-batch.ts';

/* 分隔页 from the printer to the link: what is printed is read again, on paper that was scanned and in PDFs. */
let unit: TestTenant;
let stranger: TestTenant;
const codes: string[] = [];
const itemIds: string[] = [];

const print = async (overrides: object): Promise<Buffer> => {
  const input = printInput.parse({ form: 'separator_sheets', ...overrides });
  const { objectId } = await writePrint(await stepsFor(unit, input), testObjects());
  const stored = await withTenantDb(await testPools(), scopeOf(unit), (tdb) =>
    findStoredObject(tdb, unit.id, objectId),
  );
  if (!stored) throw new Error('nothing was printed');
  return readObject(testObjects(), { ...stored, tenantId: unit.id });
};
/** A PDF as a scanner makes it: pages in turn, with a code or without. */
const scanned = async (...pages: (string | null)[]): Promise<Buffer> => {
  const document = new PDFDocument({ autoFirstPage: false, size: 'A4' });
  const parts: Buffer[] = [];
  document.on('data', (part: Buffer) => parts.push(part));
  const ended = new Promise((resolve) => document.on('end', resolve));
  for (const [index, code] of pages.entries()) {
    document.addPage();
    if (code === null) document.text(`page ${index + 1}`, 80, 80);
    else drawQr(document, code, { x: 180, y: 200, size: 200 });
  }
  document.end();
  await ended;
  return Buffer.concat(parts);
};
const tiff = async (code: string): Promise<Buffer> => {
  const first = await sharp(await scannedPicture(code))
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = first.info;
  const blank = Buffer.alloc(width * height * channels, 250);
  return sharp(Buffer.concat([first.data, blank]), {
    raw: { width, height: height * 2, channels, pageHeight: height } as never,
  })
    .tiff({ compression: 'lzw' })
    .toBuffer();
};
const scannedPicture = async (code: string): Promise<Buffer> => {
  const bwipjs = (await import('bwip-js/node')).default;
  const picture = await bwipjs.toBuffer({ bcid: 'qrcode', text: code, scale: 5 });
  return sharp({ create: { width: 800, height: 1100, channels: 3, background: '#fff' } })
    .composite([{ input: picture, left: 200, top: 300 }])
    .removeAlpha()
    .png()
    .toBuffer();
};
const matched = async (files: readonly { fileName: string; bytes: Buffer }[]) => {
  const { batchId } = await callEach(unit).digital.createLinkBatch({ name: '条码批次', usesBarcodes: true });
  const { uploadIds } = await callEach(unit).digital.beginUploads({
    batchId,
    files: files.map(({ fileName, bytes }) => ({ folder: '', fileName, sizeBytes: bytes.length })),
  });
  for (const [index, uploadId] of uploadIds.entries()) {
    const bytes = files[index]?.bytes ?? Buffer.alloc(0);
    await testObjects().staging.append(unit.id, uploadId, 0, Readable.from([bytes]), bytes.length);
    await finishUpload(await testPools(), scopeOf(unit), testObjects(), uploadId);
  }
  await callEach(unit).digital.matchBatch({ batchId });
  await matchBatch({
    pools: await testPools(),
    scope: scopeOf(unit),
    payload: { batchId },
    objects: testObjects(),
    progress: async () => undefined,
  });
  const { rows } = await callEach(unit).digital.linkFiles({ batchId });
  return rows.map((row) => [row.fileName, row.kind, row.referenceCode, row.pageNumber, row.problems]);
};

beforeAll(async () => {
  unit = await makeTenant('township');
  stranger = await makeTenant('township');
  const fonds = await makeFonds(unit);
  for (let n = 1; n <= 2; n += 1) {
    const made = await (await callAs(unit)).archive.create({
      fondsId: fonds.id,
      categoryCode: 'WS',
      filingYear: 2024,
      retentionCode: 'Y',
      orgCode: 'BGS',
      pageCount: 2,
      title: `关于第${n}件事的通知`,
      documentDate: '20240506',
    });
    codes.push(made.referenceCode);
    itemIds.push(made.id);
  }
}, 60_000);
afterAll(() => {
  closeInspector();
  closeBarcodeReader();
});

it('prints one sheet a record, which our own reader takes for a separator', async () => {
  const [first = ''] = codes;
  expect(
    await matched([
      { fileName: 'scan0001.pdf', bytes: await print({ itemIds: [itemIds[0]] }) },
      { fileName: 'scan0002.pdf', bytes: await scanned(null, null) },
    ]),
  ).toEqual([
    ['scan0001.pdf', 'separator', null, null, []],
    ['scan0002.pdf', 'page', first, 1, []],
  ]);
}, 120_000);

it('takes a PDF or a TIFF that begins with a separator for the record as a whole, and never drops its pages', async () => {
  const [first = '', second = ''] = codes;
  expect(
    await matched([
      { fileName: 'a.pdf', bytes: await scanned(first, null, null) },
      { fileName: 'b.tif', bytes: await tiff(second) },
    ]),
  ).toEqual([
    ['a.pdf', 'page', first, 1, []],
    ['b.tif', 'page', second, 1, []],
  ]);
}, 120_000);

it('leaves a file with the pages of several records to a person, and says so', async () => {
  const [first = '', second = ''] = codes;
  expect(
    await matched([
      { fileName: '1.pdf', bytes: await scanned(first, null, second, null) },
      { fileName: '2.pdf', bytes: await scanned(null, second) },
      { fileName: '3.pdf', bytes: await print({ itemIds }) },
      { fileName: '4.pdf', bytes: await scanned(null) },
    ]),
  ).toEqual([
    ['1.pdf', 'page', null, null, ['several_records']],
    ['2.pdf', 'page', null, null, ['several_records']],
    ['3.pdf', 'page', null, null, ['several_records']],
    ['4.pdf', 'page', null, null, ['unmatched']],
  ]);
}, 120_000);

it('prints the records of a digitisation batch, of nobody else, and says when there is none', async () => {
  const planned = { name: '2024年扫描', plannedFrom: '2026-01-01', plannedTo: '2026-12-31' };
  const { batchId: digitisationBatchId } = await callEach(unit).digitisation.createBatch(planned);
  await expect(print({ digitisationBatchId })).rejects.toMatchObject({ code: 'PRINT_NOTHING' });
  await callEach(unit).digitisation.addRecords({ batchId: digitisationBatchId, itemIds: [itemIds[1] ?? ''] });
  expect(await matched([{ fileName: 's.pdf', bytes: await print({ digitisationBatchId }) }])).toEqual([
    ['s.pdf', 'separator', null, null, []],
  ]);
  const asked = { form: 'separator_sheets', digitisationBatchId } as const;
  await expect(callEach(stranger).archive.print(asked)).rejects.toMatchObject({ message: 'NOT_FOUND' });
  expect((await callEach(unit).archive.print(asked)).jobId).toBeTruthy();
}, 120_000);

it('writes the linear code in signs that every scanner reads, and leaves it out where there are none', () => {
  expect(linearCode('Ｂ028-WS·2024-Y-BGS-0001')).toBe('B028-WS.2024-Y-BGS-0001');
  expect(linearCode('B028-WS·2024-Y-办公室-0001')).toBeNull();
});
