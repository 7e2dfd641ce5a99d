import type { Box } from './geometry.ts';
import { readingOrder } from './reading-order.ts';
import { COVERED, type GreyPage, isInk } from './table-rules.ts';

/* Cells of ruled tables: what is broken into several lines within one is read without a break. */

/** In heights of the line: how far a rule is looked for. */
const FARTHEST = { across: 40, down: 14 } as const;
/** A scan lies a little askew: a rule may leave its row by so many pixels. */
const ASKEW = 2;

interface Run {
  from: number;
  to: number;
  isDark(at: number): boolean;
}
/** Whether nearly all of it is ink; given up as soon as too much is not. */
const isCovered = ({ from, to, isDark }: Run): boolean => {
  let bare = 0;
  const most = (to - from + 1) * (1 - COVERED);
  for (let at = from; at <= to; at += 1) {
    if (!isDark(at)) bare += 1;
    if (bare > most) return false;
  }
  return to > from;
};

const firstOf = (from: number, step: 1 | -1, most: number, isRule: (at: number) => boolean): number | null => {
  for (let far = 0; far <= most; far += 1) if (isRule(from + far * step)) return from + far * step;
  return null;
};

/** The cell in which a line of text stands, by the rules around it; null outside of tables. */
export const cellAround = (page: GreyPage, box: Box): Box | null => {
  const high = box.bottom - box.top;
  if (high < 4) return null;
  const near = (x: number, y: number, by: number, isAcross: boolean): boolean => {
    for (let off = -by; off <= by; off += 1)
      if (isAcross ? isInk(page, x, y + off) : isInk(page, x + off, y)) return true;
    return false;
  };
  const [top, bottom] = [box.top - high / 4, box.bottom + high / 4].map(Math.round) as [number, number];
  const isUpright = (x: number): boolean => isCovered({ from: top, to: bottom, isDark: (y) => near(x, y, 1, false) });
  const inwards = Math.round(high * 0.3);
  const left = firstOf(Math.round(box.left) + inwards, -1, high * FARTHEST.across, isUpright);
  if (left === null) return null;
  const right = firstOf(Math.round(box.right) - inwards, 1, high * FARTHEST.across, isUpright);
  if (right === null) return null;
  const [from, to] = [Math.max(left, box.left - high), Math.min(right, box.right + high)].map(Math.round) as [
    number,
    number,
  ];
  const isLevel = (y: number): boolean => isCovered({ from, to, isDark: (x) => near(x, y, ASKEW, true) });
  const above = firstOf(Math.round(box.top + high * 0.2), -1, high * FARTHEST.down, isLevel);
  if (above === null) return null;
  const below = firstOf(Math.round(box.bottom - high * 0.2), 1, high * FARTHEST.down, isLevel);
  return below === null ? null : { left, right, top: above, bottom: below };
};

interface Placed<Item> {
  box: Box;
  items: Item[];
}

const isSame = (a: Box, b: Box, within: number): boolean =>
  (['left', 'right', 'top', 'bottom'] as const).every((side) => Math.abs(a[side] - b[side]) <= within);

/** Items of one cell together, each other item alone. `cells`: in the order of the items. */
const together = <Item extends { box: Box }>(
  items: readonly Item[],
  cells: readonly (Box | null)[],
  lineHeight: number,
): Placed<Item>[] => {
  const placed: (Placed<Item> & { isCell: boolean })[] = [];
  items.forEach((item, index) => {
    const cell = cells[index];
    const known = cell && placed.find((one) => one.isCell && isSame(one.box, cell, lineHeight / 2));
    if (known) known.items.push(item);
    else placed.push({ box: cell ?? item.box, items: [item], isCell: Boolean(cell) });
  });
  return placed;
};

/** Items in reading order, those of one cell of a table one after the other. */
export const readingOrderInCells = <Item extends { box: Box }>(
  items: readonly Item[],
  lineHeight: number,
  page: GreyPage,
): Item[] => {
  const cells = items.map(({ box }) => cellAround(page, box));
  const placed = together(items, cells, lineHeight);
  if (placed.length === items.length) return readingOrder(items, lineHeight);
  return readingOrder(placed, lineHeight).flatMap((one) => readingOrder(one.items, lineHeight));
};

/** The same for lines that stand in an order already: what a cell goes on with comes up behind its first line. */
export const gatherCells = <Item extends { box: Box }>(
  items: readonly Item[],
  lineHeight: number,
  page: GreyPage,
): Item[] =>
  together(
    items,
    items.map(({ box }) => cellAround(page, box)),
    lineHeight,
  ).flatMap((one) => one.items);
