import { type PointerEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { CellEditor } from './cell-editor';
import { type GridState, goTo, selectedArea } from './grid-model';
import { GridRowView } from './grid-row-view';
import { ROLE } from './roles';
import type { SheetFace, SheetProblem } from './sheet-face';
import { SheetHead } from './sheet-head';
import { type Editing, useSheetKeys } from './use-sheet-keys';

export const ROW_HEIGHT = 32;
export const NUMBER_WIDTH = 48;
const OVERSCAN = 6;

interface GridSheetProps {
  state: GridState;
  face: SheetFace;
  widths: readonly number[];
  onResize: (column: number, width: number) => void;
  problems: ReadonlyMap<string, readonly SheetProblem[]>;
  apply: (change: (state: GridState) => GridState) => void;
  onSubmit: () => void;
  onSave: () => void;
  onLeave: () => void;
}

const placeOf = (target: EventTarget | null): { row: number; column: number } | null => {
  const place = target instanceof Element ? target.closest('[data-place]')?.getAttribute('data-place') : null;
  const [row, column] = (place ?? '').split(' ').map(Number);
  return place && row !== undefined && column !== undefined ? { row, column } : null;
};

/** Which rows are in sight. Measured in the browser; on the server the first screenful is drawn. */
const useWindow = (frame: React.RefObject<HTMLDivElement>, count: number) => {
  const [view, setView] = useState({ top: 0, height: 480 });
  useEffect(() => {
    const element = frame.current;
    if (!element) {
      return;
    }
    const measure = () => setView({ top: element.scrollTop, height: element.clientHeight });
    measure();
    element.addEventListener('scroll', measure, { passive: true });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => {
      element.removeEventListener('scroll', measure);
      observer.disconnect();
    };
  }, [frame]);
  const pageRows = Math.max(1, Math.floor(view.height / ROW_HEIGHT) - 1);
  const from = Math.max(0, Math.floor(view.top / ROW_HEIGHT) - OVERSCAN);
  return { pageRows, from, to: Math.min(count, from + pageRows + 2 * OVERSCAN + 2) };
};

/** Keeps the cell that the keys are at in sight. */
const useInSight = (frame: React.RefObject<HTMLDivElement>, state: GridState, left: number, width: number) => {
  const { row } = state.at;
  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) {
      return;
    }
    const top = row * ROW_HEIGHT;
    if (top < element.scrollTop) element.scrollTop = top;
    const bottom = top + 2 * ROW_HEIGHT;
    if (bottom > element.scrollTop + element.clientHeight) element.scrollTop = bottom - element.clientHeight;
    if (left < element.scrollLeft) element.scrollLeft = left;
    const right = left + width + NUMBER_WIDTH;
    if (right > element.scrollLeft + element.clientWidth) element.scrollLeft = right - element.clientWidth;
  }, [frame, row, left, width]);
};

/**
 * 著录表格: only the rows in sight exist, and one input lies over the cell where the keys are. It is always the same
 * input and always has the focus, so that an input method can begin to compose in any cell.
 */
export const GridSheet = (props: GridSheetProps) => {
  const { state, face, widths, problems, apply } = props;
  const frame = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const [editing, setEditing] = useState<Editing>(null);
  const { from, to, pageRows } = useWindow(frame, state.rows.length);
  const keys = useSheetKeys({ ...props, editing, setEditing, pageRows });
  const left = widths.slice(0, state.at.column).reduce((sum, width) => sum + width, 0);
  useInSight(frame, state, left, widths[state.at.column] ?? 0);
  const area = selectedArea(state);
  const labels = state.columns.map(face.labelOf);
  const total = widths.reduce((sum, width) => sum + width, NUMBER_WIDTH);

  const onPointerDown = (event: PointerEvent) => {
    const place = placeOf(event.target);
    if (place) {
      event.preventDefault();
      keys.commit((before) => goTo(before, place, event.shiftKey));
      input.current?.focus({ preventScroll: true });
    }
  };
  const onPointerMove = (event: PointerEvent) => {
    const place = event.buttons === 1 ? placeOf(event.target) : null;
    if (place && !editing) {
      apply((before) => goTo(before, place, true));
    }
  };
  const onDoubleClick = () => {
    const column = state.columns[state.at.column] ?? '';
    if (!state.locked.has(column)) {
      setEditing({ mode: 'edit', text: state.rows[state.at.row]?.cells[column] ?? '' });
    }
  };
  return (
    <div ref={frame} className="lt-sheet">
      <div className="lt-sheet-inner" style={{ width: total }}>
        <table
          {...ROLE.grid}
          className="lt-sheet-table"
          aria-label={face.caption}
          aria-rowcount={state.rows.length + 1}
          aria-colcount={state.columns.length + 1}
          onPointerDown={onPointerDown}
          onPointerMove={onPointerMove}
          onDoubleClick={onDoubleClick}
        >
          <SheetHead columns={state.columns} labels={labels} widths={widths} onResize={props.onResize} />
          <tbody
            {...ROLE.group}
            style={{ paddingTop: from * ROW_HEIGHT, paddingBottom: (state.rows.length - to) * ROW_HEIGHT }}
          >
            {state.rows.slice(from, to).map((row, offset) => {
              const index = from + offset;
              const isIn = index >= area.top && index <= area.bottom;
              return (
                <GridRowView
                  key={row.key}
                  row={row}
                  index={index}
                  columns={state.columns}
                  widths={widths}
                  locked={state.locked}
                  problems={problems.get(row.key)}
                  selected={isIn ? spanOf(area.left, area.right) : null}
                  say={face.say}
                />
              );
            })}
          </tbody>
        </table>
        <CellEditor
          ref={input}
          state={state}
          choices={face.choicesOf(state.columns[state.at.column] ?? '')}
          label={labels[state.at.column] ?? ''}
          editing={editing}
          setEditing={setEditing}
          keys={keys}
          style={{
            top: (state.at.row + 1) * ROW_HEIGHT,
            left: left + NUMBER_WIDTH,
            width: widths[state.at.column],
          }}
        />
      </div>
    </div>
  );
};

const SPANS = new Map<string, readonly [number, number]>();
/** The same pair each time, so that rows whose selection did not change are not drawn again. */
const spanOf = (left: number, right: number): readonly [number, number] => {
  const key = `${left} ${right}`;
  const known = SPANS.get(key) ?? ([left, right] as const);
  SPANS.set(key, known);
  return known;
};
