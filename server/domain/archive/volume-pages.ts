/** 卷内页号: each piece begins where the one before it ends; the last one says where the volume ends too. */

interface PagedPiece {
  id: string;
  pageCount: number | null;
  pageNumber: string | null;
}

/**
 * The page numbers that have to change, of pieces in their order. None at all where the volume has none, or where a piece
 * does not say its pages: what cannot be counted is left to a person.
 */
export function pageNumbersOf(pieces: readonly PagedPiece[]): { id: string; pageNumber: string }[] {
  const isPaged = pieces.some((piece) => piece.pageNumber !== null);
  if (!isPaged || pieces.some((piece) => !piece.pageCount)) return [];
  let next = 1;
  return pieces.flatMap((piece, at) => {
    const first = next;
    next += piece.pageCount ?? 0;
    const last = next - 1;
    const pageNumber = at === pieces.length - 1 && last > first ? `${first}-${last}` : String(first);
    return pageNumber === piece.pageNumber ? [] : [{ id: piece.id, pageNumber }];
  });
}
