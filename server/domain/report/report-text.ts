import type { FigureState } from '@/server/domain/figure/figure-views';
import type { NamedFigure } from '@/server/domain/figure/named-figure';
import { chipKey, piecesOf } from './chip.ts';
import { chipText, FAULTY_CHIP_TEXT, UNKNOWN_FIGURE_TEXT } from './chip-text.ts';
import { figureOf } from './name-chips.ts';

type Amount = { value: number | null; state: FigureState };

const NONE: ReadonlyMap<string, NamedFigure> = new Map();
/** A paragraph as it is printed: its figures as numbers. */
export const paragraphText = (
  paragraph: string,
  amounts: ReadonlyMap<string, Amount>,
  own: ReadonlyMap<string, NamedFigure> = NONE,
): string =>
  piecesOf(paragraph)
    .map((piece) => {
      if (piece.kind === 'text') return piece.text;
      const { code } = piece.chip;
      const [figure, amount] = [figureOf(code) ?? own.get(code), amounts.get(chipKey(piece.chip))];
      if (!figure) return UNKNOWN_FIGURE_TEXT;
      if (amount) return chipText(piece.chip, figure, amount);
      return piece.chip.days || piece.chip.params ? FAULTY_CHIP_TEXT : UNKNOWN_FIGURE_TEXT;
    })
    .join('');

/** 2026年11月22日 */
export const officialDate = (day: string): string =>
  `${day.slice(0, 4)}年${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`;
