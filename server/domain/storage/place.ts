import { z } from 'zod';
import { isoDate, optionalText, text, uuid } from '@/server/domain/shared/ids';
import { foldLabel } from './label-text.ts';

/** 库位: the tree of places, and how its codes are written (domain list location_segment). */

/** From the house down. Which of them a house uses is its own setting; the room is always there. */
export const PLACE_LEVELS = ['room', 'area', 'row', 'section', 'shelf', 'layer', 'side'] as const;
export const placeLevel = z.enum(PLACE_LEVELS);
export type PlaceLevel = z.infer<typeof placeLevel>;

/** 库房用途: what the yearbook counts rooms by. */
export const ROOM_KINDS = ['permanent', 'special', 'library', 'other'] as const;
export const roomKind = z.enum(ROOM_KINDS);
export type RoomKind = z.infer<typeof roomKind>;

/** What stands behind the number in a code: 01K-A02-07L-03J-04C-B. Areas and sides are written as they are. */
const SUFFIX: Readonly<Record<PlaceLevel, string>> = {
  room: 'K',
  area: '',
  row: 'L',
  section: 'J',
  shelf: 'G',
  layer: 'C',
  side: '',
};

export const placeNumber = z
  .string()
  .trim()
  .transform((typed) => typed.normalize('NFKC').toUpperCase())
  .pipe(z.string().regex(/^[A-Z0-9]{1,6}$/));

/** One segment: a plain number of one digit gets its zero. */
export const placeSegment = (level: PlaceLevel, number: string): string =>
  `${/^\d$/.test(number) && level !== 'side' ? number.padStart(2, '0') : number}${SUFFIX[level]}`;

export const placeCode = (parentCode: string | null, level: PlaceLevel, number: string): string =>
  parentCode === null ? placeSegment(level, number) : `${parentCode}-${placeSegment(level, number)}`;

/** Sorts 2 before 10, and every place directly before what lies in it. */
export const placeSortKey = (parentKey: string | null, level: PlaceLevel, number: string): string => {
  const own = placeSegment(level, number).replace(/\d+/g, (digits) => digits.padStart(6, '0'));
  return parentKey === null ? own : `${parentKey}/${own}`;
};

/** A place may hold places of a finer level only. */
export const mayHold = (parent: PlaceLevel | null, child: PlaceLevel): boolean =>
  parent === null ? child === 'room' : PLACE_LEVELS.indexOf(child) > PLACE_LEVELS.indexOf(parent);

export const LARGEST_CAPACITY_MM = 1_000_000;
const capacityMm = z.number().int().min(1).max(LARGEST_CAPACITY_MM);
const areaM2 = z.number().min(0).max(99_999_999).multipleOf(0.01);

export const createPlaceInput = z.strictObject({
  parentId: uuid.optional(),
  level: placeLevel,
  number: placeNumber,
  name: optionalText(60),
  roomKind: roomKind.optional(),
  areaM2: areaM2.optional(),
  /** Of a room: since when it is one. Today if nothing is said. */
  since: isoDate.optional(),
  capacityMm: capacityMm.optional(),
});
export type CreatePlaceInput = z.infer<typeof createPlaceInput>;

/** null empties a field; number and level stay, because labels hang on the wall. */
export const updatePlaceInput = z.strictObject({
  id: uuid,
  rowVersion: z.number().int().min(1),
  name: text(60).nullable(),
  roomKind: roomKind.nullable(),
  areaM2: areaM2.nullable(),
  /** Of a room: from when on it has this use and area. The day of a version that stands mends that one. */
  since: isoDate.optional(),
  capacityMm: capacityMm.nullable(),
});
export type UpdatePlaceInput = z.infer<typeof updatePlaceInput>;

export const placeView = z.object({
  id: uuid,
  parentId: uuid.nullable(),
  level: placeLevel,
  number: z.string(),
  name: z.string().nullable(),
  code: z.string(),
  label: z.string(),
  roomKind: roomKind.nullable(),
  areaM2: z.number().nullable(),
  /** Its own; the sums below count everything in it. */
  ownCapacityMm: z.number().int().nullable(),
  capacityMm: z.number().int(),
  usedMm: z.number().int(),
  boxCount: z.number().int(),
  hasChildren: z.boolean(),
  state: z.enum(['active', 'closed']),
  rowVersion: z.number().int(),
});
export type PlaceView = z.infer<typeof placeView>;

export const roomVersionView = z.object({
  validFrom: isoDate,
  /** The first day that it holds no more. */
  validTo: isoDate.nullable(),
  roomKind,
  areaM2: z.number().nullable(),
});
export type RoomVersionView = z.infer<typeof roomVersionView>;

export const placeDetailView = z.object({
  place: placeView,
  /** From the room down to the place above. */
  above: z.array(
    z.object({ id: uuid, code: z.string(), number: z.string(), level: placeLevel, name: z.string().nullable() }),
  ),
  children: z.array(placeView),
  /** Of a room: its uses and areas, the latest first. */
  versions: z.array(roomVersionView),
});
export type PlaceDetailView = z.infer<typeof placeDetailView>;

/** More in one place is refused: a list of them could not be read any more. */
export const MOST_CHILDREN = 1_000;

export const storageSettingView = z.object({
  segments: z.array(placeLevel),
  sheetsPerMm: z.number(),
  pagesPerSheet: z.number().int(),
  fillPercent: z.number().int(),
  pagesIfUnknown: z.number().int(),
  rowVersion: z.number().int(),
});
export type StorageSetting = z.infer<typeof storageSettingView>;

/** Ordinary office paper, printed on one side, a box filled so that it still closes. */
export const DEFAULT_SETTING: StorageSetting = {
  segments: ['room', 'row', 'section', 'layer'],
  sheetsPerMm: 9,
  pagesPerSheet: 1,
  fillPercent: 90,
  pagesIfUnknown: 5,
  rowVersion: 0,
};

export const saveSettingInput = z.strictObject({
  segments: z
    .array(placeLevel)
    .min(1)
    .max(PLACE_LEVELS.length)
    .refine((levels) => levels.includes('room') && new Set(levels).size === levels.length, 'ROOM_MISSING')
    .transform((levels) => PLACE_LEVELS.filter((level) => levels.includes(level))),
  sheetsPerMm: z.number().min(1).max(30).multipleOf(0.01),
  pagesPerSheet: z.number().int().min(1).max(2),
  fillPercent: z.number().int().min(50).max(100),
  pagesIfUnknown: z.number().int().min(1).max(200),
  rowVersion: z.number().int().min(0),
});
export type SaveSettingInput = z.infer<typeof saveSettingInput>;

export const storageSummaryView = z.object({
  rooms: z.number().int(),
  areaM2: z.number(),
  capacityMm: z.number().int(),
  usedMm: z.number().int(),
  boxes: z.number().int(),
  unshelved: z.number().int(),
  /** Records on paper that lie in no box; at `COUNT_CAP` "at least". */
  unboxed: z.number().int(),
  out: z.number().int(),
  overdue: z.number().int(),
  today: isoDate,
});
export type StorageSummaryView = z.infer<typeof storageSummaryView>;

/** What a label says of itself: B12-000123 is a box, P12-000045 a place, of tenant 12. */
export const labelOf = (kind: 'box' | 'place', tenantId: number, number: number): string =>
  `${kind === 'box' ? 'B' : 'P'}${tenantId}-${String(number).padStart(6, '0')}`;

export const scannedLabel = z
  .string()
  .max(100)
  .transform(foldLabel)
  .pipe(
    z
      .string()
      .min(1)
      .max(60)
      .regex(/^[^\p{Cc}]+$/u),
  );
