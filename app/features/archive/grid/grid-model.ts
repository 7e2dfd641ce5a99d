import { carriedCells, type GridCells, MOST_GRID_ROWS } from '@/server/domain/archive/grid-row';
import { formatBlock, parseBlock } from './clipboard';

/** The grid without its face: rows, where one is, and what every key does. Pure, so that it can be tested by itself. */

export interface GridRow {
  readonly key: string;
  readonly cells: GridCells;
  /** A filed record that the row changes, as it stood when it was read. */
  readonly itemId?: string;
  readonly rowVersion?: number;
  readonly seen?: GridCells;
}

export interface Place {
  readonly row: number;
  readonly column: number;
}

export interface GridState {
  readonly columns: readonly string[];
  /** Columns that may be looked at only: the parts of a code that was given. */
  readonly locked: ReadonlySet<string>;
  readonly rows: readonly GridRow[];
  /** Where the keys are, and the opposite corner of what is selected. */
  readonly at: Place;
  readonly anchor: Place;
  readonly past: readonly (readonly GridRow[])[];
  readonly future: readonly (readonly GridRow[])[];
  /** Rows of the last paste for which there was no room. */
  readonly cutOff: number;
}

const UNDO_STEPS = 100;
let serial = 0;
/** Unique within the page; a draft keeps them. */
export const newKey = (): string => {
  serial += 1;
  return `${Date.now().toString(36)}-${serial.toString(36)}`;
};

export const blankRow = (cells: GridCells = {}): GridRow => ({ key: newKey(), cells });

export const makeGrid = (
  columns: readonly string[],
  rows: readonly GridRow[],
  locked: ReadonlySet<string> = new Set(),
): GridState => ({
  columns,
  locked,
  rows: rows.length > 0 ? rows : [blankRow()],
  at: { row: 0, column: 0 },
  anchor: { row: 0, column: 0 },
  past: [],
  future: [],
  cutOff: 0,
});

/** Nothing was typed in it but what it took over from the row above. */
export const isBlank = (row: GridRow): boolean => {
  if (row.itemId !== undefined) return false;
  const carried = carriedCells(row.cells);
  return Object.entries(row.cells).every(([column, text]) => text.trim() === '' || column in carried);
};

export interface Area {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

export const selectedArea = ({ at, anchor }: Pick<GridState, 'at' | 'anchor'>): Area => ({
  top: Math.min(at.row, anchor.row),
  bottom: Math.max(at.row, anchor.row),
  left: Math.min(at.column, anchor.column),
  right: Math.max(at.column, anchor.column),
});

const clamp = (value: number, most: number): number => Math.max(0, Math.min(most, value));

const placeIn = (state: GridState, place: Place): Place => ({
  row: clamp(place.row, state.rows.length - 1),
  column: clamp(place.column, state.columns.length - 1),
});

/** Goes to a cell; with `isExtending` the other corner of the selection stays. */
export const goTo = (state: GridState, place: Place, isExtending = false): GridState => {
  const at = placeIn(state, place);
  return { ...state, at, anchor: isExtending ? placeIn(state, state.anchor) : at };
};

export const selectAll = (state: GridState): GridState => ({
  ...state,
  anchor: { row: 0, column: 0 },
  at: { row: state.rows.length - 1, column: state.columns.length - 1 },
});

/** The change with a way back. An empty grid keeps one row to type in. */
const changed = (state: GridState, rows: readonly GridRow[]): GridState => {
  const kept = rows.length > 0 ? rows : [blankRow()];
  const next = { ...state, rows: kept, past: [...state.past.slice(1 - UNDO_STEPS), state.rows], future: [], cutOff: 0 };
  return { ...next, at: placeIn(next, state.at), anchor: placeIn(next, state.anchor) };
};

const withCells = (row: GridRow, typed: Readonly<Record<string, string>>): GridRow => {
  const cells = { ...row.cells, ...typed };
  const filled = Object.entries(cells).filter(([, text]) => text !== '');
  return { ...row, cells: Object.fromEntries(filled) };
};

export const setCell = (state: GridState, place: Place, text: string): GridState => {
  const column = state.columns[place.column] ?? '';
  const row = state.rows[place.row];
  if (!row || state.locked.has(column) || (row.cells[column] ?? '') === text) return state;
  return changed(
    state,
    state.rows.map((one) => (one === row ? withCells(one, { [column]: text }) : one)),
  );
};

/** Puts a block of cells down at the upper left corner of the selection; one cell fills all that is selected. */
export const putBlock = (state: GridState, block: readonly (readonly string[])[]): GridState => {
  const area = selectedArea(state);
  const [first = []] = block;
  const isOne = block.length === 1 && first.length === 1;
  const height = isOne ? area.bottom - area.top + 1 : block.length;
  const width = isOne ? area.right - area.left + 1 : Math.max(...block.map((cells) => cells.length));
  const rows = [...state.rows];
  // Filed records cannot be added to by pasting.
  const most = state.locked.size > 0 ? rows.length : MOST_GRID_ROWS;
  const wanted = area.top + height;
  while (rows.length < Math.min(wanted, most)) rows.push(blankRow());
  for (let down = 0; down < Math.min(height, rows.length - area.top); down += 1) {
    const typed: Record<string, string> = {};
    for (let along = 0; along < width; along += 1) {
      const column = state.columns[area.left + along];
      const text = isOne ? first[0] : block[down]?.[along];
      if (column !== undefined && text !== undefined && !state.locked.has(column)) typed[column] = text;
    }
    const row = rows[area.top + down];
    if (row) rows[area.top + down] = withCells(row, typed);
  }
  const next = changed(state, rows);
  const corner = { row: area.top + height - 1, column: area.left + width - 1 };
  const start = { row: area.top, column: area.left };
  return { ...next, at: placeIn(next, start), anchor: placeIn(next, corner), cutOff: Math.max(0, wanted - most) };
};

export const pasteText = (state: GridState, text: string): GridState => putBlock(state, parseBlock(text));

export const copyText = (state: GridState): string => {
  const { top, bottom, left, right } = selectedArea(state);
  const columns = state.columns.slice(left, right + 1);
  return formatBlock(state.rows.slice(top, bottom + 1).map((row) => columns.map((column) => row.cells[column] ?? '')));
};

/** Ctrl+D: the top row of the selection goes down through it; from one row alone, the row above comes down. */
export const fillDown = (state: GridState): GridState => {
  const area = selectedArea(state);
  const from = area.top === area.bottom ? area.top - 1 : area.top;
  const source = state.rows[from];
  if (!source) return state;
  const columns = state.columns.slice(area.left, area.right + 1).filter((column) => !state.locked.has(column));
  const typed = Object.fromEntries(columns.map((column) => [column, source.cells[column] ?? '']));
  return changed(
    state,
    state.rows.map((row, at) => (at > from && at <= area.bottom ? withCells(row, typed) : row)),
  );
};

export const clearSelected = (state: GridState): GridState => {
  const area = selectedArea(state);
  const columns = state.columns.slice(area.left, area.right + 1).filter((column) => !state.locked.has(column));
  const typed = Object.fromEntries(columns.map((column) => [column, '']));
  return changed(
    state,
    state.rows.map((row, at) => (at >= area.top && at <= area.bottom ? withCells(row, typed) : row)),
  );
};

/** A new row below, with what carries on from the one that it follows. */
export const addRow = (state: GridState): GridState => {
  if (state.locked.size > 0 || state.rows.length >= MOST_GRID_ROWS) return state;
  const { row } = state.at;
  const fresh = blankRow(carriedCells(state.rows[row]?.cells ?? {}));
  const next = changed(state, [...state.rows.slice(0, row + 1), fresh, ...state.rows.slice(row + 1)]);
  return goTo(next, { row: row + 1, column: state.at.column });
};

export const removeRows = (state: GridState): GridState => {
  const { top, bottom } = selectedArea(state);
  return changed(
    state,
    state.rows.filter((_, at) => at < top || at > bottom),
  );
};

/** Enter: down, and below the last row a new one begins. */
export const goDown = (state: GridState): GridState => {
  const { row, column } = state.at;
  const below = state.rows[row + 1];
  if (below === undefined) {
    const added = addRow(state);
    return added === state ? state : goTo(added, { row: row + 1, column: firstOpen(state) });
  }
  const next = isBlank(below) && Object.keys(below.cells).length === 0 ? carryOn(state, row + 1) : state;
  return goTo(next, { row: row + 1, column });
};

const carryOn = (state: GridState, at: number): GridState => {
  const carried = carriedCells(state.rows[at - 1]?.cells ?? {});
  const current = state.rows[at - 1];
  if (!current || isBlank(current) || Object.keys(carried).length === 0) return state;
  return {
    ...state,
    rows: state.rows.map((row, index) => (index === at ? { ...row, cells: { ...carried, ...row.cells } } : row)),
  };
};

/** Where one begins to write in a new row: the first column that does not carry on. */
const firstOpen = (state: GridState): number => {
  return Math.max(0, state.columns.indexOf('documentNumber'));
};

/** Tab: along the row, and from its end to the next row. */
export const goAlong = (state: GridState, step: 1 | -1): GridState => {
  const { row, column } = state.at;
  const next = column + step;
  if (next >= 0 && next < state.columns.length) return goTo(state, { row, column: next });
  if (step < 0) return row === 0 ? state : goTo(state, { row: row - 1, column: state.columns.length - 1 });
  return goTo(goDown({ ...state, at: { row, column: 0 } }), { row: row + 1, column: 0 });
};

export const undo = (state: GridState): GridState => {
  const rows = state.past[state.past.length - 1];
  if (!rows) return state;
  const next = { ...state, rows, past: state.past.slice(0, -1), future: [state.rows, ...state.future] };
  return { ...next, at: placeIn(next, state.at), anchor: placeIn(next, state.anchor) };
};

export const redo = (state: GridState): GridState => {
  const [rows, ...rest] = state.future;
  if (!rows) return state;
  const next = { ...state, rows, past: [...state.past, state.rows], future: rest };
  return { ...next, at: placeIn(next, state.at), anchor: placeIn(next, state.anchor) };
};

/** What the server did to rows: some are gone, some have other cells. There is no way back over it. */
export const replaceRows = (state: GridState, rows: readonly GridRow[]): GridState => {
  const next = changed(state, rows);
  return { ...next, past: [], future: [] };
};

/** Rows worth keeping in a draft: everything up to the last that is not blank. */
export const rowsToKeep = (rows: readonly GridRow[]): readonly GridRow[] => {
  let length = rows.length;
  for (let row = rows[length - 1]; row !== undefined && isBlank(row); row = rows[length - 1]) length -= 1;
  return rows.slice(0, length);
};
