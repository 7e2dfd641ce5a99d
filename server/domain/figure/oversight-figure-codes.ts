/** Figures of rounds of inspection, ratings, model cases, drills, and of the two special kinds. */
export const OVERSIGHT_FIGURE_CODES = [
  'S1-02',
  'S1-14',
  'S2-38',
  'S3-57',
  'S4-10',
  'S4-32',
  'S4-34',
  'S4-35',
  'S4-36',
  'S4-38',
  'S4-40',
  'S4-42',
  'S4-43',
  'S4-44',
  'S4-46',
  'S4-47',
] as const;
export type OversightFigureCode = (typeof OVERSIGHT_FIGURE_CODES)[number];
