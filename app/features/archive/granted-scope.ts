import type { Translate } from '@/app/i18n/messages';
import type { GrantUseView, GrantView } from '@/server/domain/archive/granted-archive';
import type { Categories } from './archive-labels';
import { categoryName } from './archive-labels';

/** Years that a grant without limits carries. */
const [EARLIEST, LATEST] = [1000, 2999];

type Scope = Pick<GrantView, 'categoryCodes' | 'yearFrom' | 'yearTo'>;

/** 文书档案、会计档案，2023—2025 年度. An empty list of categories is of classes that know none: then the years alone. */
export const scopeText = (grant: Scope, t: Translate, categories: Categories): string => {
  const named =
    grant.categoryCodes?.map((code) => categoryName(code, categories)).join(t('common.list')) ??
    t('granted.allCategories');
  const hasYears = grant.yearFrom > EARLIEST || grant.yearTo < LATEST;
  const years = hasYears
    ? t('granted.years', { from: String(grant.yearFrom), to: String(grant.yearTo) })
    : t('granted.allYears');
  return named === '' ? years : `${named}${t('common.comma')}${years}`;
};

/** What the navy banner shows; looks of all live grants over the unit together. */
export const bannerOf = (grants: readonly GrantUseView[], slug: string) => {
  const [first] = grants;
  if (!first) {
    return null;
  }
  return {
    unitName: first.unitName,
    reason: [...new Set(grants.map((grant) => grant.reason))].join(' · '),
    validTo:
      grants
        .map((grant) => grant.validTo)
        .sort()
        .at(-1) ?? first.validTo,
    views: grants.reduce((sum, grant) => sum + grant.looks, 0),
    leaveTo: `/w/${slug}/granted`,
  };
};
