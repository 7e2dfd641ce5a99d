import { FIGURE_CODES, FIGURES, type FigureCode, type FigureDefinition } from '@/server/domain/figure/figures';
import { labelInChip, piecesOf, writeChip } from './chip.ts';

const NONE: ReadonlyMap<string, string> = new Map();
const isFigureCode = (code: string): code is FigureCode => (FIGURE_CODES as readonly string[]).includes(code);

export const figureOf = (code: string): FigureDefinition | undefined =>
  isFigureCode(code) ? FIGURES[code] : undefined;

/**
 * Writes the present name of the figure into each chip, so that the text can be read where it is edited.
 * @param own names of the figures that the office defines, by code
 */
export const nameChips = (paragraph: string, own: ReadonlyMap<string, string> = NONE): string =>
  piecesOf(paragraph)
    .map((piece) => {
      if (piece.kind === 'text') return piece.text;
      const { code } = piece.chip;
      return writeChip(piece.chip, figureOf(code)?.name.zh ?? own.get(code) ?? labelInChip(piece.raw));
    })
    .join('');
