import { type PointerEvent, useEffect, useRef, useState } from 'react';

const STORAGE = 'lt-archive-panes';
const LIMITS = { tree: [180, 480], preview: [280, 720] } as const;
const FIRST = { tree: 264, preview: 344 };
type Pane = keyof typeof LIMITS;

const read = (): Partial<Record<Pane, number>> => {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(STORAGE) ?? '{}');
    return typeof stored === 'object' && stored !== null ? stored : {};
  } catch {
    return {};
  }
};

/** Widths of the panes beside the list, as this person drew them. */
export const usePanes = () => {
  const [widths, setWidths] = useState<Record<Pane, number>>(FIRST);
  useEffect(() => setWidths({ ...FIRST, ...read() }), []);
  const draw = (pane: Pane, width: number) => {
    const [least, most] = LIMITS[pane];
    setWidths((before) => {
      const next = { ...before, [pane]: Math.round(Math.max(least, Math.min(most, width))) };
      try {
        localStorage.setItem(STORAGE, JSON.stringify(next));
      } catch {
        // Only not remembered.
      }
      return next;
    });
  };
  return { widths, draw };
};

interface PaneEdgeProps {
  pane: Pane;
  label: string;
  width: number;
  draw: (pane: Pane, width: number) => void;
}

const STEP = 16;

/** The line between two panes: drawn with the pointer, or moved with the arrow keys. */
export const PaneEdge = ({ pane, label, width, draw }: PaneEdgeProps) => {
  const sign = pane === 'tree' ? 1 : -1;
  const drag = useRef<{ x: number; width: number } | null>(null);
  const start = (event: PointerEvent<HTMLInputElement>) => {
    event.preventDefault();
    drag.current = { x: event.clientX, width };
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  return (
    <input
      type="range"
      className={`lt-pane-edge lt-pane-edge-${pane}`}
      aria-label={label}
      min={LIMITS[pane][0]}
      max={LIMITS[pane][1]}
      step={STEP}
      value={width}
      onChange={(event) => draw(pane, Number(event.target.value))}
      onPointerDown={start}
      onPointerMove={(event) => {
        if (drag.current) draw(pane, drag.current.width + sign * (event.clientX - drag.current.x));
      }}
      onPointerUp={() => {
        drag.current = null;
      }}
    />
  );
};
