/** Points and boxes on a page, in pixels from its top left corner. */
export interface Point {
  x: number;
  y: number;
}
/** Corners clockwise from the top left one as the text is read. */
export type Quad = readonly [Point, Point, Point, Point];

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

const cross = (origin: Point, a: Point, b: Point): number =>
  (a.x - origin.x) * (b.y - origin.y) - (a.y - origin.y) * (b.x - origin.x);

/** Andrew's monotone chain. Counter-clockwise in a system with y downwards turned round; fewer than 3 points stay. */
export const convexHull = (points: readonly Point[]): Point[] => {
  const sorted = [...points].sort((a, b) => a.x - b.x || a.y - b.y);
  if (sorted.length < 3) return sorted;
  const half = (ordered: readonly Point[]): Point[] => {
    const chain: Point[] = [];
    for (const point of ordered) {
      for (;;) {
        const last = chain.at(-1);
        const before = chain.at(-2);
        if (!last || !before || cross(before, last, point) > 0) break;
        chain.pop();
      }
      chain.push(point);
    }
    chain.pop();
    return chain;
  };
  return [...half(sorted), ...half(sorted.reverse())];
};

export interface Rectangle {
  centre: Point;
  /** Along `angle`, and across it. */
  length: number;
  height: number;
  /** Radians from the x axis. */
  angle: number;
}

/** The smallest rectangle around a convex hull: one of its sides lies on a side of the hull. */
export const smallestRectangle = (hull: readonly Point[]): Rectangle | null => {
  let best: Rectangle | null = null;
  let bestArea = Number.POSITIVE_INFINITY;
  hull.forEach((from, index) => {
    const to = hull[(index + 1) % hull.length] ?? from;
    const angle = Math.atan2(to.y - from.y, to.x - from.x);
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    let [minU, maxU, minV, maxV] = [Infinity, -Infinity, Infinity, -Infinity];
    for (const point of hull) {
      const u = point.x * cos + point.y * sin;
      const v = point.y * cos - point.x * sin;
      [minU, maxU, minV, maxV] = [Math.min(minU, u), Math.max(maxU, u), Math.min(minV, v), Math.max(maxV, v)];
    }
    const area = (maxU - minU) * (maxV - minV);
    if (area >= bestArea) return;
    bestArea = area;
    const [u, v] = [(minU + maxU) / 2, (minV + maxV) / 2];
    best = { centre: { x: u * cos - v * sin, y: u * sin + v * cos }, length: maxU - minU, height: maxV - minV, angle };
  });
  return best && straighten(best);
};

/** The same rectangle with its angle within 45° of the axes it is nearest to, so that length runs from left to right. */
const straighten = (rectangle: Rectangle): Rectangle => {
  let { length, height, angle } = rectangle;
  while (angle > Math.PI / 4) {
    angle -= Math.PI / 2;
    [length, height] = [height, length];
  }
  while (angle <= -Math.PI / 4) {
    angle += Math.PI / 2;
    [length, height] = [height, length];
  }
  return { ...rectangle, length, height, angle };
};

export const grow = (rectangle: Rectangle, by: number): Rectangle => ({
  ...rectangle,
  length: rectangle.length + 2 * by,
  height: rectangle.height + 2 * by,
});

export const cornersOf = ({ centre, length, height, angle }: Rectangle): Quad => {
  const along = { x: (Math.cos(angle) * length) / 2, y: (Math.sin(angle) * length) / 2 };
  const across = { x: (-Math.sin(angle) * height) / 2, y: (Math.cos(angle) * height) / 2 };
  const corner = (u: number, v: number): Point => ({
    x: centre.x + u * along.x + v * across.x,
    y: centre.y + u * along.y + v * across.y,
  });
  return [corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1)];
};

export const scaleRectangle = (rectangle: Rectangle, x: number, y: number): Rectangle => ({
  ...rectangle,
  centre: { x: rectangle.centre.x * x, y: rectangle.centre.y * y },
  length: rectangle.length * x,
  height: rectangle.height * y,
});

export const boundsOf = (quad: Quad): Box => ({
  left: Math.min(...quad.map((point) => point.x)),
  top: Math.min(...quad.map((point) => point.y)),
  right: Math.max(...quad.map((point) => point.x)),
  bottom: Math.max(...quad.map((point) => point.y)),
});
