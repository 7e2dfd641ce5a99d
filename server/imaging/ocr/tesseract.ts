import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { findProgram } from '../find-program.ts';
import { boundsOf } from './geometry.ts';
import { openPicture, type PageLine, type Recogniser } from './recogniser.ts';
import { gatherCells } from './table-cells.ts';
import { type GreyPage, hasRule } from './table-rules.ts';

/**
 * 文字识别 by Tesseract where the machine has it with the language chi_sim: a program of its own for each page. It needs
 * less memory and time than PP-OCR and reads worse.
 */
const LANGUAGE = 'chi_sim';
const LONGEST_MS = 100_000;
const MOST_OUTPUT = 64 * 1024 * 1024;
const LEAST_CONFIDENCE = 0.4;

const execute = promisify(execFile);
const run = async (program: string, given: readonly string[]): Promise<string> => {
  // Several threads for one page would take the processors from those who look at pages.
  const env = { ...process.env, OMP_THREAD_LIMIT: '1' };
  const options = { env, timeout: LONGEST_MS, maxBuffer: MOST_OUTPUT, killSignal: 'SIGKILL' } as const;
  const { stdout, stderr } = await execute(program, given, options);
  // Versions differ in where they say which languages they have.
  return stdout || stderr;
};

/** Where Tesseract is; null when the machine has none, or none that reads Chinese. */
export const findTesseract = async (): Promise<string | null> => {
  const program = await findProgram(['tesseract']);
  if (!program) return null;
  const languages = await run(program, ['--list-langs']).catch(() => '');
  return languages.split(/\s+/).includes(LANGUAGE) ? program : null;
};

interface Word {
  text: string;
  confidence: number;
  left: number;
  top: number;
  right: number;
  bottom: number;
}

const isWide = (text: string | undefined): boolean => /[^\p{ASCII}]/u.test(text ?? '');

/** Chinese words stand without a space between them; words of letters keep theirs. */
const lineOf = (words: readonly Word[]): PageLine => {
  const left = Math.min(...words.map((word) => word.left));
  const right = Math.max(...words.map((word) => word.right));
  const top = Math.min(...words.map((word) => word.top));
  const bottom = Math.max(...words.map((word) => word.bottom));
  const length = Math.max(1, right - left);
  let text = '';
  let [sum, count] = [0, 0];
  const positions: number[] = [];
  for (const word of words) {
    const characters = Array.from(word.text);
    if (text !== '' && !isWide(Array.from(text).at(-1)) && !isWide(characters[0])) {
      text += ' ';
      positions.push((word.left - left) / length);
    }
    text += word.text;
    sum += word.confidence * characters.length;
    count += characters.length;
    const width = word.right - word.left;
    for (const index of characters.keys())
      positions.push((word.left - left + ((index + 0.5) / characters.length) * width) / length);
  }
  const quad = [
    { x: left, y: top },
    { x: right, y: top },
    { x: right, y: bottom },
    { x: left, y: bottom },
  ] as const;
  return { text, confidence: sum / count, quad, positions };
};

/** Without a rule between them, cells stand this many heights of their line apart; a title that is spaced out does not. */
const CELL_GAP = 2.5;

/** What Tesseract takes for one line, in the cells of a table where it crosses some: else a row would run together. */
const cellsOf = (words: readonly Word[], page: GreyPage | null): Word[][] => {
  const top = Math.min(...words.map((word) => word.top));
  const bottom = Math.max(...words.map((word) => word.bottom));
  const cells: Word[][] = [];
  for (const word of words) {
    const cell = cells.at(-1);
    const before = cell?.at(-1);
    const gap = before ? word.left - before.right : 0;
    const isNext =
      before &&
      (gap > (bottom - top) * CELL_GAP ||
        (page !== null && gap > 0 && hasRule(page, { left: before.right, right: word.left, top, bottom })));
    if (!cell || isNext) cells.push([word]);
    else cell.push(word);
  }
  return cells;
};

/**
 * Lines in reading order from Tesseract's table: level, page, block, paragraph, line, word, box, confidence, text. With
 * the page itself the rules between cells are seen as well.
 */
export const linesOfTable = (table: string, page: GreyPage | null = null): PageLine[] => {
  const lines = new Map<string, Word[]>();
  for (const row of table.split('\n')) {
    const [level, , block, paragraph, line, , left, top, width, height, confidence, ...rest] = row.split('\t');
    const text = rest.join('\t').trim();
    if (level !== '5' || text === '' || Number(confidence) < 0) continue;
    const key = `${block} ${paragraph} ${line}`;
    const [x, y] = [Number(left), Number(top)];
    const box = { left: x, top: y, right: x + Number(width), bottom: y + Number(height) };
    lines.set(key, [...(lines.get(key) ?? []), { text, confidence: Number(confidence) / 100, ...box }]);
  }
  const read = [...lines.values()].flatMap((words) => cellsOf(words, page)).map(lineOf);
  if (page === null) return read;
  const placed = read.map((line) => ({ line, box: boundsOf(line.quad) }));
  const heights = placed.map(({ box }) => box.bottom - box.top).sort((a, b) => a - b);
  return gatherCells(placed, heights[Math.floor(heights.length / 2)] ?? 0, page).map(({ line }) => line);
};

export const openTesseract = async (program: string): Promise<Recogniser> => {
  const version = /(\d+\.\d+)/.exec(await run(program, ['--version']))?.[1] ?? '0';
  return {
    async recognise(image, { confidence = LEAST_CONFIDENCE, page = 0 } = {}) {
      const folder = await mkdtemp(path.join(tmpdir(), 'lantai-tesseract-'));
      try {
        const file = path.join(folder, 'page.png');
        const { width, height } = await openPicture(image, page).png({ compressionLevel: 1 }).toFile(file);
        const pixels = await sharp(file).greyscale().raw().toBuffer();
        const table = await run(program, [file, 'stdout', '-l', LANGUAGE, '--psm', '3', 'tsv']);
        const lines = linesOfTable(table, { width, height, pixels }).filter((line) => line.confidence >= confidence);
        return { width, height, engine: `tesseract@${version}`, lines };
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  };
};
