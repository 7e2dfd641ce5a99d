import { isDefinedCode } from '@/server/domain/figure/defined-code';
import { type Chip, chipKey, chipsOf, paramsText } from '@/server/domain/report/chip';
import { chipText, FAULTY_CHIP_TEXT, UNKNOWN_FIGURE_TEXT } from '@/server/domain/report/chip-text';
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

/** To what a chip is narrowed, as it is shown before anything is counted. */
const saidOf = ({ days, params }: Chip): string[] => [
  ...(days ? [`${days.from}至${days.to}`] : []),
  ...(params ? [paramsText(params)] : []),
];

/** @param draftLabel the text is not saved: a figure that was put in just now has its name until then */
export const showChip = (chip: Chip, lookup: FigureLookup, draftLabel?: string): ShownChip => {
  const figure = lookup.get(chipKey(chip));
  const definition = figureOf(chip.code) ?? figure?.own;
  const isKnown = definition || isDefinedCode(chip.code);
  if (draftLabel !== undefined && isKnown && !figure)
    return { text: `［${[definition?.name.zh ?? draftLabel, ...saidOf(chip)].join('·')}］`, look: 'live', figure };
  if (!definition || !figure) {
    const isFaulty = isKnown && (chip.days || chip.params);
    return { text: isFaulty ? FAULTY_CHIP_TEXT : UNKNOWN_FIGURE_TEXT, look: 'unknown', figure };
  }
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
