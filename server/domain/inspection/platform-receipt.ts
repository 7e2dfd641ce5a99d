import { z } from 'zod';
import { parseArchiveDate } from '@/server/domain/shared/dates';
import { isoDate, uuid } from '@/server/domain/shared/ids';
import { platformCodeOf, RECEIPT_OUTCOMES, RECEIPT_PROBLEMS } from './platform-check-vocabulary.ts';

/** 平台回执: the workbook in which the government supervision platform answers what was handed on to it. */
export const RECEIPT_COLUMNS = [
  { field: 'inspectionId', heading: '检查编号', others: ['行为编号', '监管行为编号'] },
  { field: 'itemCode', heading: '监管事项编码', others: ['事项编码', '监管编码'] },
  { field: 'outcome', heading: '受理结果', others: ['接收结果', '回执结果', '处理结果'] },
  { field: 'platformNumber', heading: '平台受理号', others: ['受理号', '受理编号', '回执编号'] },
  { field: 'reason', heading: '退回原因', others: ['原因', '失败原因', '校验信息'] },
  { field: 'answeredOn', heading: '受理日期', others: ['回执日期', '接收日期', '处理时间', '受理时间'] },
] as const;
export type ReceiptField = (typeof RECEIPT_COLUMNS)[number]['field'];

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\s()*]/gu, '')
    .toLowerCase();

/** Which column holds which field; the first that fits is taken. */
export const receiptColumns = (headings: readonly string[]): ReadonlyMap<ReceiptField, number> => {
  const texts = headings.map(plain);
  const found = new Map<ReceiptField, number>();
  for (const { field, heading, others } of RECEIPT_COLUMNS) {
    const known = [heading, ...others].map(plain);
    const at = texts.findIndex((text) => known.includes(text));
    if (at >= 0) found.set(field, at);
  }
  return found;
};

export const receiptOutcome = z.enum(RECEIPT_OUTCOMES);
const OUTCOME_WORDS: readonly (readonly [z.infer<typeof receiptOutcome>, RegExp])[] = [
  // Before what it contains: 未通过 and 不予受理 are no acceptance.
  ['returned', /退回|驳回|未通过|不通过|不予|失败|错误|异常/u],
  ['accepted', /接收|受理|通过|成功|入库|正常/u],
];

/** One row of the workbook, as it will be kept. */
export const receiptSaid = z.object({
  inspectionId: uuid,
  itemCode: z.string().regex(/^[0-9A-Za-z_-]{4,40}$/),
  outcome: receiptOutcome,
  platformNumber: z.string().max(60).nullable(),
  reason: z.string().max(500).nullable(),
  answeredOn: isoDate,
});
export type ReceiptSaid = z.infer<typeof receiptSaid>;

export const receiptRowView = z.object({
  rowNumber: z.number().int(),
  /** As the workbook writes it. */
  itemCode: z.string(),
  unitName: z.string().nullable(),
  said: receiptSaid.nullable(),
  /** `known`: the same answer was read before, and is left out. */
  problem: z.enum(RECEIPT_PROBLEMS).nullable(),
});
export type ReceiptRowView = z.infer<typeof receiptRowView>;

export const receiptPreview = z.object({ fileName: z.string(), rows: z.array(receiptRowView) });
export type ReceiptPreview = z.infer<typeof receiptPreview>;
export const receiptFileInput = z.strictObject({ objectId: uuid });
export const readReceiptsView = z.object({
  accepted: z.number().int(),
  returned: z.number().int(),
  leftOut: z.number().int(),
});

/** What a row says; which inspection and which of its codes it is about is for the caller to know. */
export const readReceiptRow = (
  rowNumber: number,
  cell: (field: ReceiptField) => string,
  today: string,
): ReceiptRowView => {
  const itemCode = platformCodeOf(cell('itemCode')).slice(0, 40);
  const row = { rowNumber, itemCode, unitName: null, said: null };
  const inspection = uuid.safeParse(cell('inspectionId').trim().toLowerCase());
  if (!inspection.success) return { ...row, problem: 'inspection' };
  const outcome = OUTCOME_WORDS.find(([, words]) => words.test(cell('outcome')))?.[0];
  if (!outcome) return { ...row, problem: 'outcome' };
  const day = parseArchiveDate(cell('answeredOn').trim().split(/[\sT]/u)[0] ?? '');
  const answeredOn = day.ok ? day.date.iso : null;
  if (answeredOn === null || answeredOn > today) return { ...row, problem: 'day' };
  const reason = outcome === 'returned' ? cell('reason').trim().slice(0, 500) : null;
  if (reason === '') return { ...row, problem: 'reason' };
  const said = receiptSaid.safeParse({
    inspectionId: inspection.data,
    itemCode,
    outcome,
    platformNumber: cell('platformNumber').trim().slice(0, 60) || null,
    reason,
    answeredOn,
  });
  return said.success ? { ...row, said: said.data, problem: null } : { ...row, problem: 'item' };
};
