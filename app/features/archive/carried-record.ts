import { carriedCells, type GridCells } from '@/server/domain/archive/grid-row';

/* What carries on from the last record, between two visits of the form. */
const keyOf = (slug: string): string => `lt-last-record:${slug}`;

export const rememberRecord = (slug: string, cells: GridCells, place: Record<string, string>): void => {
  try {
    localStorage.setItem(keyOf(slug), JSON.stringify({ ...carriedCells(cells), ...place }));
  } catch {
    // Only not remembered.
  }
};

export const rememberedRecord = (slug: string): Record<string, string> => {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(keyOf(slug)) ?? '{}');
    return typeof stored === 'object' && stored !== null ? (stored as Record<string, string>) : {};
  } catch {
    return {};
  }
};
