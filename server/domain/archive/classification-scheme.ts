import { z } from 'zod';
import { findArchivalCategory, topCategoryCode } from '@/server/domain/archive/archival-category';
import { categoryCode, filingYear, type ItemLevel } from '@/server/domain/archive/archive-item';
import { CODE_TEMPLATES } from '@/server/domain/archive/code-templates';
import { uuid } from '@/server/domain/shared/ids';

/** 分类方案: which template numbers the records of a category from a filing year on. */

const templateCode = z.string().refine((code) => CODE_TEMPLATES.some((template) => template.code === code));

export const configureSchemeInput = z.strictObject({ fondsId: uuid, categoryCode, templateCode, yearFrom: filingYear });
export type ConfigureSchemeInput = z.infer<typeof configureSchemeInput>;

export const schemeView = z.object({
  id: uuid,
  fondsId: uuid,
  categoryCode: z.string(),
  templateCode: z.string(),
  yearFrom: z.number().int(),
});
export type SchemeView = z.infer<typeof schemeView>;

/** The scheme in force for a category and a filing year: the youngest that has begun; undefined when none has. */
export function schemeInForce<Scheme extends Pick<SchemeView, 'categoryCode' | 'yearFrom'>>(
  schemes: readonly Scheme[],
  category: string,
  year: number | null,
): Scheme | undefined {
  return schemes
    .filter((scheme) => scheme.categoryCode === topCategoryCode(category) && year !== null && scheme.yearFrom <= year)
    .sort((left, right) => right.yearFrom - left.yearFrom)[0];
}

/** Whether a record of the category is a piece or a volume: the template says, or else how the category is counted. */
export function levelFor(category: string, template: string | null): ItemLevel {
  const byTemplate = CODE_TEMPLATES.find((candidate) => candidate.code === template)?.level;
  if (byTemplate) return byTemplate;
  const unit = findArchivalCategory(category)?.units[0] ?? '件';
  return unit.startsWith('件') || unit.startsWith('张') ? 'piece' : 'volume';
}
