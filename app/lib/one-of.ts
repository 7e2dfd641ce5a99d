/** A code that an address carries, when it is one of ours; an address may say anything. */
export const oneOf = <Code extends string>(codes: readonly Code[], value: string | null): Code | undefined =>
  codes.find((code) => code === value);

const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
export const dayOfParam = (value: string | null): string | undefined => (value && DAY.test(value) ? value : undefined);

const YEAR = /^(19[5-9]\d|2\d{3})$/;
export const yearOfParam = (value: string | null): number | undefined =>
  value && YEAR.test(value) ? Number(value) : undefined;

const FILING_YEAR = /^(1\d{3}|20\d{2}|2100)$/;
/** Records are older than the offices that ask for them: a filing year may be one of an empire. */
export const filingYearOfParam = (value: string | null): number | undefined =>
  value && FILING_YEAR.test(value) ? Number(value) : undefined;

/** This year and the ones before it, for a choice. */
export const recentYears = (today: string, count = 8): number[] => {
  const year = Number(today.slice(0, 4));
  return Array.from({ length: count }, (_, index) => year - index);
};

const WHOLE = /^[1-9]\d{0,8}$/;
export const numberOfParam = (value: string | null): number | undefined =>
  value && WHOLE.test(value) ? Number(value) : undefined;
