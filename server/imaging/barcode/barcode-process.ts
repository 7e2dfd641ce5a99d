import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import sharp, { type Sharp } from 'sharp';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { serveParent } from '@/server/objects/child-pool';
import { openPdf, renderPdfPage } from '../pdf-pages.ts';

/* Reads the barcodes and QR codes of some pages of a picture or a PDF, in a process that may fall over it. */

export interface BarcodeRequest {
  file: string;
  isPdf: boolean;
  /** The first page to look at, from 1, and how many. */
  from: number;
  count: number;
}
export interface PageBarcode {
  page: number;
  text: string;
}

const LONGEST_SIDE = 1_600;
const PDF_DPI = 150;
const MOST_PIXELS = 400_000_000;
const MOST_CODES = 8;
const PICTURE = { limitInputPixels: MOST_PIXELS, sequentialRead: true } as const;

// The library would fetch its module from the network: it is given from the package.
const wasm = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'));
prepareZXingModule({
  overrides: { wasmBinary: wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength) },
});

const readPicture = async (picture: Sharp): Promise<string[]> => {
  const { data, info } = await picture
    .rotate()
    .resize(LONGEST_SIDE, LONGEST_SIDE, { fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#fff' })
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const seen = { data: new Uint8ClampedArray(data), width: info.width, height: info.height, colorSpace: 'srgb' };
  const codes = await readBarcodes(seen as ImageData, {
    formats: ['QRCode', 'Code128', 'Code39', 'DataMatrix'],
    tryHarder: true,
    maxNumberOfSymbols: MOST_CODES,
  });
  return codes.filter((code) => code.isValid).map((code) => code.text.trim().slice(0, 200));
};

const readPdf = async ({ file, from, count }: BarcodeRequest): Promise<PageBarcode[]> => {
  const document = await openPdf(file);
  const found: PageBarcode[] = [];
  try {
    const end = Math.min(document.numPages, from + count - 1);
    for (let page = from; page <= end; page += 1) {
      const texts = await readPicture(sharp(await renderPdfPage(document, page, PDF_DPI), PICTURE));
      found.push(...texts.map((text) => ({ page, text })));
    }
  } finally {
    await document.loadingTask.destroy();
  }
  return found;
};

const readPages = async ({ file, from, count }: BarcodeRequest): Promise<PageBarcode[]> => {
  const found: PageBarcode[] = [];
  for (let page = from; page < from + count; page += 1) {
    const texts = await readPicture(sharp(file, { ...PICTURE, page: page - 1 }));
    found.push(...texts.map((text) => ({ page, text })));
  }
  return found;
};

serveParent<BarcodeRequest, PageBarcode[]>((request) => (request.isPdf ? readPdf(request) : readPages(request)));
