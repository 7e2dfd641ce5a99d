/** Where lines and words stand on a page: four corners, clockwise from the upper left one, in pixels of the page. */
export interface Point {
  x: number;
  y: number;
}
export type Quad = readonly [Point, Point, Point, Point];

const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);
const between = (a: Point, b: Point, share: number): Point => ({
  x: a.x + (b.x - a.x) * share,
  y: a.y + (b.y - a.y) * share,
});

/** A strip this much taller than wide is read downwards. */
const VERTICAL = 1.5;
export const isVertical = ([topLeft, topRight, , bottomLeft]: Quad): boolean =>
  distance(topLeft, bottomLeft) > distance(topLeft, topRight) * VERTICAL;

/** The part of a line from one share of its length to another. */
export const partOfQuad = (quad: Quad, from: number, to: number): Quad => {
  const [topLeft, topRight, bottomRight, bottomLeft] = quad;
  if (isVertical(quad))
    return [
      between(topLeft, bottomLeft, from),
      between(topRight, bottomRight, from),
      between(topRight, bottomRight, to),
      between(topLeft, bottomLeft, to),
    ];
  return [
    between(topLeft, topRight, from),
    between(topLeft, topRight, to),
    between(bottomLeft, bottomRight, to),
    between(bottomLeft, bottomRight, from),
  ];
};

/**
 * The share of the line that its characters `from` to before `to` take.
 * @param positions where the middle of each character stands; of another length once the line was corrected
 */
export const shareOf = (
  positions: readonly number[],
  length: number,
  from: number,
  to: number,
): [from: number, to: number] => {
  const edge = (at: number): number => {
    if (at <= 0) return 0;
    if (at >= length) return 1;
    const [before, after] = [positions[at - 1], positions[at]];
    return positions.length === length && before !== undefined && after !== undefined
      ? (before + after) / 2
      : at / length;
  };
  return [edge(from), edge(to)];
};

/** For an SVG polygon. */
export const pointsOf = (quad: Quad): string => quad.map(({ x, y }) => `${Math.round(x)},${Math.round(y)}`).join(' ');

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Around the quad with room to see where one is, as shares of the width of the page, which is what a viewer zooms to. */
export const viewBoxOf = (quad: Quad, page: { width: number; height: number }): Box => {
  const [left, right] = [Math.min(...quad.map(({ x }) => x)), Math.max(...quad.map(({ x }) => x))];
  const [top, bottom] = [Math.min(...quad.map(({ y }) => y)), Math.max(...quad.map(({ y }) => y))];
  const room = page.width * 0.08;
  const width = Math.max(right - left + room * 2, page.width * 0.7);
  const height = bottom - top + room * 2;
  const middle = { x: (left + right) / 2, y: (top + bottom) / 2 };
  return {
    x: (middle.x - width / 2) / page.width,
    y: (middle.y - height / 2) / page.width,
    width: width / page.width,
    height: height / page.width,
  };
};
