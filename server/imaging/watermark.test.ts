import { expect, it } from 'vitest';
import { burnIn, type RawPicture } from './watermark.ts';

const LINES = ['方清越', '清河区档案局', '2026-11-21 09:30'];
const SIDE = 420;
const white = (width: number, height: number, channels: number): RawPicture => ({
  data: Buffer.alloc(width * height * channels, 255),
  info: { width, height, channels },
});
const burnt = (picture: RawPicture, lines: readonly string[] = LINES): Buffer => {
  burnIn(picture, lines);
  return picture.data;
};

it('writes grey words over a tile and leaves the rest of it as it is', () => {
  const data = burnt(white(256, 256, 3));
  const touched = Array.from({ length: 256 * 256 }, (_, at) => at * 3).filter((at) => data[at] !== 255);
  expect(touched.length).toBeGreaterThan(500);
  expect(touched.length).toBeLessThan(256 * 256 * 0.3);
  // 28 % of a grey of 90 over white, and less at the edge of a stroke.
  for (const at of touched) {
    expect(data[at]).toBeGreaterThanOrEqual(207);
    expect([data[at + 1], data[at + 2]]).toEqual([data[at], data[at]]);
  }
  expect(burnt(white(256, 256, 3), ['另一人']).equals(data)).toBe(false);
});

it('repeats them over a whole page, and has them in a thumbnail and in the last sliver of a page', () => {
  const [width, height] = [1_000, 900];
  const data = burnt(white(width, height, 1));
  const at = (x: number, y: number) => data[y * width + x];
  for (let y = 0; y < height - SIDE; y += 7)
    for (let x = 0; x < width - SIDE; x += 7) {
      expect(at(x + SIDE, y)).toBe(at(x, y));
      expect(at(x, y + SIDE)).toBe(at(x, y));
    }
  for (const [w, h] of [
    [140, 200],
    [256, 60],
  ] as const)
    expect(burnt(white(w, h, 3)).some((byte) => byte !== 255)).toBe(true);
});

it('does not touch what is see-through', () => {
  const data = burnt(white(256, 256, 4));
  for (let at = 3; at < data.length; at += 4) expect(data[at]).toBe(255);
  expect(data.some((byte) => byte !== 255)).toBe(true);
});
