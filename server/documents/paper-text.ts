/* Chinese text on paper: measuring, breaking lines, drawing. Points; 1 mm is 2.83465 pt. */
type Document = PDFKit.PDFDocument;
export type Weight = 'body' | 'strong';

export const mm = (millimetres: number): number => millimetres * 2.834_645_67;

const NOT_AT_START = new Set('，。、；：？！）》〉」』】〕”’％‰…·,.;:?!)]}%');
const NOT_AT_END = new Set('（《〈「『【〔“‘([{');
const IN_WORD = /[\p{Script=Latin}\p{Nd}.]/u;

const MEASURE = 1_000;
const widths: Record<Weight, Map<string, number>> = { body: new Map(), strong: new Map() };

/** Width of a sign at one point, remembered: a long list has many rows and few signs. */
const signWidth = (document: Document, weight: Weight, sign: string): number => {
  const known = widths[weight].get(sign);
  if (known !== undefined) return known;
  const width = document.font(weight).fontSize(MEASURE).widthOfString(sign) / MEASURE;
  widths[weight].set(sign, width);
  return width;
};

export const textWidth = (document: Document, weight: Weight, size: number, text: string): number => {
  let sum = 0;
  for (const sign of text) sum += signWidth(document, weight, sign);
  return sum * size;
};

/** Whether a line may end between two signs. Words and numbers stay whole; after a hyphen a code may break. */
const mayBreak = (before: string, after: string): boolean =>
  !(IN_WORD.test(before) && IN_WORD.test(after)) && !NOT_AT_START.has(after) && !NOT_AT_END.has(before);

const breakOne = (document: Document, weight: Weight, size: number, paragraph: string, width: number): string[] => {
  const signs = Array.from(paragraph);
  const lines: string[] = [];
  let from = 0;
  let length = 0;
  let chance = 0;
  for (let at = 0; at < signs.length; at += 1) {
    const sign = signs[at] ?? '';
    if (at > from && mayBreak(signs[at - 1] ?? '', sign)) chance = at;
    length += signWidth(document, weight, sign) * size;
    if (length <= width || at === from) continue;
    const cut = chance > from ? chance : at;
    lines.push(signs.slice(from, cut).join('').trimEnd());
    from = cut;
    length = textWidth(document, weight, size, signs.slice(from, at + 1).join(''));
  }
  lines.push(signs.slice(from).join(''));
  return lines;
};

/** Lines of a text in a width. Nothing is lost, and no line is wider unless one sign is. */
export const breakLines = (document: Document, weight: Weight, size: number, text: string, width: number): string[] =>
  text.split(/\r?\n/).flatMap((paragraph) => breakOne(document, weight, size, paragraph, width));

export interface LineStyle {
  weight: Weight;
  size: number;
  colour?: string;
  align?: 'left' | 'center' | 'right';
}

export const INK = '#1f2329';

/** Draws one line whose box begins at x, y and is as wide as said. */
export const drawLine = (
  document: Document,
  text: string,
  at: { x: number; y: number; width: number },
  style: LineStyle,
): void => {
  const { weight, size, colour = INK, align = 'left' } = style;
  if (text === '') return;
  const free = at.width - textWidth(document, weight, size, text);
  const shift = align === 'center' ? free / 2 : align === 'right' ? free : 0;
  document.font(weight).fontSize(size).fillColor(colour);
  document.text(text, at.x + shift, at.y, { lineBreak: false });
};

/** The largest size, from `largest` down, at which a text stands in a width without being broken. */
export const fittingSize = (
  document: Document,
  weight: Weight,
  text: string,
  width: number,
  largest: number,
  smallest = 5,
): number => {
  const natural = textWidth(document, weight, 1, text);
  return natural === 0 ? largest : Math.max(smallest, Math.min(largest, width / natural));
};
