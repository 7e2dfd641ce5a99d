import { z } from 'zod';
import { isoDate, text, uuid } from '@/server/domain/shared/ids';

/** 密集架与架柜, as the yearbook measures them: rows, groups, cubic metres. */

/** 密集架, 固定架, 柜, 图纸柜. */
export const RACK_KINDS = ['compact', 'fixed', 'cabinet', 'drawing'] as const;
export const rackKind = z.enum(RACK_KINDS);
/** 新增, 更新: what replaces an old rack is not counted as new. */
export const RACK_ORIGINS = ['new', 'replacement'] as const;
const volumeM3 = z.number().min(0).max(9_999_999).multipleOf(0.01);

/** 一次建一组架: rows × sections × layers (× two sides) below a room or an area. */
export const createRackInput = z.strictObject({
  parentId: uuid,
  name: text(60),
  kind: rackKind,
  firstRow: z.number().int().min(1).max(999),
  rows: z.number().int().min(1).max(99),
  sections: z.number().int().min(1).max(30),
  layers: z.number().int().min(1).max(20),
  twoSided: z.boolean().default(false),
  /** Usable length of one layer (of one side) in mm. */
  layerMm: z.number().int().min(100).max(5_000),
  groups: z.number().int().min(0).max(999),
  volumeM3,
  /** 启用日期; today if nothing is said. */
  commissionedOn: isoDate.optional(),
  acquiredBy: z.enum(RACK_ORIGINS).default('new'),
});

export type CreateRackInput = z.infer<typeof createRackInput>;
export const LARGEST_RACK = 20_000;

/** Its rows stay: they are places with labels. */
export const updateRackInput = z
  .strictObject({
    id: uuid,
    rowVersion: z.number().int().min(1),
    name: text(60),
    kind: rackKind,
    groups: z.number().int().min(0).max(999),
    volumeM3,
    commissionedOn: isoDate,
    acquiredBy: z.enum(RACK_ORIGINS),
    /** 停用日期 */
    retiredOn: isoDate.nullable(),
  })
  .refine((rack) => rack.retiredOn === null || rack.retiredOn >= rack.commissionedOn, { path: ['retiredOn'] });
export type UpdateRackInput = z.infer<typeof updateRackInput>;

export const rackView = z.object({
  id: uuid,
  name: z.string(),
  kind: rackKind,
  rowCount: z.number().int(),
  groupCount: z.number().int(),
  volumeM3: z.number(),
  capacityMm: z.number().int(),
  usedMm: z.number().int(),
  commissionedOn: isoDate,
  acquiredBy: z.enum(RACK_ORIGINS),
  retiredOn: isoDate.nullable(),
  rowVersion: z.number().int(),
});
export type RackView = z.infer<typeof rackView>;
