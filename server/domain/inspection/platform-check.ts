import { z } from 'zod';
import { isoDate, uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';
import type { ChecklistItem } from './checklist.ts';
import { RECEIPT_OUTCOMES, RECEIPT_STANDINGS } from './platform-check-vocabulary.ts';
import { CAMPAIGN_KINDS, INSPECTION_RESULTS } from './vocabulary.ts';

/**
 * 监管平台报送: inspections that were closed, said by the item codes of the government supervision platform. The platform
 * itself is outside; the catalogue of its items is a register (`supervision_item`), what goes to it is a workbook.
 */
const filter = {
  year: z.number().int().min(1950).max(2100).optional(),
  from: isoDate.optional(),
  to: isoDate.optional(),
  /** Where it stands with the platform, so that only what is owed is handed on. */
  receipt: z.enum(RECEIPT_STANDINGS).optional(),
};
const ordered = ({ from, to }: { from?: string | undefined; to?: string | undefined }) => !from || !to || from <= to;

export const listPlatformChecksInput = z.strictObject({ ...pageInput, ...filter }).refine(ordered, { path: ['to'] });
export type ListPlatformChecksInput = z.infer<typeof listPlatformChecksInput>;
export const exportPlatformChecksInput = z.strictObject(filter).refine(ordered, { path: ['to'] });
export type PlatformCheckFilter = z.infer<typeof exportPlatformChecksInput>;

/** 回执 of the platform to one line. */
export const platformReceiptView = z.object({
  outcome: z.enum(RECEIPT_OUTCOMES),
  platformNumber: z.string().nullable(),
  reason: z.string().nullable(),
  answeredOn: isoDate,
});
/** One item of the platform as one inspection went over it. */
export const platformItemView = z.object({
  code: z.string(),
  /** Null where the catalogue does not know the code. */
  name: z.string().nullable(),
  checked: z.number().int(),
  /** Items of the list on which a demand was issued. */
  faulty: z.number().int(),
  /** The last that the platform said of this line. */
  receipt: platformReceiptView.nullable(),
});
export type PlatformItemView = z.infer<typeof platformItemView>;

export const platformCheckView = z.object({
  inspectionId: uuid,
  campaignId: uuid,
  campaignTitle: z.string(),
  method: z.enum(CAMPAIGN_KINDS),
  isRandom: z.boolean(),
  noticeNumber: z.string().nullable(),
  unitName: z.string(),
  unitKind: z.string(),
  inspectedOn: isoDate.nullable(),
  closedOn: isoDate,
  inspectors: z.array(z.object({ name: z.string(), certificate: z.string().nullable() })),
  result: z.enum(INSPECTION_RESULTS).nullable(),
  demands: z.number().int(),
  met: z.number().int(),
  publishedAt: z.string().nullable(),
  items: z.array(platformItemView),
  /** Items of the list for which neither the item nor its matter of the law has a code. */
  uncoded: z.number().int(),
});
export type PlatformCheckView = z.infer<typeof platformCheckView>;
export const platformCheckPage = pageOf(platformCheckView);

export interface KnownItem {
  itemCode: string;
  name: string;
  legalItem: string | null;
}
export type ItemReceipt = z.infer<typeof platformReceiptView> & { itemCode: string };

/**
 * Items of a list under the codes of the platform: an item’s own code, else those of its matter of the law in the
 * catalogue. One matter may be several items of the platform: each of them was then looked at.
 */
export const groupByCode = (
  items: readonly ChecklistItem[],
  faultyCodes: ReadonlySet<string>,
  known: readonly KnownItem[],
  receipts: readonly ItemReceipt[] = [],
): { items: PlatformItemView[]; uncoded: number } => {
  const names = new Map(known.map((item) => [item.itemCode, item.name]));
  const answers = new Map(receipts.map(({ itemCode, ...receipt }) => [itemCode, receipt]));
  const groups = new Map<string, PlatformItemView>();
  let uncoded = 0;
  for (const item of items) {
    const ofMatter = known.filter((one) => one.legalItem === item.legalItem).map((one) => one.itemCode);
    const codes = item.platformCode ? [item.platformCode] : ofMatter;
    if (codes.length === 0) uncoded += 1;
    for (const code of codes) {
      const group = groups.get(code) ?? {
        ...{ code, name: names.get(code) ?? null, checked: 0, faulty: 0 },
        receipt: answers.get(code) ?? null,
      };
      group.checked += 1;
      if (faultyCodes.has(item.code)) group.faulty += 1;
      groups.set(code, group);
    }
  }
  return { items: [...groups.values()].sort((one, other) => (one.code < other.code ? -1 : 1)), uncoded };
};
