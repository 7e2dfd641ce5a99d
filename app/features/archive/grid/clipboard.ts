/** Blocks of cells as spreadsheet programs put them on the clipboard: tabs between cells, lines between rows. */

/** A cell that holds tabs, lines or quotes stands in quotes. Never throws. */
export const parseBlock = (text: string): string[][] => {
  let cells: string[] = [];
  const rows = [cells];
  let cell = '';
  let isQuoted = false;
  const source = text.replace(/\r\n?/g, '\n').replace(/\n$/, '');
  const endCell = () => {
    cells.push(cell.trim());
    cell = '';
  };
  for (let at = 0; at < source.length; at += 1) {
    const character = source[at];
    if (isQuoted) {
      if (character !== '"') {
        // A cell of the catalogue is one line.
        cell += character === '\n' || character === '\t' ? ' ' : character;
      } else if (source[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else {
        isQuoted = false;
      }
    } else if (character === '"' && cell === '') {
      isQuoted = true;
    } else if (character === '\t') {
      endCell();
    } else if (character === '\n') {
      endCell();
      cells = [];
      rows.push(cells);
    } else {
      cell += character;
    }
  }
  endCell();
  return rows;
};

const quoted = (cell: string): string => (/[\t\n"]/.test(cell) ? `"${cell.replace(/"/g, '""')}"` : cell);

export const formatBlock = (rows: readonly (readonly string[])[]): string =>
  rows.map((cells) => cells.map(quoted).join('\t')).join('\n');
