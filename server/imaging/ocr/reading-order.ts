import type { Box } from './geometry.ts';

/**
 * The order in which boxes are read: the page is cut along its widest white stripe, across or down, and each part is
 * ordered by itself (XY-cut). Columns come out one after the other, rows of a letter from top to bottom.
 */
interface Gap {
  at: number;
  size: number;
}

/** The widest stripe that no box touches. */
const widestGap = (spans: readonly [number, number][]): Gap | null => {
  const sorted = [...spans].sort((a, b) => a[0] - b[0]);
  let end = sorted[0]?.[1] ?? 0;
  let best: Gap | null = null;
  for (const [from, to] of sorted.slice(1)) {
    const size = from - end;
    if (size > 0 && (best === null || size > best.size)) best = { at: (from + end) / 2, size };
    end = Math.max(end, to);
  }
  return best;
};

const middle = (from: number, to: number): number => (from + to) / 2;

/** Boxes that overlap too much to be cut: by lines, then from left to right. */
const byLines = <Item extends { box: Box }>(items: readonly Item[]): Item[] => {
  const sorted = [...items].sort((a, b) => middle(a.box.top, a.box.bottom) - middle(b.box.top, b.box.bottom));
  const lines: Item[][] = [];
  for (const item of sorted) {
    const line = lines.at(-1);
    const first = line?.[0];
    const isSame =
      first &&
      middle(item.box.top, item.box.bottom) <
        middle(first.box.top, first.box.bottom) + (first.box.bottom - first.box.top) * 0.5;
    if (line && isSame) line.push(item);
    else lines.push([item]);
  }
  return lines.flatMap((line) => line.sort((a, b) => a.box.left - b.box.left));
};

/** Items in reading order. `lineHeight` is the usual height of a line: columns stand at least that far apart. */
export const readingOrder = <Item extends { box: Box }>(items: readonly Item[], lineHeight: number): Item[] => {
  if (items.length < 2) return [...items];
  const across = widestGap(items.map(({ box }) => [box.top, box.bottom]));
  const down = widestGap(items.map(({ box }) => [box.left, box.right]));
  const isColumn =
    down !== null && down.size > lineHeight * 0.8 && isTall(items, lineHeight) && isRunningText(items, down.at);
  if (across && (!isColumn || across.size > (down?.size ?? 0) * 1.2)) {
    const above = items.filter(({ box }) => middle(box.top, box.bottom) < across.at);
    const below = items.filter(({ box }) => middle(box.top, box.bottom) >= across.at);
    return [...readingOrder(above, lineHeight), ...readingOrder(below, lineHeight)];
  }
  if (isColumn && down) {
    const left = items.filter(({ box }) => middle(box.left, box.right) < down.at);
    const right = items.filter(({ box }) => middle(box.left, box.right) >= down.at);
    return [...readingOrder(left, lineHeight), ...readingOrder(right, lineHeight)];
  }
  return byLines(items);
};

/** Two words of one line are no columns: a column is several lines high. */
const isTall = <Item extends { box: Box }>(items: readonly Item[], lineHeight: number): boolean => {
  const top = Math.min(...items.map(({ box }) => box.top));
  const bottom = Math.max(...items.map(({ box }) => box.bottom));
  return bottom - top > lineHeight * 3;
};

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** Lines of running text fill their column; the cells of a table or a list of particulars do not. */
const isRunningText = <Item extends { box: Box }>(items: readonly Item[], at: number): boolean =>
  [items.filter(({ box }) => box.right <= at), items.filter(({ box }) => box.left >= at)].every((side) => {
    const width = Math.max(...side.map(({ box }) => box.right)) - Math.min(...side.map(({ box }) => box.left));
    return side.length > 2 && median(side.map(({ box }) => box.right - box.left)) > width * 0.7;
  });
