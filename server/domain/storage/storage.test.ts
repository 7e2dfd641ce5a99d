import { describe, expect, it } from 'vitest';
import { itemRange, type PackItem, type PackRule, planBoxes, planByNumber } from './box-plan.ts';
import { foldLabel } from './label-text.ts';
import { mayHold, placeCode, placeSortKey } from './place.ts';

const item = (number: number, overrides: Partial<PackItem> = {}): PackItem => ({
  id: String(number),
  itemNumber: number,
  referenceCode: `B028-WS·2023-Y-BGS-${number}`,
  orgCode: 'BGS',
  pageCount: 90,
  boxNumber: null,
  ...overrides,
});
const rule: PackRule = {
  sheetsPerMm: 9,
  pagesPerSheet: 1,
  fillPercent: 90,
  pagesIfUnknown: 5,
  spineMm: 30,
  splitByOrg: true,
  fitLast: false,
};
const many = (count: number, overrides: Partial<PackItem> = {}) =>
  Array.from({ length: count }, (_, index) => item(index + 1, overrides));

describe('planning boxes', () => {
  it('fills a box up to its usable share and keeps the order', () => {
    // 90 pages are 10 mm; 27 mm of a 30 mm spine are usable.
    const boxes = planBoxes(many(5), rule);
    expect(boxes.map((box) => box.items.map(({ id }) => id))).toEqual([['1', '2'], ['3', '4'], ['5']]);
    expect(boxes.map((box) => box.thicknessMm)).toEqual([20, 20, 10]);
  });

  it('loses no record and doubles none, whatever the pages are', () => {
    const items = Array.from({ length: 500 }, (_, index) => item(index, { pageCount: (index * 37) % 400 || null }));
    for (const spineMm of [20, 30, 40, 50] as const) {
      const packed = planBoxes(items, { ...rule, spineMm }).flatMap((box) => box.items.map(({ id }) => id));
      expect(packed).toEqual(items.map(({ id }) => id));
    }
  });

  it('does not put two organisations into one box unless it is told to', () => {
    const items = [...many(1), item(1, { id: 'x', orgCode: 'CWK' })];
    expect(planBoxes(items, rule).map((box) => box.orgCode)).toEqual(['BGS', 'CWK']);
    expect(planBoxes(items, { ...rule, splitByOrg: false })).toHaveLength(1);
  });

  it('gives a record that is thicker than a box a box of its own', () => {
    const boxes = planBoxes([item(1), item(2, { pageCount: 900 }), item(3)], rule);
    expect(boxes.map((box) => box.thicknessMm)).toEqual([10, 100, 10]);
  });

  it('counts paper that is printed on both sides half, each piece from a sheet of its own', () => {
    const [box] = planBoxes([item(1, { pageCount: 91 }), item(2, { pageCount: 1 })], { ...rule, pagesPerSheet: 2 });
    expect(box?.thicknessMm).toBe(5.2);
  });

  it('takes the narrowest spine that holds the last box of a run', () => {
    const boxes = planBoxes([...many(3), item(1, { id: 'x', orgCode: 'CWK' })], { ...rule, fitLast: true });
    expect(boxes.map((box) => box.spineMm)).toEqual([30, 20, 20]);
  });

  it('follows the box numbers that a catalogue brings', () => {
    const items = [item(1, { boxNumber: '2' }), item(2), item(3, { boxNumber: '1' }), item(4, { boxNumber: '2' })];
    expect(planByNumber(items, rule).map((box) => box.items.map(({ id }) => id))).toEqual([['1', '4'], ['3']]);
  });

  it('shows first and last number as a spine does', () => {
    expect(itemRange(many(12))).toEqual({ from: '0001', to: '0012' });
    expect(itemRange([item(1, { itemNumber: null })]).from).toBe('B028-WS·2023-Y-BGS-1');
  });
});

describe('places', () => {
  it('writes codes as the code list does', () => {
    const room = placeCode(null, 'room', '1');
    const row = placeCode(placeCode(room, 'area', 'A02'), 'row', '7');
    expect(placeCode(placeCode(placeCode(row, 'section', '3'), 'layer', '4'), 'side', 'B')).toBe(
      '01K-A02-07L-03J-04C-B',
    );
  });

  it('sorts 2 before 10 and a place before what lies in it', () => {
    const room = placeSortKey(null, 'room', '1');
    const keys = [placeSortKey(room, 'row', '10'), placeSortKey(room, 'row', '2'), room];
    expect(keys.sort()).toEqual([room, placeSortKey(room, 'row', '2'), placeSortKey(room, 'row', '10')]);
    expect(placeSortKey(null, 'room', '10') > `${room}0`).toBe(true);
  });

  it('lets a finer place into a coarser one only', () => {
    expect([mayHold(null, 'room'), mayHold('room', 'row'), mayHold('row', 'room'), mayHold(null, 'row')]).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  it('reads labels as scanners and hands give them', () => {
    expect(foldLabel(' ｂ12－000123\r')).toBe('B12-000123');
    expect(foldLabel('b12—000123')).toBe('B12-000123');
  });
});
