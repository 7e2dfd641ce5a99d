/* Labels as text alone, so that every screen may know one without carrying the forms of the storage along. */

/** As a scanner or a hand gives it: full-width signs, spaces and small letters folded. */
export const foldLabel = (typed: string): string =>
  typed
    .normalize('NFKC')
    .replace(/[\s\u2010-\u2015\u2212]+/g, (found) => (/\s/.test(found) ? '' : '-'))
    .toUpperCase();

const HUNG_LABEL = /^[BP]\d{1,9}-\d{6,12}$/;

/** Whether a text is what our labels of boxes and places say (`labelOf`). */
export const isHungLabel = (typed: string): boolean => HUNG_LABEL.test(foldLabel(typed));
