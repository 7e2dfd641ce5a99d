import { z } from 'zod';
import { retentionCode } from '@/server/domain/archive/archive-item';
import { isoDate, optionalText, text, uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';
import { SPINES_MM } from './box-plan.ts';
import { scannedLabel } from './place.ts';

/** 档案盒 (DA/T 22-2015 9.7): numbered within fonds, category, year and retention period. */

export const spineMm = z.union([z.literal(20), z.literal(30), z.literal(40), z.literal(50)]);
export const SPINE_CHOICES = SPINES_MM;

/** Records without paper: they lie in no box. */
export const PAPERLESS_CATEGORIES: readonly string[] = ['SJ', 'YJ', 'WY', 'MT'];

export const boxNumberText = (number: number): string => String(number).padStart(3, '0');

const scopeFields = {
  fondsId: uuid,
  categoryCode: z.string().min(1).max(20),
  filingYear: z.number().int().min(1000).max(2999),
};

export const packInput = z.strictObject({
  ...scopeFields,
  /** Without it every retention period of the year, each with boxes of its own. */
  retentionCode: retentionCode.optional(),
  by: z.enum(['thickness', 'number']).default('thickness'),
  spineMm: spineMm.default(30),
  splitByOrg: z.boolean().default(true),
  fitLast: z.boolean().default(true),
});
export type PackInput = z.infer<typeof packInput>;

export const packPreviewView = z.object({
  boxes: z.array(
    z.object({
      retentionCode: z.string(),
      orgCode: z.string().nullable(),
      orgName: z.string().nullable(),
      number: z.number().int(),
      spineMm,
      from: z.string(),
      to: z.string(),
      itemCount: z.number().int(),
      pages: z.number().int(),
      thicknessMm: z.number(),
      fillPercent: z.number().int(),
    }),
  ),
  itemCount: z.number().int(),
  /** Records whose pages nobody counted; they are taken for `pagesIfUnknown`. */
  withoutPages: z.number().int(),
  /** With `by: 'number'`: records that bring none and stay outside. */
  withoutNumber: z.number().int(),
  alreadyBoxed: z.number().int(),
  /** Says whether anything changed between looking and confirming. */
  stamp: z.string(),
});
export type PackPreviewView = z.infer<typeof packPreviewView>;
export const packYearInput = packInput.extend({ stamp: z.string().min(1).max(64) });
export type PackYearInput = z.infer<typeof packYearInput>;
/** More records of one year and category are boxed by retention period. */
export const MOST_PACKED = 30_000;

export const boxFilters = {
  fondsId: uuid.optional(),
  categoryCode: z.string().min(1).max(20).optional(),
  filingYear: z.number().int().min(1000).max(2999).optional(),
  retentionCode: z.string().min(1).max(10).optional(),
  placeId: uuid.optional(),
  shelved: z.enum(['yes', 'no']).optional(),
  /** A label or a box number. */
  q: z.string().trim().max(60).optional(),
};
export const listBoxesInput = z.strictObject({ ...boxFilters, ...pageInput });
export type ListBoxesInput = z.infer<typeof listBoxesInput>;

export const boxRowView = z.object({
  id: uuid,
  fondsId: uuid,
  fondsNumber: z.string(),
  fondsName: z.string(),
  categoryCode: z.string(),
  filingYear: z.number().int(),
  retentionCode: z.string(),
  orgCode: z.string().nullable(),
  orgName: z.string().nullable(),
  boxNumber: z.string(),
  label: z.string(),
  spineMm,
  itemCount: z.number().int(),
  pages: z.number().int(),
  /** How much of the spine is filled, in percent; over 100 is too much for the box. */
  fillPercent: z.number().int(),
  from: z.string(),
  to: z.string(),
  placeId: uuid.nullable(),
  placeCode: z.string().nullable(),
  isOut: z.boolean(),
});
export type BoxRowView = z.infer<typeof boxRowView>;
export const boxPage = pageOf(boxRowView);

export const boxMoveView = z.object({
  id: uuid,
  at: z.string(),
  byName: z.string(),
  fromCode: z.string().nullable(),
  toCode: z.string().nullable(),
  reason: z.string().nullable(),
});
export const boxDetailView = z.object({
  box: boxRowView.extend({
    situation: z.string().nullable(),
    arranger: z.string().nullable(),
    arrangedOn: z.string().nullable(),
    checker: z.string().nullable(),
    checkedOn: z.string().nullable(),
    createdAt: z.string(),
    rowVersion: z.number().int(),
  }),
  moves: z.array(boxMoveView),
});
export type BoxDetailView = z.infer<typeof boxDetailView>;

export const boxItemView = z.object({
  id: uuid,
  referenceCode: z.string(),
  title: z.string(),
  itemNumber: z.number().int().nullable(),
  documentDate: z.string().nullable(),
  pageCount: z.number().int().nullable(),
});
export type BoxItemView = z.infer<typeof boxItemView>;
export const boxItemPage = pageOf(boxItemView);
export const boxItemsInput = z.strictObject({ boxId: uuid, ...pageInput });
export type BoxItemsInput = z.infer<typeof boxItemsInput>;

export const unboxedInput = z.strictObject({
  fondsId: uuid.optional(),
  categoryCode: z.string().min(1).max(20).optional(),
  filingYear: z.number().int().min(1000).max(2999).optional(),
  ...pageInput,
});
export type UnboxedInput = z.infer<typeof unboxedInput>;

export const createBoxInput = z.strictObject({
  ...scopeFields,
  retentionCode,
  orgCode: optionalText(20),
  spineMm: spineMm.default(30),
});
export type CreateBoxInput = z.infer<typeof createBoxInput>;

/** Spine and 备考表. null empties a field. */
export const updateBoxInput = z.strictObject({
  id: uuid,
  rowVersion: z.number().int().min(1),
  spineMm,
  situation: text(500).nullable(),
  arranger: text(40).nullable(),
  arrangedOn: isoDate.nullable(),
  checker: text(40).nullable(),
  checkedOn: isoDate.nullable(),
});
export type UpdateBoxInput = z.infer<typeof updateBoxInput>;

/** Into another box, or out of all boxes. */
export const moveItemsInput = z.strictObject({
  itemIds: z.array(uuid).min(1).max(500),
  toBoxId: uuid.nullable(),
  reason: optionalText(200),
});
export type MoveItemsInput = z.infer<typeof moveItemsInput>;

/** To a place, or (null) off the shelf. */
export const shelveBoxesInput = z.strictObject({
  boxIds: z.array(uuid).min(1).max(200),
  placeId: uuid.nullable(),
  reason: optionalText(200),
});
export type ShelveBoxesInput = z.infer<typeof shelveBoxesInput>;

export const resolveLabelInput = z.strictObject({ label: scannedLabel });
/** Which thing a scanned label hangs on. */
export const resolvedLabelView = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('box'),
    id: uuid,
    label: z.string(),
    text: z.string(),
    placeCode: z.string().nullable(),
    spineMm,
  }),
  z.object({
    kind: z.literal('place'),
    id: uuid,
    label: z.string(),
    text: z.string(),
    /** Null on places that hold no boxes themselves. */
    freeMm: z.number().int().nullable(),
  }),
  z.object({ kind: z.literal('unknown'), label: z.string() }),
]);
export type ResolvedLabelView = z.infer<typeof resolvedLabelView>;

/** Where a record is now; its way there is a part of its history. */
export const itemPlaceView = z.object({
  current: z
    .object({ boxId: uuid, boxNumber: z.string(), boxLabel: z.string(), placeCode: z.string().nullable() })
    .nullable(),
  /** Who has taken it, or the box that it lies in, out of the store; and until when. */
  holderName: z.string().nullable(),
  dueOn: z.string().nullable(),
});
export type ItemPlaceView = z.infer<typeof itemPlaceView>;
