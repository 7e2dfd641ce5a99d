import { z } from 'zod';
import { findArchivalCategory, topCategoryCode } from '@/server/domain/archive/archival-category';
import { categoryCode, filingYear, type ItemLevel } from '@/server/domain/archive/archive-item';
import { CODE_TEMPLATES } from '@/server/domain/archive/code-templates';
import type { TemplateRef } from '@/server/domain/archive/reference-code';
import { uuid } from '@/server/domain/shared/ids';

/** 分类方案: which template numbers the records of a category from a filing year on, and how they are arranged. */

export const CLASSIFICATION_PATHS = [
  { code: 'Y_O_R', zh: '年度—机构（问题）—保管期限', en: 'year – organisation – retention' },
  { code: 'Y_R_O', zh: '年度—保管期限—机构（问题）', en: 'year – retention – organisation' },
  { code: 'Y_R', zh: '年度—保管期限', en: 'year – retention' },
] as const;
export const classificationPath = z.enum(['Y_O_R', 'Y_R_O', 'Y_R']);
export type ClassificationPath = z.infer<typeof classificationPath>;

export const OWN_TEMPLATE = /^OWN_[A-Z0-9_]{1,16}$/;
/** A built-in template or one of the unit's own; whether the unit has it is asked of the database. */
export const templateCode = z
  .string()
  .refine((code) => CODE_TEMPLATES.some((template) => template.code === code) || OWN_TEMPLATE.test(code));

export const configureSchemeInput = z.strictObject({
  fondsId: uuid,
  categoryCode,
  templateCode,
  path: classificationPath.optional(),
  yearFrom: filingYear,
});
export type ConfigureSchemeInput = z.infer<typeof configureSchemeInput>;

export const schemeView = z.object({
  id: uuid,
  fondsId: uuid,
  categoryCode: z.string(),
  templateCode: z.string(),
  path: classificationPath,
  yearFrom: z.number().int(),
  /** Since when a record carries a number that it gave: no longer to be changed. */
  lockedAt: z.string().nullable(),
  /** The structure, when the template is the unit's own. */
  own: z.object({ name: z.string(), pattern: z.string(), level: z.enum(['piece', 'volume']) }).nullable(),
});
export type SchemeView = z.infer<typeof schemeView>;
/** What numbering needs of a scheme. */
export type NumberingScheme = Pick<SchemeView, 'categoryCode' | 'templateCode' | 'yearFrom'> &
  Partial<Pick<SchemeView, 'own'>>;

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

const OWN_REFS = new WeakMap<object, TemplateRef>();

/** The template of a scheme: a built-in one by its code, the unit's own by its pattern. */
export function templateOfScheme(scheme: NumberingScheme | undefined): TemplateRef | null {
  if (!scheme) return null;
  if (!scheme.own) return scheme.templateCode as TemplateRef;
  // The same object each time, so that it is compiled once.
  const known = OWN_REFS.get(scheme);
  const ref = known ?? { code: scheme.templateCode, pattern: scheme.own.pattern, level: scheme.own.level };
  OWN_REFS.set(scheme, ref);
  return ref;
}

/** Whether a record of the category is a piece or a volume: the template says, or else how the category is counted. */
export function levelFor(category: string, template: TemplateRef | string | null): ItemLevel {
  const byTemplate =
    template !== null && typeof template === 'object'
      ? 'regex' in template
        ? template.template.level
        : template.level
      : CODE_TEMPLATES.find((candidate) => candidate.code === template)?.level;
  if (byTemplate) return byTemplate;
  const unit = findArchivalCategory(category)?.units[0] ?? '件';
  return unit.startsWith('件') || unit.startsWith('张') ? 'piece' : 'volume';
}
