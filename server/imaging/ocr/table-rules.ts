/** A page in grey, for looking at the lines between the cells of a table. */
export interface GreyPage {
  width: number;
  height: number;
  pixels: Uint8Array;
}
export interface Stretch {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Darker than this is ink, also on paper that has turned grey. */
const DARK = 150;
/** How much of the height of a line of text a rule must cover; scans break thin rules. */
export const COVERED = 0.85;

export const isInk = (page: GreyPage, x: number, y: number): boolean =>
  x >= 0 && x < page.width && y >= 0 && y < page.height && (page.pixels[y * page.width + x] ?? 255) < DARK;

/**
 * Whether a vertical rule passes between two words: an upright line of ink over the whole height and beyond it. A page
 * that lies askew moves the rule by a pixel, so its neighbours count as well.
 */
export const hasRule = (page: GreyPage, { left, right, top, bottom }: Stretch): boolean => {
  const margin = Math.round((bottom - top) * 0.25);
  const [from, to] = [Math.max(0, top - margin), Math.min(page.height - 1, bottom + margin)];
  if (to <= from) return false;
  const isDark = (x: number, y: number): boolean => isInk(page, x, y);
  for (let x = Math.max(1, left); x <= Math.min(page.width - 2, right); x += 1) {
    let dark = 0;
    for (let y = from; y <= to; y += 1) if (isDark(x, y) || isDark(x - 1, y) || isDark(x + 1, y)) dark += 1;
    if (dark >= (to - from + 1) * COVERED) return true;
  }
  return false;
};
