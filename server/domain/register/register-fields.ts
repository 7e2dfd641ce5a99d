import type {
  ChoiceField,
  DateField,
  FlagField,
  NumberField,
  RegisterField,
  TextField,
  Words,
} from './register-definition.ts';

/* What the definitions of registers are written with: one line a field. */

type Marks = Partial<Pick<RegisterField, 'required' | 'inList' | 'help'>>;
type DayMarks = Marks & Pick<DateField, 'deadline'>;

/** Asked for, and a column of the list from the start. */
export const MUST: Marks = { required: true, inList: true };
export const SHOWN: Marks = { inList: true };
export const helped = (zh: string, en: string): Marks => ({ help: { zh, en } });

export const WAN_YUAN: Words = { zh: '万元', en: '10 000 CNY' };

/** Shown in the list, and due: reminded of from so many days before. */
export const due = (warnDays: number, metBy: string): DayMarks => ({ ...SHOWN, deadline: { warnDays, metBy } });
/** The same, met by the next entry of that title. */
export const dueAgain = (warnDays: number): DayMarks => ({ ...SHOWN, deadline: { warnDays, isRenewed: true } });

const MOST_COUNTED = 9_999_999;

export const day = (key: string, zh: string, en: string, marks: DayMarks = {}): DateField => ({
  kind: 'date',
  key,
  name: { zh, en },
  ...marks,
});
export const line = (key: string, zh: string, en: string, max: number, marks: Marks = {}): TextField => ({
  kind: 'text',
  key,
  name: { zh, en },
  max,
  ...marks,
});
/** Several lines. */
export const story = (key: string, zh: string, en: string, marks: Marks = {}): TextField => ({
  ...line(key, zh, en, 1000, marks),
  isLong: true,
});
export const flag = (key: string, zh: string, en: string, marks: Marks = {}): FlagField => ({
  kind: 'flag',
  key,
  name: { zh, en },
  ...marks,
});
/** Things that are counted. */
export const count = (
  key: string,
  zh: string,
  en: string,
  marks: Marks & { unit?: Words; most?: number } = {},
): NumberField => {
  const { most = MOST_COUNTED, ...rest } = marks;
  return { kind: 'number', key, name: { zh, en }, min: 0, max: most, decimals: 0, ...rest };
};
/** Money, areas, rates: two digits behind the point. */
export const measure = (
  key: string,
  zh: string,
  en: string,
  marks: Marks & { unit?: Words; most?: number } = {},
): NumberField => ({ ...count(key, zh, en, marks), decimals: 2 });
export const year = (key: string, zh: string, en: string, marks: Marks = {}): NumberField => ({
  kind: 'number',
  key,
  name: { zh, en },
  min: 1950,
  max: 2100,
  decimals: 0,
  isYear: true,
  ...marks,
});
export const pick = (
  key: string,
  zh: string,
  en: string,
  choices: readonly (readonly [code: string, zh: string, en: string])[],
  marks: Marks = {},
): ChoiceField => ({
  kind: 'choice',
  key,
  name: { zh, en },
  choices: choices.map(([code, inChinese, inEnglish]) => ({ code, zh: inChinese, en: inEnglish })),
  ...marks,
});
