import type { ClipboardEvent, KeyboardEvent } from 'react';
import { isComposing } from '@/app/lib/hotkeys';
import {
  clearSelected,
  copyText,
  fillDown,
  type GridState,
  goAlong,
  goDown,
  goTo,
  pasteText,
  redo,
  removeRows,
  selectAll,
  setCell,
  undo,
} from './grid-model';

/** `type`: the first letter began it, arrows leave it. `edit`: F2 or a double click, arrows move inside. */
export type Editing = { mode: 'type' | 'edit'; text: string } | null;

interface SheetKeys {
  state: GridState;
  apply: (change: (state: GridState) => GridState) => void;
  editing: Editing;
  setEditing: (editing: Editing) => void;
  /** Rows of one screenful. */
  pageRows: number;
  onSubmit: () => void;
  onSave: () => void;
  onLeave: () => void;
}

type Move = (state: GridState, isExtending: boolean) => GridState;
const by =
  (rows: number, columns: number): Move =>
  (state, isExtending) =>
    goTo(state, { row: state.at.row + rows, column: state.at.column + columns }, isExtending);

const MOVES: Readonly<Record<string, Move>> = {
  ArrowUp: by(-1, 0),
  ArrowDown: by(1, 0),
  ArrowLeft: by(0, -1),
  ArrowRight: by(0, 1),
  Home: (state, isExtending) => goTo(state, { row: state.at.row, column: 0 }, isExtending),
  End: (state, isExtending) => goTo(state, { row: state.at.row, column: state.columns.length - 1 }, isExtending),
};

/** With Ctrl: to the edge. */
const FAR: Readonly<Record<string, Move>> = {
  ArrowUp: (state, isExtending) => goTo(state, { row: 0, column: state.at.column }, isExtending),
  ArrowDown: (state, isExtending) => goTo(state, { row: state.rows.length, column: state.at.column }, isExtending),
  ArrowLeft: (state, isExtending) => goTo(state, { row: state.at.row, column: 0 }, isExtending),
  ArrowRight: (state, isExtending) => goTo(state, { row: state.at.row, column: state.columns.length - 1 }, isExtending),
  Home: (state, isExtending) => goTo(state, { row: 0, column: 0 }, isExtending),
  End: (state, isExtending) => goTo(state, { row: state.rows.length, column: state.columns.length - 1 }, isExtending),
};

const WITH_CTRL: Readonly<Record<string, (state: GridState) => GridState>> = {
  z: undo,
  y: redo,
  d: fillDown,
  a: selectAll,
  delete: removeRows,
  backspace: removeRows,
};

/** What every key does. Nothing is done while an input method composes: its keys are its own. */
export const useSheetKeys = (keys: SheetKeys) => {
  const { state, apply, editing, setEditing } = keys;

  /** Takes what was typed into the cell and, if asked, goes on from there. */
  const commit = (then: (state: GridState) => GridState = (same) => same) => {
    const text = editing?.text;
    setEditing(null);
    apply((before) => then(text === undefined ? before : setCell(before, before.at, text)));
  };

  const withCtrl = (event: KeyboardEvent): boolean => {
    const name = event.key.toLowerCase();
    if (name === 'enter' || name === 's') {
      commit();
      (name === 's' ? keys.onSave : keys.onSubmit)();
      return true;
    }
    if (editing) {
      return false;
    }
    const far = FAR[event.key];
    const change = name === 'z' && event.shiftKey ? redo : WITH_CTRL[name];
    if (far) apply((before) => far(before, event.shiftKey));
    else if (change) apply(change);
    return far !== undefined || change !== undefined;
  };

  const whileEditing = (event: KeyboardEvent): boolean => {
    if (event.key === 'Escape') {
      setEditing(null);
      return true;
    }
    const move = MOVES[event.key];
    if (!move || editing?.mode !== 'type') {
      return false;
    }
    commit((before) => move(before, false));
    return true;
  };

  const atRest = (event: KeyboardEvent): boolean => {
    const move = MOVES[event.key];
    if (move) apply((before) => move(before, event.shiftKey));
    else if (event.key === 'PageDown') apply((before) => by(keys.pageRows, 0)(before, event.shiftKey));
    else if (event.key === 'PageUp') apply((before) => by(-keys.pageRows, 0)(before, event.shiftKey));
    else if (event.key === 'Delete' || event.key === 'Backspace') apply(clearSelected);
    else if (event.key === 'Escape') keys.onLeave();
    else if (event.key === 'F2') {
      const column = state.columns[state.at.column] ?? '';
      if (!state.locked.has(column)) setEditing({ mode: 'edit', text: state.rows[state.at.row]?.cells[column] ?? '' });
    } else return false;
    return true;
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent) || event.altKey) {
      return;
    }
    const isDone = (): boolean => {
      if (event.ctrlKey || event.metaKey) return withCtrl(event);
      if (event.key === 'Enter') {
        commit(event.shiftKey ? (before) => by(-1, 0)(before, false) : goDown);
        return true;
      }
      if (event.key === 'Tab') {
        commit((before) => goAlong(before, event.shiftKey ? -1 : 1));
        return true;
      }
      return editing ? whileEditing(event) : atRest(event);
    };
    if (isDone()) {
      event.preventDefault();
      event.stopPropagation();
    }
  };

  const onPaste = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData('text/plain');
    if (editing && !/[\t\n]/.test(text.replace(/\r?\n$/, ''))) {
      return;
    }
    event.preventDefault();
    setEditing(null);
    apply((before) => pasteText(before, text));
  };

  const onCopy = (event: ClipboardEvent) => {
    if (!editing) {
      event.preventDefault();
      event.clipboardData.setData('text/plain', copyText(state));
      if (event.type === 'cut') apply(clearSelected);
    }
  };
  return { onKeyDown, onPaste, onCopy, commit };
};
