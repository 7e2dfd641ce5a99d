/**
 * 偏斜: the angle at which the lines of writing (or the rules of a table) fall together. The ink is laid onto the side of
 * the page at many angles; where the rows are fullest and the gaps emptiest, the lines lie straight.
 */
const WIDEST = 12;
const MOST_POINTS = 60_000;
const FEWEST_POINTS = 400;

interface Points {
  xs: Float32Array;
  ys: Float32Array;
  height: number;
}

const collect = (mask: Uint8Array, width: number, height: number): Points | null => {
  const count = mask.reduce((sum, value) => sum + value, 0);
  if (count < FEWEST_POINTS) return null;
  const every = Math.max(1, Math.floor(count / MOST_POINTS));
  const [xs, ys]: [number[], number[]] = [[], []];
  let seen = 0;
  for (let at = 0; at < mask.length; at += 1) {
    if (mask[at] !== 1) continue;
    seen += 1;
    if (seen % every !== 0) continue;
    xs.push((at % width) - width / 2);
    ys.push(Math.floor(at / width));
  }
  return { xs: Float32Array.from(xs), ys: Float32Array.from(ys), height };
};

/** How unevenly the rows are filled when the page is turned back by the angle. */
const unevenness = ({ xs, ys, height }: Points, degrees: number): number => {
  const slope = Math.tan((degrees * Math.PI) / 180);
  const rows = new Float64Array(height * 2);
  const half = height / 2;
  for (let at = 0; at < xs.length; at += 1) {
    const row = Math.round((ys[at] ?? 0) - slope * (xs[at] ?? 0) + half);
    if (row >= 0 && row < rows.length) rows[row] = (rows[row] ?? 0) + 1;
  }
  let sum = 0;
  for (let row = 1; row < rows.length; row += 1) sum += ((rows[row] ?? 0) - (rows[row - 1] ?? 0)) ** 2;
  return sum;
};

const best = (points: Points, from: number, to: number, step: number): number => {
  let [angle, most] = [0, -1];
  for (let degrees = from; degrees <= to + 1e-9; degrees += step) {
    const value = unevenness(points, degrees);
    if (value > most) [angle, most] = [degrees, value];
  }
  return angle;
};

/** Degrees, positive when the right side hangs down; null when there is too little ink to tell. */
export const measureSkew = (mask: Uint8Array, width: number, height: number): number | null => {
  const points = collect(mask, width, height);
  if (!points) return null;
  const coarse = best(points, -WIDEST, WIDEST, 0.5);
  const fine = best(points, coarse - 0.5, coarse + 0.5, 0.1);
  return Math.round(fine * 10) / 10;
};
