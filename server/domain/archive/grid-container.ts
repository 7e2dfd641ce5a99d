import { z } from 'zod';
import { topCategoryCode } from '@/server/domain/archive/archival-category';
import type { ArchiveItemCandidate } from '@/server/domain/archive/archive-item';
import { uuid } from '@/server/domain/shared/ids';

/** 案卷 or 照片组 that a grid is filed into: what its pieces take over from it, and how they are numbered. */
export const gridContainer = z.object({
  id: uuid,
  level: z.enum(['volume', 'group', 'register']),
  referenceCode: z.string(),
  title: z.string(),
  fondsId: uuid,
  categoryCode: z.string(),
  filingYear: z.number().int(),
  retentionCode: z.string(),
  orgCode: z.string().nullable(),
  catalogueNumber: z.string().nullable(),
  fileNumber: z.string().nullable(),
  projectNumber: z.string().nullable(),
  /** The structure of its code, which those of its pieces go on from. */
  scheme: z.object({
    categoryCode: z.string(),
    templateCode: z.string(),
    yearFrom: z.number().int(),
    own: z.object({ name: z.string(), pattern: z.string(), level: z.enum(['piece', 'volume']) }).nullable(),
  }),
  /** Codes of this structure end with the volume: its pieces bring codes of their own. */
  needsCodes: z.boolean(),
});
export type GridContainer = z.infer<typeof gridContainer>;

/** Of the volume, not of the piece: there is nothing to type. */
const OF_CONTAINER: ReadonlySet<string> = new Set([
  'filingYear',
  'retentionCode',
  'orgCode',
  'catalogueNumber',
  'fileNumber',
  'startDate',
  'endDate',
  'boxNumber',
  'details.projectNumber',
]);

/** The columns of its pieces: those of the category without what the volume says, and where each piece begins in it. */
export const insideColumns = (columns: readonly string[], container: GridContainer): string[] => {
  const left = columns.filter((column) => !OF_CONTAINER.has(column));
  if (topCategoryCode(container.categoryCode) === 'ZP') return left;
  const pages = left.indexOf('pageCount');
  return [...left.slice(0, pages + 1), 'pageNumber', ...left.slice(pages + 1)];
};

/** What a piece takes over from the volume or group that it is put into. */
export const insideOf = (
  container: Pick<
    GridContainer,
    'categoryCode' | 'filingYear' | 'retentionCode' | 'orgCode' | 'catalogueNumber' | 'fileNumber'
  >,
): Partial<ArchiveItemCandidate> => ({
  level: 'piece',
  categoryCode: container.categoryCode,
  filingYear: container.filingYear,
  retentionCode: container.retentionCode as ArchiveItemCandidate['retentionCode'],
  orgCode: container.orgCode,
  catalogueNumber: container.catalogueNumber,
  fileNumber: container.fileNumber,
});
