import { ARCHIVAL_CATEGORY_CODES, topCategoryCode } from '@/server/domain/archive/archival-category';

/** 载体: what a record is made of, as far as its category says. What is in no other group is on paper. */
export const CARRIERS = ['paper', 'photo', 'audio', 'video', 'object', 'electronic'] as const;
export type Carrier = (typeof CARRIERS)[number];

const CARRIER_OF: Readonly<Record<string, Carrier>> = {
  ZP: 'photo',
  LY: 'audio',
  LX: 'video',
  SW: 'object',
  SJ: 'electronic',
  YJ: 'electronic',
  WY: 'electronic',
  MT: 'electronic',
};

export const carrierOf = (categoryCode: string): Carrier => CARRIER_OF[topCategoryCode(categoryCode)] ?? 'paper';

/** First levels of the carrier; for paper those that are not on paper, to be left out. */
export const categoriesOf = (carrier: Carrier): { isNot: boolean; codes: string[] } => {
  const codes = ARCHIVAL_CATEGORY_CODES.filter((code) => !code.includes('·'));
  return carrier === 'paper'
    ? { isNot: true, codes: codes.filter((code) => carrierOf(code) !== 'paper') }
    : { isNot: false, codes: codes.filter((code) => carrierOf(code) === carrier) };
};
