import { FIGURE_CODES, FIGURES, type FigureCode, type FigureDefinition } from '@/server/domain/figure/figures';
import { piecesOf, writeChip } from './chip.ts';

const isFigureCode = (code: string): code is FigureCode => (FIGURE_CODES as readonly string[]).includes(code);

export const figureOf = (code: string): FigureDefinition | undefined =>
  isFigureCode(code) ? FIGURES[code] : undefined;

/** Writes the present name of the figure into each chip, so that the text can be read where it is edited. */
export const nameChips = (paragraph: string): string =>
  piecesOf(paragraph)
    .map((piece) => (piece.kind === 'text' ? piece.text : writeChip(piece.chip, figureOf(piece.chip.code)?.name.zh)))
    .join('');
