/** What is printed and bound: lists with covers, forms, texts. The same book becomes PDF, Word or Excel. */
export interface PrintBook {
  title: string;
  unitName: string;
  /** At the right of every page's head, where the unit stands at the left. */
  header?: string;
  paper: 'A4' | 'A3';
  orientation: 'landscape' | 'portrait';
  /** For sheets that bear print already: everything moves by so many mm. */
  offsetMm: { x: number; y: number };
  /** Each volume counts its own pages. */
  volumes: readonly PrintVolume[];
}

export interface PrintVolume {
  parts: readonly PrintPart[];
}

export interface PrintColumn {
  title: string;
  /** Share of the line, relative to the other columns. */
  width: number;
  align?: 'left' | 'center';
}
export interface PrintFact {
  label: string;
  value: string;
}

export type PrintPart =
  | { kind: 'cover'; title: string; facts: readonly PrintFact[] }
  | {
      kind: 'table';
      title: string;
      facts: readonly PrintFact[];
      columns: readonly PrintColumn[];
      rows: readonly (readonly string[])[];
      /** Lines to sign on below the last row. */
      signatures?: readonly string[];
    }
  /** Ruled fields; `heightMm` keeps room to write by hand. */
  | {
      kind: 'form';
      title: string;
      facts: readonly PrintFact[];
      fields: readonly (PrintFact & { heightMm?: number })[];
      signatures?: readonly string[];
    }
  | { kind: 'text'; title: string; paragraphs: readonly string[]; signatures: readonly string[] };

/** Says how many rows are set, and lets others have the processor meanwhile. */
export type PrintProgress = (rows: number) => Promise<void>;
