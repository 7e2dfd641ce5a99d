import { chmodSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { tempFolder } from '@/db/testing/temp-folder';
import { characterErrorRate, makePage } from '@/e2e/pages/make-page';
import { findEngines, NO_ENGINE, openBestRecogniser } from './choose-recogniser.ts';
import { createOcrPool } from './ocr-pool.ts';
import { findTesseract, linesOfTable, openTesseract } from './tesseract.ts';

const HEADER = 'level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext';
const word = (line: number, left: number, width: number, confidence: number, text: string): string =>
  [5, 1, 1, 1, line, 1, left, 20 * line, width, 18, confidence, text].join('\t');
const TABLE = [
  HEADER,
  [1, 1, 0, 0, 0, 0, 0, 0, 400, 300, -1, ''].join('\t'),
  word(1, 10, 40, 96, '柳溪'),
  word(1, 52, 38, 92, '镇'),
  word(2, 10, 30, 80, 'No'),
  word(2, 50, 30, 80, '12'),
  word(2, 90, 20, 80, '号'),
  word(3, 10, 20, 12, '污'),
  word(4, 10, 20, -1, ' '),
].join('\n');

describe('what Tesseract says of a page', () => {
  it('becomes lines: no space between Chinese characters, one between words of letters', () => {
    const lines = linesOfTable(TABLE);
    expect(lines.map((line) => line.text)).toEqual(['柳溪镇', 'No 12号', '污']);
    expect(lines[0]?.quad).toEqual([
      { x: 10, y: 20 },
      { x: 90, y: 20 },
      { x: 90, y: 38 },
      { x: 10, y: 38 },
    ]);
    for (const line of lines) expect(line.positions).toHaveLength(Array.from(line.text).length);
    expect(lines[0]?.positions).toEqual([...(lines[0]?.positions ?? [])].sort((a, b) => a - b));
    expect(lines[0]?.confidence).toBeCloseTo((96 * 2 + 92) / 300);
    expect(linesOfTable('')).toEqual([]);
    expect(linesOfTable(`${HEADER}\nnonsense`)).toEqual([]);
  });
});

describe('the engines of a machine', () => {
  const before = process.env.PATH;
  const bin = tempFolder('tesseract-bin');
  const picture = path.join(bin, 'page.png');
  beforeAll(async () => {
    await sharp({ create: { width: 400, height: 300, channels: 3, background: '#fff' } })
      .png()
      .toFile(picture);
  });
  afterEach(() => {
    process.env.PATH = before;
    delete process.env.OCR_ENGINE;
  });
  /** Tesseract itself stands outside: in its place a program that answers as it does. */
  const install = (languages: string): void => {
    writeFileSync(path.join(bin, 'table'), TABLE);
    const script = `#!/bin/sh
case "$1" in
  --list-langs) printf 'List of available languages (2):\\n${languages}\\n' ;;
  --version) echo 'tesseract 5.3.0' ;;
  *) [ -s "$1" ] && [ "$3" = -l ] && [ "$4" = chi_sim ] && cat '${bin}/table' ;;
esac`;
    writeFileSync(path.join(bin, 'tesseract'), script);
    chmodSync(path.join(bin, 'tesseract'), 0o755);
    process.env.PATH = `${bin}${path.delimiter}${before}`;
  };

  it('count Tesseract only when it reads Chinese', async () => {
    process.env.PATH = bin;
    expect(await findTesseract()).toBeNull();
    install('eng\\nosd');
    expect(await findTesseract()).toBeNull();
    install('eng\\nchi_sim');
    expect(await findTesseract()).toBe(path.join(bin, 'tesseract'));
    expect(await findEngines('ppocr')).toEqual(['ppocr', 'tesseract']);
    expect(await findEngines('tesseract')).toEqual(['tesseract', 'ppocr']);
  });

  it('read with Tesseract in the child process when it is wanted, and leave nothing behind', async () => {
    install('chi_sim');
    process.env.OCR_ENGINE = 'tesseract';
    const pool = createOcrPool();
    try {
      const page = await pool.recognise(picture);
      expect(page).toMatchObject({ width: 400, height: 300, engine: 'tesseract@5.3' });
      // What is hardly likely is a speck.
      expect(page.lines.map((line) => line.text)).toEqual(['柳溪镇', 'No 12号']);
    } finally {
      pool.close();
    }
    expect(readdirSync(tmpdir()).filter((name) => /^lantai-tesseract-(?!bin)/.test(name))).toEqual([]);
  }, 60_000);

  it('read with PP-OCR without a word to its maker: the files of its telemetry do not appear', async () => {
    const temporary = tempFolder('ocr-silent');
    const was = process.env.TMPDIR;
    process.env.TMPDIR = temporary;
    const pool = createOcrPool();
    try {
      expect((await pool.recognise(picture)).engine).toMatch(/^ppocr@/);
    } finally {
      pool.close();
      if (was === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = was;
    }
    expect(readdirSync(temporary).filter((name) => !name.startsWith('tsx-'))).toEqual([]);
  }, 90_000);

  it('are none: it is said in a word that the page is not to blame', async () => {
    await expect(openBestRecogniser('ppocr', async () => [])).rejects.toThrow(NO_ENGINE);
  });
});

describe('the Tesseract of this machine', () => {
  it('keeps the cells of a table apart, or the machine says that it has none', async () => {
    const program = await findTesseract();
    if (program === null) {
      expect(await findEngines('tesseract')).not.toContain('tesseract');
      return;
    }
    const made = await makePage('table', 3);
    const { lines } = await (await openTesseract(program)).recognise(made.image);
    const read = lines.map((line) => line.text);
    // Each number, title and date of the twenty rows stands by itself.
    expect(read.filter((text) => /^关于做好.+工作的通知$/u.test(text)).length).toBeGreaterThanOrEqual(19);
    expect(read.filter((text) => /^20\d{6}$/u.test(text)).length).toBeGreaterThanOrEqual(19);
    expect(Math.abs(read.length - made.lines.length)).toBeLessThanOrEqual(6);
    expect(characterErrorRate(read.join('\n'), made.lines.join('\n'))).toBeLessThan(0.05);
    const title = lines.find((line) => line.text.startsWith('关于做好'));
    expect(title?.quad[0].x).toBeGreaterThan(610);
    expect(title?.quad[1].x).toBeLessThan(1_280);
  }, 120_000);

  it('reads two columns one after the other', async () => {
    const program = await findTesseract();
    if (program === null) return;
    const made = await makePage('columns', 3);
    const { lines } = await (await openTesseract(program)).recognise(made.image);
    const isLeft = lines.slice(1).map((line) => line.quad[0].x < 800);
    // One line may have been taken for a picture of its own and come first.
    expect(isLeft.filter((value, index) => index > 0 && value !== isLeft[index - 1]).length).toBeLessThanOrEqual(3);
  }, 120_000);
});
