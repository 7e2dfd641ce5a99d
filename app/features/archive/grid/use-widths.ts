import { useCallback, useEffect, useState } from 'react';

const WIDTHS: Readonly<Record<string, number>> = {
  title: 320,
  responsibleParty: 160,
  documentNumber: 168,
  referenceCode: 216,
  documentDate: 104,
  startDate: 104,
  endDate: 104,
  filingYear: 72,
  retentionCode: 88,
  orgCode: 104,
  catalogueNumber: 80,
  fileNumber: 80,
  pageCount: 72,
  pageNumber: 88,
  frameCount: 72,
  openFlag: 96,
  boxNumber: 80,
  topics: 160,
  remarks: 200,
};
const OTHER = 128;
const STORAGE = 'lt-grid-widths';

const read = (): Record<string, number> => {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(STORAGE) ?? '{}');
    return typeof stored === 'object' && stored !== null ? (stored as Record<string, number>) : {};
  } catch {
    return {};
  }
};

/** Widths of the columns as this person drew them; nothing depends on them. */
export const useWidths = (columns: readonly string[]) => {
  const [own, setOwn] = useState<Record<string, number>>({});
  useEffect(() => setOwn(read()), []);
  const resize = useCallback(
    (at: number, width: number) =>
      setOwn((before) => {
        const next = { ...before, [columns[at] ?? '']: Math.round(width) };
        try {
          localStorage.setItem(STORAGE, JSON.stringify(next));
        } catch {
          // Only not remembered.
        }
        return next;
      }),
    [columns],
  );
  return { widths: columns.map((column) => own[column] ?? WIDTHS[column] ?? OTHER), resize };
};
