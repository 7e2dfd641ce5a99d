import { expect, it } from 'vitest';
import { findInLines, pieces, quadOfHit } from './find-in-text';
import { type Leaf, leafAt, leavesOf, openLeaves, turned, underRightOf } from './leaves';
import { isVertical, partOfQuad, pointsOf, type Quad, shareOf, viewBoxOf } from './quads';

const LINE: Quad = [
  { x: 100, y: 200 },
  { x: 500, y: 200 },
  { x: 500, y: 240 },
  { x: 100, y: 240 },
];
const COLUMN: Quad = [
  { x: 100, y: 100 },
  { x: 140, y: 100 },
  { x: 140, y: 500 },
  { x: 100, y: 500 },
];

it('cuts the part of a line that a word takes, across or downwards', () => {
  expect(pointsOf(partOfQuad(LINE, 0.25, 0.5))).toBe('200,200 300,200 300,240 200,240');
  expect(isVertical(LINE)).toBe(false);
  expect(isVertical(COLUMN)).toBe(true);
  expect(pointsOf(partOfQuad(COLUMN, 0.25, 0.5))).toBe('100,200 140,200 140,300 100,300');
});

it('goes by where the characters stand, and by their number once the line was corrected', () => {
  expect(shareOf([0.1, 0.4, 0.9], 3, 1, 2)).toEqual([0.25, 0.65]);
  expect(shareOf([0.1, 0.4, 0.9], 3, 0, 3)).toEqual([0, 1]);
  expect(shareOf([0.1, 0.4, 0.9], 4, 1, 2)).toEqual([0.25, 0.5]);
});

it('zooms to a line with room around it', () => {
  const box = viewBoxOf(LINE, { width: 1_000, height: 1_400 });
  expect(box.x).toBeLessThan(0.1);
  expect(box.x + box.width).toBeGreaterThan(0.5);
  expect(box.y + box.height / 2).toBeCloseTo(0.22);
});

it('finds a word whatever its width and the spaces in it, and marks it in the line', () => {
  const lines = [
    { text: '柳政发〔２０２３〕１２号', confidence: 0.9, quad: LINE, positions: [] },
    { text: '关于 防 汛 的通知，防汛', confidence: 0.9, quad: LINE, positions: [] },
  ];
  expect(findInLines(lines, '2023')).toEqual([{ line: 0, from: 4, to: 8 }]);
  const hits = findInLines(lines, '防汛');
  expect(hits).toEqual([
    { line: 1, from: 3, to: 6 },
    { line: 1, from: 11, to: 13 },
  ]);
  expect(pieces(lines[1]?.text ?? '', hits).filter((piece) => piece.isHit)).toEqual([
    { text: '防 汛', isHit: true },
    { text: '防汛', isHit: true },
  ]);
  expect(quadOfHit(lines, { line: 1, from: 11, to: 13 })?.[1].x).toBe(500);
  expect(findInLines(lines, '  ')).toEqual([]);
});

const file = (id: string, state = 'stored') => ({ id, state, fileName: id }) as Leaf['file'];
const page = (fileId: string, number: number) => ({
  fileId,
  page: number,
  service: `/w/u/view/old/iiif/3/${fileId}.${number}`,
  label: '',
});

it('lays pages and other files out in one order', () => {
  const leaves = leavesOf({
    files: [file('scan'), file('sound'), file('gone', 'withdrawn')],
    pages: [page('scan', 1), page('scan', 2), page('scan', 3)],
  });
  expect(leaves.map((leaf) => leaf.key)).toEqual(['scan.1', 'scan.2', 'scan.3', 'sound']);
  expect(leafAt(leaves, 'scan', 3)).toBe(2);
  expect(leafAt(leaves, 'scan', 9)).toBe(0);
  expect(leafAt(leaves, null, 1)).toBe(0);
  expect(openLeaves(leaves, 0, true)).toEqual([0]);
  expect(openLeaves(leaves, 2, true)).toEqual([1, 2]);
  expect(turned(leaves, 0, true, 1)).toBe(1);
  expect(turned(leaves, 1, true, 1)).toBe(3);
  expect(turned(leaves, 3, true, 1)).toBe(3);
  expect(turned(leaves, 1, true, -1)).toBe(0);
});

it('keeps an address and changes only its right', () => {
  expect(underRightOf('https://h/w/u/view/old/iiif/3/a.1/full/160,/0/default.jpg', '/w/u/view/new/iiif/3/a.1')).toBe(
    'https://h/w/u/view/new/iiif/3/a.1/full/160,/0/default.jpg',
  );
});
