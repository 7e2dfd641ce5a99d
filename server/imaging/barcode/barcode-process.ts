import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import sharp from 'sharp';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { serveParent } from '@/server/objects/child-pool';

/* Reads the barcodes and QR codes of one picture at a time, in a process that may fall over it. */

const LONGEST_SIDE = 1_600;
const MOST_PIXELS = 400_000_000;
const MOST_CODES = 8;

// The library would fetch its module from the network: it is given from the package.
const wasm = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'));
prepareZXingModule({
  overrides: { wasmBinary: wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength) },
});

const readAt = async (file: string, side: number): Promise<string[]> => {
  const { data, info } = await sharp(file, { limitInputPixels: MOST_PIXELS, sequentialRead: true })
    .rotate()
    .resize(side, side, { fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#fff' })
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const picture = { data: new Uint8ClampedArray(data), width: info.width, height: info.height, colorSpace: 'srgb' };
  const codes = await readBarcodes(picture as ImageData, {
    formats: ['QRCode', 'Code128', 'Code39', 'DataMatrix'],
    tryHarder: true,
    maxNumberOfSymbols: MOST_CODES,
  });
  return codes.filter((code) => code.isValid).map((code) => code.text.trim().slice(0, 200));
};

serveParent<{ file: string }, string[]>(({ file }) => readAt(file, LONGEST_SIDE));
