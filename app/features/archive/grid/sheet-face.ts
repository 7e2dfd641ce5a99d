/** What is wrong with a cell, as far as the sheet shows it. */
export interface SheetProblem {
  code: string;
  severity: 'error' | 'warning';
  /** The column. */
  field: string;
  detail: string;
}

/** What a sheet says of its columns: it knows neither records nor registers. */
export interface SheetFace {
  caption: string;
  labelOf: (column: string) => string;
  /** What a cell may be chosen from, in words that can also be typed in. */
  choicesOf: (column: string) => readonly string[];
  say: (problem: SheetProblem) => string;
}
