import bwipjs from 'bwip-js/node';

type Document = PDFKit.PDFDocument;

interface Linear {
  /** Widths of bars and gaps in turn, a bar first. */
  sbs: number[];
}
interface Matrix {
  pixs: number[];
  pixx: number;
  pixy: number;
}

const INK = '#000000';
const drawn = new Map<string, Linear | Matrix>();

const encode = <Shape extends Linear | Matrix>(kind: 'code128' | 'qrcode', text: string): Shape => {
  const key = `${kind} ${text}`;
  const known = drawn.get(key);
  if (known) return known as Shape;
  const options = { bcid: kind, text, ...(kind === 'qrcode' ? { eclevel: 'M' } : {}) };
  const [shape] = bwipjs.raw(options as never) as unknown as Shape[];
  if (!shape) throw new Error(`no ${kind} for a label`);
  if (drawn.size > 5_000) drawn.clear();
  drawn.set(key, shape);
  return shape;
};

/** Code 128 as bars of the page itself: sharp on any printer. */
export const drawCode128 = (
  document: Document,
  text: string,
  box: { x: number; y: number; width: number; height: number },
): void => {
  const { sbs } = encode<Linear>('code128', text);
  const unit = box.width / sbs.reduce((sum, width) => sum + width, 0);
  let x = box.x;
  for (const [index, width] of sbs.entries()) {
    if (index % 2 === 0) document.rect(x, box.y, width * unit, box.height);
    x += width * unit;
  }
  document.fill(INK);
};

/** A QR code with the quiet zone left to the caller. */
export const drawQr = (document: Document, text: string, box: { x: number; y: number; size: number }): void => {
  const { pixs, pixx, pixy } = encode<Matrix>('qrcode', text);
  const unit = box.size / pixx;
  for (let row = 0; row < pixy; row += 1) {
    for (let column = 0; column < pixx; column += 1) {
      if (pixs[row * pixx + column]) document.rect(box.x + column * unit, box.y + row * unit, unit, unit);
    }
  }
  document.fill(INK);
};
