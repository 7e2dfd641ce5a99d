import { type RefObject, useEffect, useRef } from 'react';

/** Tells the page how high the head is, so that the head of a table stops below it: a grant's banner may take lines. */
export const useHeadHeight = (): RefObject<HTMLDivElement> => {
  const head = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = head.current;
    const main = element?.parentElement;
    if (!element || !main) {
      return;
    }
    const observer = new ResizeObserver(() => {
      const sticks = getComputedStyle(element).position === 'sticky';
      main.style.setProperty('--lt-head-top', `${sticks ? element.offsetHeight : 0}px`);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return head;
};
