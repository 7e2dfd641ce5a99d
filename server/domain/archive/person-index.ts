import { z } from 'zod';
import { uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';

/* 按人按户查: livelihood records by the person, the household or the couple that they are about. */

/**
 * Marriages and personnel files: nobody leafs through them. A name of two signs and more must be typed, and every such
 * look-up is written down (婚姻登记档案管理办法 art. 15).
 */
const PRIVATE_CATEGORIES: readonly string[] = ['ZY·HY', 'RS'];
export const isPrivateCategory = (category: string): boolean => PRIVATE_CATEGORIES.includes(category);
export const SHORTEST_PRIVATE_NAME = 2;

const question = {
  /** ZY·FP, ZY·HY, RS …; absent: the first that has records. */
  categoryCode: z.string().min(1).max(20).optional(),
  q: z.string().trim().max(40).optional(),
  /** Village, enterprise or address, whole. */
  place: z.string().trim().max(500).optional(),
};
export const listPeopleInput = z.strictObject({ ...question, ...pageInput });
export type ListPeopleInput = z.infer<typeof listPeopleInput>;
export const exportPeopleInput = z.strictObject(question);
export type ExportPeopleInput = z.infer<typeof exportPeopleInput>;

const count = z.number().int();
export const PLACE_FIELDS = ['village', 'enterpriseName', 'householdAddress'] as const;
export const personRow = z.object({
  place: z.string(),
  placeField: z.enum(PLACE_FIELDS).nullable(),
  name: z.string(),
  /** The other spouse. */
  otherName: z.string(),
  records: count,
  volumes: count,
  pages: count,
  firstYear: count,
  lastYear: count,
  /** The record, where there is only one. */
  itemId: uuid.nullable(),
  referenceCode: z.string().nullable(),
});
export type PersonRow = z.infer<typeof personRow>;

export const peoplePage = pageOf(personRow).extend({
  /** What there is, by category. */
  categories: z.array(z.object({ categoryCode: z.string(), records: count })),
  categoryCode: z.string().nullable(),
  /** Villages or enterprises with how many households or persons; empty where there are too many to choose from. */
  places: z.array(z.object({ place: z.string(), people: count })),
  /** A name must be typed first. */
  needsName: z.boolean(),
});
export type PeoplePage = z.infer<typeof peoplePage>;
