import { type RefObject, useEffect, useState } from 'react';

/**
 * Whether the table is as narrow as its frame. Then the frame need not scroll, and the head can stay on top of the
 * page; a frame that scrolls would hold the head back.
 */
export const useFits = (table: RefObject<HTMLTableElement>, signature: string): boolean => {
  const [fits, setFits] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other columns or rows are another width
  useEffect(() => {
    const element = table.current;
    const frame = element?.parentElement;
    if (!element || !frame) {
      return;
    }
    const measure = () => setFits(element.scrollWidth <= frame.clientWidth);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(frame);
    return () => observer.disconnect();
  }, [table, signature]);
  return fits;
};
