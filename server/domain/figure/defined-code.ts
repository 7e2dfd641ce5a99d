/** Who defined a figure that is none of the report's: the office itself (Z-3), or the platform for many offices (P-3). */
export const FIGURE_ORIGINS = ['office', 'platform'] as const;
export type FigureOrigin = (typeof FIGURE_ORIGINS)[number];
const LETTERS = { office: 'Z', platform: 'P' } as const;
const DEFINED = /^([ZP])-([1-9]\d{0,3})$/u;

export const definedCode = ({ origin, number }: { origin: FigureOrigin; number: number }): string =>
  `${LETTERS[origin]}-${number}`;
/** Whose definition a code names, and its number there; null for a figure of the report. */
export const readDefinedCode = (code: string): { origin: FigureOrigin; number: number } | null => {
  const [, letter, digits] = DEFINED.exec(code) ?? [];
  return digits === undefined
    ? null
    : { origin: letter === LETTERS.platform ? 'platform' : 'office', number: Number(digits) };
};
export const isDefinedCode = (code: string): boolean => DEFINED.test(code);
