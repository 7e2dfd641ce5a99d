import { z } from 'zod';
import { itemState } from '@/server/domain/archive/archive-list';
import { uuid } from '@/server/domain/shared/ids';
import { pageInfo, pageInput } from '@/server/domain/shared/pagination';

/** 卷内: what lies in a volume or a group of photographs. */
export const childrenInput = z.strictObject({ itemId: uuid, ...pageInput });
export type ChildrenInput = z.infer<typeof childrenInput>;
export const childView = z.object({
  id: uuid,
  referenceCode: z.string(),
  title: z.string(),
  pageCount: z.number().int().nullable(),
  documentDate: z.string().nullable(),
  state: itemState,
});
export type ChildView = z.infer<typeof childView>;
export const childrenView = z.object({
  rows: z.array(childView),
  page: pageInfo,
  pages: z.number().int(),
  parent: z.object({ id: uuid, referenceCode: z.string(), title: z.string() }).nullable(),
});
export type ChildrenView = z.infer<typeof childrenView>;
