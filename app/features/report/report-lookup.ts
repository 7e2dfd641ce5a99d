import { type Chip, chipKey, chipsOf } from '@/server/domain/report/chip';
import { chipText, UNKNOWN_FIGURE_TEXT } from '@/server/domain/report/chip-text';
import { figureOf } from '@/server/domain/report/name-chips';
import type { ReportFigureView, ReportView } from '@/server/domain/report/report';

export type FigureLookup = ReadonlyMap<string, ReportFigureView>;

export const lookupOf = (figures: readonly ReportFigureView[]): FigureLookup =>
  new Map(figures.map((figure) => [figure.key, figure]));

/** What the text shows: the frozen value where there is one. */
export const standingAmount = (figure: ReportFigureView) => figure.frozen ?? figure.now;

export interface ShownChip {
  text: string;
  look: 'live' | 'warn' | 'changed' | 'unknown';
  figure: ReportFigureView | undefined;
}

/** @param isDraft the text is not saved: a figure that was put in just now has its name until then */
export const showChip = (chip: Chip, lookup: FigureLookup, isDraft = false): ShownChip => {
  const [definition, figure] = [figureOf(chip.code), lookup.get(chipKey(chip))];
  if (isDraft && definition && !figure) return { text: `［${definition.name.zh}］`, look: 'live', figure };
  if (!definition || !figure) return { text: UNKNOWN_FIGURE_TEXT, look: 'unknown', figure };
  const amount = standingAmount(figure);
  const look = amount.value === null ? 'warn' : figure.hasChanged ? 'changed' : 'live';
  return { text: chipText(chip, definition, amount), look, figure };
};

/** Places of the text that say nothing yet, and figures that do not exist. */
export const countWarnings = (report: ReportView, lookup: FigureLookup): { empty: number; unknown: number } => {
  const looks = chipsOf(report.chapters.flatMap((chapter) => chapter.paragraphs)).map(
    (chip) => showChip(chip, lookup).look,
  );
  return {
    empty: looks.filter((look) => look === 'warn').length,
    unknown: looks.filter((look) => look === 'unknown').length,
  };
};
