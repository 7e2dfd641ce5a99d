import type { FigureState } from '@/server/domain/figure/figure-views';
import { chipKey, piecesOf } from './chip.ts';
import { chipText, UNKNOWN_FIGURE_TEXT } from './chip-text.ts';
import { figureOf } from './name-chips.ts';

type Amount = { value: number | null; state: FigureState };

/** A paragraph as it is printed: its figures as numbers. */
export const paragraphText = (paragraph: string, amounts: ReadonlyMap<string, Amount>): string =>
  piecesOf(paragraph)
    .map((piece) => {
      if (piece.kind === 'text') return piece.text;
      const [figure, amount] = [figureOf(piece.chip.code), amounts.get(chipKey(piece.chip))];
      return figure && amount ? chipText(piece.chip, figure, amount) : UNKNOWN_FIGURE_TEXT;
    })
    .join('');

/** 2026年11月22日 */
export const officialDate = (day: string): string =>
  `${day.slice(0, 4)}年${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`;
