import { createRequire } from 'node:module';
import { createCanvas, GlobalFonts, type SKRSContext2D } from '@napi-rs/canvas';
import sharp from 'sharp';

/**
 * Pages as a scanner sees them, made on the spot, with what stands on them: for measuring recognition. Deterministic
 * from the seed. What a real page has and these have not: old print, handwriting, paper that shines through.
 */
export const PAGE_KINDS = ['letter', 'table', 'columns', 'seal', 'skew'] as const;
export type PageKind = (typeof PAGE_KINDS)[number];
export interface MadePage {
  kind: PageKind;
  /** A4 at 200 dpi, JPEG. */
  image: Buffer;
  /** In reading order. */
  lines: string[];
}

const FAMILY = 'Lantai Page';
const [WIDTH, HEIGHT] = [1_654, 2_339];
const require = createRequire(import.meta.url);
let hasFont = false;
const prepareFont = (): void => {
  if (hasFont) return;
  GlobalFonts.registerFromPath(
    require.resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf'),
    FAMILY,
  );
  hasFont = true;
};

const randomOf = (seed: number) => {
  let state = seed >>> 0 || 1;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
};
const TOWNS = ['柳溪镇', '松岭镇', '梅坞镇', '白沙镇', '古桥镇', '云溪镇'];
const MATTERS = [
  '防汛抗旱',
  '森林防火',
  '安全生产',
  '河长制',
  '农村饮水',
  '村务公开',
  '土地流转',
  '档案整理',
  '低保核查',
  '秸秆禁烧',
];
const SENTENCES = [
  '各村要明确责任人，逐级签订责任书，确保各项措施落实到位。',
  '请于本月底前将自查情况和整改清单报镇办公室汇总。',
  '对工作不力、造成损失的，依照有关规定追究责任。',
  '镇政府将组织专项督查，结果纳入年度考核。',
  '要加强值班值守，严格执行领导带班和二十四小时值班制度。',
  '所需经费从年度预算中列支，任何单位不得截留挪用。',
  '要做好宣传教育工作，提高群众的防范意识和自救能力。',
  '相关材料应当及时收集，按规定整理归档，确保齐全完整。',
];

const pick = <T>(random: () => number, list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;

const wrap = (text: string, width: number): string[] => {
  const lines: string[] = [];
  for (let at = 0; at < text.length; at += width) lines.push(text.slice(at, at + width));
  return lines;
};

interface Sheet {
  context: SKRSContext2D;
  lines: string[];
  write(text: string, x: number, y: number, size: number, align?: 'left' | 'center'): void;
}

const letterOn = (sheet: Sheet, random: () => number): void => {
  const town = pick(random, TOWNS);
  const matter = pick(random, MATTERS);
  const year = 2015 + Math.floor(random() * 10);
  sheet.write(`${town}人民政府文件`, WIDTH / 2, 300, 72, 'center');
  sheet.write(`${town.slice(0, 1)}政发〔${year}〕${1 + Math.floor(random() * 90)}号`, WIDTH / 2, 430, 34, 'center');
  sheet.write(`关于做好${year}年${matter}工作的通知`, WIDTH / 2, 580, 46, 'center');
  sheet.write('各村（居）民委员会，镇直各单位：', 220, 720, 34);
  let y = 790;
  for (let paragraph = 0; paragraph < 4; paragraph += 1) {
    const text = `　　${pick(random, SENTENCES)}${pick(random, SENTENCES)}${pick(random, SENTENCES)}`;
    for (const line of wrap(text, 35)) {
      sheet.write(line, 220, y, 34);
      y += 62;
    }
  }
  sheet.write(`${town}人民政府`, 1_000, y + 120, 34);
  sheet.write(`${year}年${1 + Math.floor(random() * 12)}月${1 + Math.floor(random() * 28)}日`, 1_020, y + 190, 34);
};

/** So many signs fit into a line of the widest column. */
const TITLE_SIGNS = 21;

/** On every other page every third title goes over two lines. */
const tableOn = (sheet: Sheet, random: () => number, hasLongTitles: boolean): void => {
  sheet.write('归档文件目录', WIDTH / 2, 220, 52, 'center');
  const columns = [140, 260, 620, 1_280, 1_510];
  const { context } = sheet;
  const rows = 20;
  context.lineWidth = 2;
  for (let row = 0; row <= rows + 1; row += 1) {
    context.beginPath();
    context.moveTo(columns[0] ?? 0, 300 + row * 84);
    context.lineTo(columns.at(-1) ?? 0, 300 + row * 84);
    context.stroke();
  }
  for (const x of columns) {
    context.beginPath();
    context.moveTo(x, 300);
    context.lineTo(x, 300 + (rows + 1) * 84);
    context.stroke();
  }
  const put = (cells: readonly string[], row: number): void => {
    for (const [index, cell] of cells.entries()) {
      const lines = wrap(cell, TITLE_SIGNS);
      const first = 354 + row * 84 - (lines.length - 1) * 18;
      for (const [line, text] of lines.entries()) sheet.write(text, (columns[index] ?? 0) + 16, first + line * 36, 28);
    }
  };
  put(['序号', '文号', '题名', '日期'], 0);
  for (let row = 1; row <= rows; row += 1) {
    const year = 2015 + Math.floor(random() * 10);
    const day = `${year}${String(1 + Math.floor(random() * 12)).padStart(2, '0')}${String(1 + Math.floor(random() * 28)).padStart(2, '0')}`;
    const matter = pick(random, MATTERS);
    // A title over two lines of its cell is to be read before the date beside it.
    const title =
      hasLongTitles && row % 3 === 0
        ? `${pick(random, TOWNS)}人民政府关于进一步做好${year}年度${matter}工作有关事项的通知`
        : `关于做好${matter}工作的通知`;
    put([String(row), `柳政发〔${year}〕${row + 3}号`, title, day], row);
  }
};

const columnsOn = (sheet: Sheet, random: () => number): void => {
  sheet.write('工作简报', WIDTH / 2, 220, 60, 'center');
  for (const x of [150, 870]) {
    let y = 340;
    while (y < 2_050) {
      const text = `${pick(random, SENTENCES)}${pick(random, SENTENCES)}`;
      for (const line of wrap(text, 19)) {
        sheet.write(line, x, y, 33);
        y += 58;
      }
    }
  }
};

const stamp = (context: SKRSContext2D, x: number, y: number): void => {
  context.save();
  context.strokeStyle = 'rgba(205, 40, 40, 0.75)';
  context.fillStyle = 'rgba(205, 40, 40, 0.75)';
  context.lineWidth = 9;
  context.beginPath();
  context.arc(x, y, 165, 0, 2 * Math.PI);
  context.stroke();
  context.beginPath();
  for (let point = 0; point < 10; point += 1) {
    const radius = point % 2 === 0 ? 58 : 24;
    const angle = (Math.PI / 5) * point - Math.PI / 2;
    context.lineTo(x + radius * Math.cos(angle), y + radius * Math.sin(angle));
  }
  context.fill();
  context.restore();
};

/** Draws one page. `seed` decides its words. */
export const makePage = async (kind: PageKind, seed: number): Promise<MadePage> => {
  prepareFont();
  const random = randomOf(seed * 7_919 + PAGE_KINDS.indexOf(kind) + 1);
  const canvas = createCanvas(WIDTH, HEIGHT);
  const context = canvas.getContext('2d');
  context.fillStyle = '#fdfbf5';
  context.fillRect(0, 0, WIDTH, HEIGHT);
  const lines: string[] = [];
  const sheet: Sheet = {
    context,
    lines,
    write: (text, x, y, size, align = 'left') => {
      context.font = `${size}px "${FAMILY}"`;
      context.textAlign = align;
      context.fillStyle = '#1a1a1a';
      context.fillText(text, x, y);
      if (text.trim() !== '') lines.push(text.trim());
    },
  };
  context.strokeStyle = '#222';
  if (kind === 'table') tableOn(sheet, random, seed % 2 === 0);
  else if (kind === 'columns') columnsOn(sheet, random);
  else letterOn(sheet, random);
  if (kind === 'seal') stamp(context, 1_160, 1_700);
  const degrees = kind === 'skew' ? -1.6 + random() * 3.2 : 0;
  const image = await sharp(canvas.toBuffer('image/png'))
    .rotate(degrees, { background: '#fdfbf5' })
    .blur(0.5)
    .jpeg({ quality: 78 })
    .toBuffer();
  return { kind, image, lines };
};

const fold = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/\s+/gu, '')
    .replace(/[〔〕[\]()（）【】「」“”"'‘’]/gu, '|')
    .replace(/[—–－-]/gu, '-')
    .replace(/[〇○]/gu, '0');

/** 字符错误率: edits from what was read to what stands there, as a share of what stands there. */
export const characterErrorRate = (read: string, truth: string): number => {
  const [left, right] = [Array.from(fold(read)), Array.from(fold(truth))];
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  left.forEach((character, index) => {
    const next = [index + 1];
    right.forEach((other, at) => {
      next.push(Math.min((row[at + 1] ?? 0) + 1, (next[at] ?? 0) + 1, (row[at] ?? 0) + (character === other ? 0 : 1)));
    });
    row = next;
  });
  return right.length === 0 ? 0 : (row.at(-1) ?? 0) / right.length;
};
