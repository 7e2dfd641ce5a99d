/* A ruled table whose cells wrap, whose rows go over page ends and whose header comes again on each page. */
type Document = PDFKit.PDFDocument;

export interface TableRow {
  cells: readonly string[];
  /** How many columns each cell takes; sums to the number of columns. */
  spans: readonly number[];
  /** Cells in bold on a grey ground. */
  strong?: readonly number[];
}
export interface Table {
  widths: readonly number[];
  aligns?: readonly ('left' | 'center' | 'right')[];
  header?: TableRow;
  rows: readonly TableRow[];
}

const SIZE = 10;
const PADDING = 5;
const LINE_GAP = 2;
const RULE = '#8a919c';
const GROUND = '#f2f3f5';
const INK = '#1f2329';

interface Cell {
  text: string;
  x: number;
  width: number;
  strong: boolean;
  align: 'left' | 'center' | 'right';
}

const layCells = (document: Document, table: Table, row: TableRow): Cell[] => {
  const { left, right } = document.page.margins;
  const unit = (document.page.width - left - right) / table.widths.reduce((sum, width) => sum + width, 0);
  let column = 0;
  let x = left;
  return row.cells.map((text, index) => {
    const span = row.spans[index] ?? 1;
    const width = table.widths.slice(column, column + span).reduce((sum, part) => sum + part, 0) * unit;
    const strong = row.strong?.includes(index) ?? false;
    const align = strong ? 'center' : span > 1 ? 'left' : (table.aligns?.[column] ?? 'left');
    const cell: Cell = { text, x, width, strong, align };
    column += span;
    x += width;
    return cell;
  });
};

const choose = (document: Document, cell: Cell): Document =>
  document
    .font(cell.strong ? 'strong' : 'body')
    .fontSize(SIZE)
    .fillColor(INK);

const textOptions = (cell: Cell) => ({ width: cell.width - 2 * PADDING, lineGap: LINE_GAP, align: cell.align });

const heightOf = (document: Document, cell: Cell, text = cell.text): number =>
  choose(document, cell).heightOfString(text === '' ? ' ' : text, textOptions(cell)) + 2 * PADDING;

const rowHeight = (document: Document, cells: readonly Cell[]): number =>
  Math.max(...cells.map((cell) => heightOf(document, cell)));

const drawCells = (document: Document, cells: readonly Cell[], height: number): void => {
  const top = document.y;
  for (const cell of cells) {
    if (cell.strong) document.rect(cell.x, top, cell.width, height).fill(GROUND);
    document.rect(cell.x, top, cell.width, height).lineWidth(0.5).stroke(RULE);
    choose(document, cell).text(cell.text, cell.x + PADDING, top + PADDING, textOptions(cell));
  }
  document.x = document.page.margins.left;
  document.y = top + height;
};

/** How many characters of a cell fit into a height: the rest goes to the next page. */
const fitting = (document: Document, cell: Cell, characters: readonly string[], height: number): number => {
  let [low, high] = [0, characters.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (heightOf(document, cell, characters.slice(0, middle).join('')) <= height) low = middle;
    else high = middle - 1;
  }
  return low;
};

/** Splits cells that are taller than what is left of the page. */
const splitCells = (document: Document, cells: readonly Cell[], height: number): [Cell[], Cell[]] => {
  const parts = cells.map((cell) => {
    const characters = Array.from(cell.text);
    const count = fitting(document, cell, characters, height);
    return { cell, head: characters.slice(0, count).join(''), rest: characters.slice(count).join('') };
  });
  return [
    parts.map(({ cell, head }) => ({ ...cell, text: head })),
    parts.map(({ cell, rest }) => ({ ...cell, text: rest })),
  ];
};

export const drawTable = (document: Document, table: Table): void => {
  const bottom = () => document.page.height - document.page.margins.bottom;
  const smallest = 2 * PADDING + 2 * SIZE;
  const header = table.header ? layCells(document, table, table.header) : undefined;
  const drawHeader = () => {
    if (header) drawCells(document, header, rowHeight(document, header));
  };
  const turnPage = () => {
    document.addPage();
    drawHeader();
  };
  if (header && document.y + rowHeight(document, header) + 2 * smallest > bottom()) document.addPage();
  drawHeader();
  for (const row of table.rows) {
    let cells = layCells(document, table, row);
    let height = rowHeight(document, cells);
    const wholePage = bottom() - document.page.margins.top - (header ? rowHeight(document, header) : 0);
    // A row that fits on one page is kept together; a taller one is cut where the page ends.
    if (height <= wholePage && document.y + height > bottom()) turnPage();
    while (document.y + height > bottom()) {
      const room = bottom() - document.y;
      if (room < smallest) {
        turnPage();
        continue;
      }
      const [head, rest] = splitCells(document, cells, room);
      drawCells(document, head, room);
      cells = rest;
      height = rowHeight(document, cells);
      turnPage();
    }
    drawCells(document, cells, height);
  }
};
