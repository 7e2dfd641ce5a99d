import { describe, expect, test } from 'vitest';
import { checkPages, codeKeyOf, guessRecord, naturalKey } from './match-files.ts';

const CODE = codeKeyOf('Z109-WS·2011-Y-BGS-0001');
const keys = (folder: string, fileName: string) => guessRecord({ id: '1', folder, fileName }).candidates;
const finds = (folder: string, fileName: string) => keys(folder, fileName).find((one) => one.key === CODE);

describe('a file names its record', () => {
  test.each([
    ['', 'Z109-WS·2011-Y-BGS-0001.pdf', 'name', null],
    ['', 'Z109-WS.2011-Y-BGS-0001.pdf', 'name', null],
    ['', 'Ｚ１０９－ＷＳ・２０１１－Ｙ－ＢＧＳ－０００１.pdf', 'name', null],
    ['', 'z109_ws_2011_y_bgs_0001.tif', 'name', null],
    ['', 'Z109-WS·2011-Y-BGS-0001-003.tif', 'name', 3],
    ['', 'Z109-WS·2011-Y-BGS-0001_12.jpg', 'name', 12],
    ['', 'Z109-WS·2011-Y-BGS-0001（2）.jpg', 'name', 2],
    ['', 'Z109-WS·2011-Y-BGS-0001 第4页.jpg', 'name', 4],
    ['2011/Z109-WS·2011-Y-BGS-0001', '007.tif', 'folder', 7],
    ['Z109-WS·2011-Y/BGS-0001', '第8页.tif', 'folder', 8],
    ['Z109/WS·2011-Y/BGS-0001', 'IMG_0009.tif', 'folder', 9],
    ['Z109-WS·2011-Y-BGS', '0001.pdf', 'name', null],
  ])('%s / %s', (folder, fileName, by, page) => {
    expect(finds(folder, fileName)).toMatchObject({ by, page });
  });

  test('what is no code asks for nothing', () => {
    expect(keys('', '会议.jpg')).toEqual([]);
    expect(finds('扫描件', 'IMG_0001.jpg')).toBeUndefined();
  });
});

test('names are in the order of their numbers', () => {
  expect(['10.tif', '2.tif', '１.tif'].sort((a, b) => (naturalKey(a) < naturalKey(b) ? -1 : 1))).toEqual([
    '１.tif',
    '2.tif',
    '10.tif',
  ]);
});

test('pages without gap, double and in the number of the catalogue raise nothing', () => {
  const files = [1, 2, 3].map((page) => ({ id: String(page), itemId: 'a', page }));
  expect(checkPages(files, new Map([['a', { pageCount: 3, fileCount: 0 }]])).size).toBe(0);
});

test('a gap, a double, another number of pages and files that are there already are told', () => {
  const files = [
    { id: 'a1', itemId: 'a', page: 1 },
    { id: 'a3', itemId: 'a', page: 3 },
    { id: 'b1', itemId: 'b', page: 1 },
    { id: 'b1b', itemId: 'b', page: 1 },
    { id: 'c', itemId: 'c', page: null },
  ];
  const items = new Map([
    ['a', { pageCount: 2, fileCount: 0 }],
    ['b', { pageCount: 5, fileCount: 0 }],
    ['c', { pageCount: 9, fileCount: 4 }],
  ]);
  expect(Object.fromEntries(checkPages(files, items))).toEqual({
    a3: ['page_missing'],
    b1: ['page_doubled', 'count_differs'],
    b1b: ['page_doubled', 'count_differs'],
    c: ['has_files'],
  });
});
