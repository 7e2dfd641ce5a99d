/* 监管事项编码: without zod, so that screens may take them along. */

/** As the government platform writes its items. */
export const PLATFORM_CODE = /^[0-9A-Za-z_-]{4,40}$/;

/** As it is typed: full-width signs and blanks are the same. */
export const platformCodeOf = (typed: string): string => typed.normalize('NFKC').replace(/\s/gu, '');

/** 受理结果 of one line. */
export const RECEIPT_OUTCOMES = ['accepted', 'returned'] as const;
/** Where an inspection stands with the platform: nothing said yet, something to be put right, all that was said is good. */
export const RECEIPT_STANDINGS = ['none', 'returned', 'accepted'] as const;
export type ReceiptStanding = (typeof RECEIPT_STANDINGS)[number];
export const RECEIPT_PROBLEMS = ['inspection', 'item', 'outcome', 'reason', 'day', 'known'] as const;
