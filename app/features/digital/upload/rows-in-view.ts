/** Lines of a long list that are in view: the refused ones come first and are higher than the others. */
export interface Heights {
  refused: number;
  plain: number;
}
interface List {
  total: number;
  refused: number;
}

const AROUND = 8;

/** Where a line begins. */
export const topOf = (at: number, { refused }: List, heights: Heights): number =>
  Math.min(at, refused) * heights.refused + Math.max(0, at - refused) * heights.plain;

const rowAt = (top: number, { refused }: List, heights: Heights): number => {
  const high = refused * heights.refused;
  return top < high ? Math.floor(top / heights.refused) : refused + Math.floor((top - high) / heights.plain);
};

/** From which line to before which one, with some around so that scrolling finds them there. */
export const rowsInView = (
  list: List,
  heights: Heights,
  view: { top: number; height: number },
): [from: number, to: number] => {
  const last = rowAt(view.top + view.height, list, heights) + 1 + AROUND;
  const to = Math.min(list.total, Math.max(last, 0));
  return [Math.max(0, Math.min(rowAt(view.top, list, heights) - AROUND, to - 1)), to];
};
