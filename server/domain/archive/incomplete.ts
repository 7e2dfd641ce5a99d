import { z } from 'zod';
import { projectInput } from '@/server/domain/archive/project';
import { uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';

/**
 * 待补: records to which something is missing, and numbers that nobody has. What the overviews count, and what an
 * archivist goes through with the paper in hand.
 */

/** 无卷内文件、卷内件号断号、缺页数. */
export const INCOMPLETE_KINDS = ['empty', 'broken', 'unpaged'] as const;
export const incompleteKind = z.enum(INCOMPLETE_KINDS);
export type IncompleteKind = z.infer<typeof incompleteKind>;

/** Kinds of records that have no pages. */
export const WITHOUT_PAGES = ['ZP', 'LY', 'LX', 'SW', 'SJ', 'YJ', 'WY', 'MT'] as const;
/** Kinds whose volumes are catalogued as a whole: nobody lists what is bound into a book of vouchers. */
export const WITHOUT_CONTENTS = ['KU'] as const;

const place = {
  fondsId: uuid.optional(),
  categoryCode: z.string().min(2).max(20).optional(),
  filingYear: z.number().int().min(1000).max(2999).optional(),
  /** 科技档案项目, as the projects are listed. */
  project: projectInput.optional(),
  /** A phase or package of projects; empty is none. */
  phase: z.string().max(100).optional(),
  contractPackage: z.string().max(100).optional(),
  q: z.string().trim().max(100).optional(),
};

export const INCOMPLETE_SORTS = ['code', '-code', 'year', '-year'] as const;
export const incompleteFilter = z.strictObject({
  ...place,
  kind: incompleteKind.optional(),
  sort: z.enum(INCOMPLETE_SORTS).default('code'),
});
export type IncompleteFilter = z.infer<typeof incompleteFilter>;
export const listIncompleteInput = incompleteFilter.extend(pageInput);
export type ListIncompleteInput = z.infer<typeof listIncompleteInput>;

export const incompleteItem = z.object({
  id: uuid,
  referenceCode: z.string(),
  title: z.string(),
  category: z.string(),
  filingYear: z.number().int(),
  phase: z.string(),
  contractPackage: z.string(),
  /** How much lies in it: pieces with their pages. */
  pieces: z.number().int(),
  pages: z.number().int(),
  isEmpty: z.boolean(),
  isUnpaged: z.boolean(),
  /** Numbers of pieces that are missing, in short: 3、7—9. */
  gaps: z.string(),
});
export type IncompleteItem = z.infer<typeof incompleteItem>;

export const incompletePage = pageOf(incompleteItem).extend({
  /** Of the same place, whatever kind is shown. One record may lack several things. */
  counts: z.object({
    all: z.number().int(),
    empty: z.number().int(),
    broken: z.number().int(),
    unpaged: z.number().int(),
  }),
});
export type IncompletePage = z.infer<typeof incompletePage>;

/** 断号: of the pieces in a volume, or of the volumes of a project. */
export const GAP_PLACES = ['inside', 'project'] as const;
export type GapPlace = (typeof GAP_PLACES)[number];
export const NUMBER_GAP_SORTS = ['place', '-place', 'missing', '-missing'] as const;
const { phase: _phase, contractPackage: _package, ...gapPlace } = place;
export const numberGapFilter = z.strictObject({
  ...gapPlace,
  of: z.enum(GAP_PLACES).default('inside'),
  sort: z.enum(NUMBER_GAP_SORTS).default('place'),
});
export type NumberGapFilter = z.infer<typeof numberGapFilter>;
export const listNumberGapsInput = numberGapFilter.extend(pageInput);
export type ListNumberGapsInput = z.infer<typeof listNumberGapsInput>;

export const numberGap = z.object({
  /** The volume, where the gap is inside one. */
  volumeId: uuid.nullable(),
  /** Its code, or the number of the project. */
  place: z.string(),
  name: z.string().nullable(),
  fondsId: uuid,
  fondsNumber: z.string(),
  subcategoryCode: z.string(),
  from: z.number().int(),
  to: z.number().int(),
  missing: z.number().int(),
  /** The record that stands behind the gap. */
  nextId: uuid,
  nextCode: z.string(),
});
export type NumberGap = z.infer<typeof numberGap>;
export const numberGapPage = pageOf(numberGap);
export type NumberGapPage = z.infer<typeof numberGapPage>;
