/** What a record may hold, in the order in which it is printed. */
export type PdfSection =
  | { kind: 'facts'; heading?: string; rows: readonly PdfFact[] }
  | {
      kind: 'table';
      heading?: string;
      columns: readonly PdfColumn[];
      rows: readonly (readonly string[])[];
      empty?: string;
    }
  | { kind: 'text'; heading?: string; paragraphs: readonly string[] }
  | { kind: 'images'; heading?: string; images: readonly PdfImage[] }
  /** Lines to sign on, two in a row. */
  | { kind: 'signatures'; labels: readonly string[] };

export interface PdfFact {
  label: string;
  value: string;
}
export interface PdfColumn {
  title: string;
  /** Share of the line, relative to the other columns. */
  width: number;
  align?: 'left' | 'center' | 'right';
}
export interface PdfImage {
  /** PNG or JPEG. */
  bytes: Buffer;
  caption: string;
}
export interface RecordDocument {
  title: string;
  documentNumber: string;
  unitName: string;
  sections: readonly PdfSection[];
  /** Shown in the footer, such as the day of printing. */
  note?: string;
}
