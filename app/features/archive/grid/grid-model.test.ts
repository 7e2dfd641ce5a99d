import { describe, expect, it } from 'vitest';
import { formatBlock, parseBlock } from './clipboard';
import {
  addRow,
  blankRow,
  clearSelected,
  copyText,
  fillDown,
  type GridState,
  goAlong,
  goDown,
  goTo,
  isBlank,
  makeGrid,
  pasteText,
  redo,
  removeRows,
  rowsToKeep,
  selectedArea,
  setCell,
  undo,
} from './grid-model';

const COLUMNS = ['filingYear', 'documentNumber', 'title', 'pageCount'];
const grid = (rows = 3): GridState =>
  makeGrid(
    COLUMNS,
    Array.from({ length: rows }, () => blankRow()),
  );
const texts = (state: GridState): string[][] =>
  state.rows.map((row) => state.columns.map((column) => row.cells[column] ?? ''));

describe('the clipboard', () => {
  it('reads what spreadsheets write: quotes, lines inside a cell, Windows lines, a last empty line', () => {
    expect(parseBlock('a\tb\r\n"c ""d"""\t"e\nf"\r\n')).toEqual([
      ['a', 'b'],
      ['c "d"', 'e f'],
    ]);
    expect(parseBlock('')).toEqual([['']]);
    expect(parseBlock('5" 软盘\t2')).toEqual([['5" 软盘', '2']]);
  });
  it('writes what it reads', () => {
    const block = [
      ['一', '"二"'],
      ['', '四'],
    ];
    expect(parseBlock(formatBlock(block))).toEqual(block);
  });
});

describe('pasting', () => {
  it('puts a block down at the corner of the selection and makes the rows that it needs', () => {
    const state = pasteText(goTo(grid(1), { row: 0, column: 1 }), '清发〔2023〕1号\t甲\n清发〔2023〕2号\t乙\n\t丙');
    expect(texts(state)).toEqual([
      ['', '清发〔2023〕1号', '甲', ''],
      ['', '清发〔2023〕2号', '乙', ''],
      ['', '', '丙', ''],
    ]);
    expect(selectedArea(state)).toEqual({ top: 0, bottom: 2, left: 1, right: 2 });
  });
  it('fills a selection with one cell, drops what lies right of the last column, and says what had no room', () => {
    const selected = goTo(goTo(grid(), { row: 0, column: 0 }), { row: 2, column: 0 }, true);
    expect(texts(pasteText(selected, '2023')).map((row) => row[0])).toEqual(['2023', '2023', '2023']);
    const wide = pasteText(goTo(grid(1), { row: 0, column: 3 }), '7\t8\t9');
    expect(texts(wide)).toEqual([['', '', '', '7']]);
    const long = pasteText(grid(1), Array.from({ length: 620 }, (_, at) => String(at)).join('\n'));
    expect([long.rows.length, long.cutOff]).toEqual([500, 120]);
  });
  it('writes over nothing that is locked and adds no rows to filed records', () => {
    const rows = [{ key: 'a', itemId: 'x', cells: { filingYear: '2020', title: '旧' } }];
    const locked = makeGrid(COLUMNS, rows, new Set(['filingYear']));
    const state = pasteText(locked, '2023\t\t新\n2024\t\t又');
    expect(texts(state)).toEqual([['2020', '', '新', '']]);
    expect(state.cutOff).toBe(1);
  });
});

describe('the keys', () => {
  it('copy down: the top row through the selection, or the row above into one row', () => {
    const typed = setCell(grid(), { row: 0, column: 2 }, '题名');
    const all = fillDown(goTo(goTo(typed, { row: 0, column: 2 }), { row: 2, column: 2 }, true));
    expect(texts(all).map((row) => row[2])).toEqual(['题名', '题名', '题名']);
    const one = fillDown(goTo(typed, { row: 1, column: 2 }));
    expect(texts(one).map((row) => row[2])).toEqual(['题名', '题名', '']);
    expect(fillDown(typed)).toBe(typed);
  });
  it('undo and redo every change, one step each', () => {
    const first = setCell(grid(1), { row: 0, column: 2 }, '一');
    const second = clearSelected(goTo(first, { row: 0, column: 2 }));
    const pasted = pasteText(second, '二\n三');
    expect(texts(undo(pasted))).toEqual(texts(second));
    expect(texts(undo(undo(pasted)))).toEqual(texts(first));
    expect(texts(undo(undo(undo(undo(pasted)))))).toEqual([['', '', '', '']]);
    expect(texts(redo(undo(pasted)))).toEqual(texts(pasted));
    expect(setCell(first, { row: 0, column: 2 }, '一')).toBe(first);
  });
  it('carry the place on to the next row, and begin a new one below the last', () => {
    let state = setCell(setCell(grid(1), { row: 0, column: 0 }, '2023'), { row: 0, column: 2 }, '一');
    state = goDown(state);
    expect(texts(state)).toEqual([
      ['2023', '', '一', ''],
      ['2023', '', '', ''],
    ]);
    expect(state.at).toEqual({ row: 1, column: 1 });
    expect(isBlank(state.rows[1] ?? blankRow())).toBe(true);
    expect(rowsToKeep(state.rows)).toHaveLength(1);
    expect(goAlong(goTo(state, { row: 0, column: 3 }), 1).at).toEqual({ row: 1, column: 0 });
    expect(goAlong(goTo(state, { row: 1, column: 0 }), -1).at).toEqual({ row: 0, column: 3 });
  });
  it('add and remove rows, and leave one to type in', () => {
    const state = addRow(setCell(grid(1), { row: 0, column: 0 }, '2023'));
    expect(state.rows).toHaveLength(2);
    const none = removeRows(goTo(goTo(state, { row: 0, column: 0 }), { row: 1, column: 0 }, true));
    expect(texts(none)).toEqual([['', '', '', '']]);
  });
  it('copy what is selected as a spreadsheet reads it', () => {
    const state = goTo(goTo(pasteText(grid(), 'a\tb\nc\td'), { row: 0, column: 0 }), { row: 1, column: 1 }, true);
    expect(copyText(state)).toBe('a\tb\nc\td');
  });
});
