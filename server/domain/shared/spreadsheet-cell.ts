/**
 * Cells that a spreadsheet program might run.
 *
 * In .xlsx the defence is the type: write the text as a *string* value (exceljs: `cell.value = text`, `numFmt = '@'`),
 * never as `{ formula }`; a string cell is not evaluated whatever it begins with, and nothing is added to the text.
 * In .csv there are no types, so the text gets one apostrophe in front, which Excel, WPS and LibreOffice show as text.
 * `restoreInertCell` takes exactly that apostrophe away again: `restoreInertCell(inertCell(x)) === x` for every x.
 */

const RISKY_START = /^'*[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;
const ESCAPED_START = /^'+[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;

/** Text for a .csv cell that cannot be taken for a formula. Quote and separate as usual afterwards. */
export function inertCell(text: string): string {
  return RISKY_START.test(text) ? `'${text}` : text;
}

/** The text before `inertCell`. */
export function restoreInertCell(text: string): string {
  return ESCAPED_START.test(text) ? text.slice(1) : text;
}

/** One .csv line, inert and quoted (RFC 4180), with CRLF. */
export function csvLine(cells: readonly string[]): string {
  const quoted = cells.map((cell) => {
    const text = inertCell(cell);
    return /[",\r\n\t;]|^\s|\s$/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
  });
  return `${quoted.join(',')}\r\n`;
}
