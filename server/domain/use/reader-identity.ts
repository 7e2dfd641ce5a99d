import { z } from 'zod';
import { optionalText, text, uuid } from '@/server/domain/shared/ids';
import { AGE_GROUPS, type AgeGroup, ID_KINDS, VISITOR_KINDS } from './visit-vocabulary.ts';

/*
 * Who stands at the counter. The number of a paper is typed or read once, made into a keyed fingerprint by the server
 * and forgotten; the fingerprint knows the reader again, the last signs are shown.
 */
export const idKind = z.enum(ID_KINDS);
export const visitorKind = z.enum(VISITOR_KINDS);
export const ageGroup = z.enum(AGE_GROUPS);

const SHOWN_SIGNS = 4;
const CARD_SIGNS = 18;
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_SIGNS = '10X98765432';

/** Half-width, capital, without spaces and dashes. */
export const normaliseIdNumber = (typed: string): string => typed.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '');

/** The last signs; of a short number fewer, so that never the whole of it shows. */
export const tailOfId = (number: string): string =>
  number.slice(-Math.max(1, Math.min(SHOWN_SIGNS, Math.floor(number.length / 2))));

/** 18 signs, a day that exists, and the check sign of GB 11643. */
export const isIdCard = (number: string): boolean => {
  if (!/^\d{17}[\dX]$/.test(number)) return false;
  const day = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
  if (!z.iso.date().safeParse(day).success) return false;
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(number[index]), 0);
  return CHECK_SIGNS[sum % CHECK_SIGNS.length] === number[CARD_SIGNS - 1];
};

const YEARS = [18, 35, 60] as const;

/** The age group on a day, by the birthday in an identity card. */
export const ageGroupOn = (card: string, today: string): AgeGroup => {
  const [year, monthDay] = [Number(card.slice(6, 10)), card.slice(10, 14)];
  const passed = today.slice(5).replace('-', '') >= monthDay;
  const age = Number(today.slice(0, 4)) - year - (passed ? 0 : 1);
  return AGE_GROUPS[YEARS.filter((from) => age >= from).length] ?? 'from_60';
};

export const identifyReaderInput = z.strictObject({ idKind, idNumber: text(40) });
export type IdentifyReaderInput = z.infer<typeof identifyReaderInput>;

/** What stands for the paper in the form from here on. */
export const identifiedReader = z.object({
  fingerprint: z.string(),
  idTail: z.string(),
  ageGroup: ageGroup.nullable(),
  /** Who it is, where the same paper was shown before. */
  known: z
    .object({
      id: uuid,
      name: z.string(),
      kind: visitorKind,
      unit: z.string().nullable(),
      ageGroup: ageGroup.nullable(),
      contact: z.string().nullable(),
      visits: z.number().int(),
      lastOn: z.iso.date().nullable(),
    })
    .nullable(),
});
export type IdentifiedReader = z.infer<typeof identifiedReader>;

/** The paper as the form hands it on: never its number. */
export const paperInput = z.strictObject({
  idKind,
  idTail: z.string().regex(/^[0-9A-Z一-鿿]{1,4}$/u),
  fingerprint: z.string().regex(/^[0-9a-f]{64}$/),
});

export const readerFields = {
  visitorName: text(40),
  visitorKind: visitorKind.optional(),
  visitorUnit: optionalText(80),
  ageGroup: ageGroup.optional(),
  contact: optionalText(40),
  paper: paperInput.optional(),
};
