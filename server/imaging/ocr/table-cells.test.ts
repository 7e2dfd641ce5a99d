import { createCanvas } from '@napi-rs/canvas';
import { expect, it } from 'vitest';
import type { Box } from './geometry.ts';
import { cellAround, gatherCells, readingOrderInCells } from './table-cells.ts';
import type { GreyPage } from './table-rules.ts';

const LINE = 30;

interface Drawn {
  columns: readonly number[];
  rows: readonly number[];
  /** Radians: scans lie a little askew. */
  turn?: number;
}
/** A page with the rules of a table. */
const draw = ({ columns, rows, turn = 0 }: Drawn): GreyPage => {
  const [width, height] = [1_000, 800];
  const context = createCanvas(width, height).getContext('2d');
  context.fillStyle = '#f4f1e8';
  context.fillRect(0, 0, width, height);
  context.rotate(turn);
  context.strokeStyle = '#222';
  context.lineWidth = 2;
  const [left = 0, right = 0] = [columns[0], columns.at(-1)];
  const [top = 0, bottom = 0] = [rows[0], rows.at(-1)];
  for (const x of columns) context.strokeRect(x, top, 0.5, bottom - top);
  for (const y of rows) context.strokeRect(left, y, right - left, 0.5);
  const { data } = context.getImageData(0, 0, width, height);
  return { width, height, pixels: Uint8Array.from({ length: width * height }, (_, at) => data[at * 4] ?? 255) };
};
const at = (name: string, left: number, top: number, width: number): { name: string; box: Box } => ({
  name,
  box: { left, top, right: left + width, bottom: top + LINE },
});
const TABLE: Drawn = { columns: [100, 200, 600, 800], rows: [100, 160, 280, 340] };
/** A number, a title that goes over two or three lines, and a date: beside its middle, or at its top. */
const ITEMS = [
  at('序号', 115, 115, 60),
  at('题名', 215, 115, 60),
  at('日期', 615, 115, 60),
  at('1', 115, 205, 15),
  at('关于水库除险', 215, 170, 370),
  at('加固工程初步', 215, 205, 370),
  at('设计的批复', 215, 240, 200),
  at('20240506', 615, 205, 150),
  at('2', 115, 295, 15),
  at('纪要', 215, 295, 60),
  at('20240507', 615, 295, 150),
];
const names = (items: readonly { name: string }[]): string => items.map((item) => item.name).join(' ');
const READ = '序号 题名 日期 1 关于水库除险 加固工程初步 设计的批复 20240506 2 纪要 20240507';

it('reads the lines of a cell one after the other, also on a page that lies askew', () => {
  expect(names(readingOrderInCells([...ITEMS].reverse(), LINE, draw(TABLE)))).toBe(READ);
  expect(names(readingOrderInCells(ITEMS, LINE, draw({ ...TABLE, turn: 0.003 })))).toBe(READ);
  // What stands at the top of its cell is not read behind the first line of its neighbour.
  const raised = ITEMS.map((item) => (item.name === '20240506' ? at('20240506', 615, 170, 150) : item));
  expect(names(readingOrderInCells(raised, LINE, draw(TABLE)))).toBe(READ);
});

it('leaves an order that is given but for the cells that were torn', () => {
  const torn = [...ITEMS].sort((a, b) => a.box.top - b.box.top || a.box.left - b.box.left);
  expect(names(torn)).not.toBe(READ);
  expect(names(gatherCells(torn, LINE, draw(TABLE)))).toBe(
    '序号 题名 日期 关于水库除险 加固工程初步 设计的批复 1 20240506 2 纪要 20240507',
  );
});

it('takes no page without a table for one, and a frame around a letter for no reason to change it', () => {
  const bare = draw({ columns: [], rows: [] });
  expect(cellAround(bare, ITEMS[4]?.box ?? at('', 0, 0, 1).box)).toBeNull();
  const letter = [at('第一行', 150, 200, 500), at('第二行', 150, 250, 500), at('右栏', 660, 200, 60)];
  const framed = draw({ columns: [100, 800], rows: [150, 400] });
  expect(names(readingOrderInCells(letter, LINE, framed))).toBe(names(readingOrderInCells(letter, LINE, bare)));
});
