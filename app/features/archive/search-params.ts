import { isUuid } from '@/app/lib/is-uuid';
import { oneOf } from '@/app/lib/one-of';
import { pageOfParams } from '@/app/lib/search-params';
import { OPEN_FLAG_CODES } from '@/server/domain/archive/archive-item';
import { SEARCH_SORTS } from '@/server/domain/archive/archive-search';
import { CARRIERS } from '@/server/domain/archive/carrier';
import { type SearchBuilder, searchBuilder } from '@/server/domain/archive/search-fields';

/** The choices of the facets, by their parameter. */
export const FACET_PARAMS = {
  fonds: 'fonds',
  carrier: 'carrier',
  category: 'category',
  subcategory: 'category',
  year: 'year',
  retention: 'retention',
  org: 'org',
  topic: 'topic',
  open: 'open',
  box: 'box',
  unit: 'unit',
} as const;

/** The organisation of records that name none. */
export const NO_ORG = '-';

const YEAR = /^[12]\d{3}$/;
const SLUG = /^[a-z0-9][a-z0-9-]{1,62}$/;

const short = (value: string | null): string | undefined => (value && value.length <= 20 ? value : undefined);

/** The builder of the address. An address may say anything: what cannot be read asks nothing. */
export const builderOfParams = (params: URLSearchParams): SearchBuilder | undefined => {
  const text = params.get('b');
  if (!text) {
    return undefined;
  }
  try {
    const read = searchBuilder.safeParse(JSON.parse(text));
    return read.success ? read.data : undefined;
  } catch {
    return undefined;
  }
};

export const questionOfParams = (params: URLSearchParams) => {
  const [year, org, box] = [params.get('year') ?? '', params.get('org'), params.get('box')];
  return {
    q: params.get('q')?.trim().slice(0, 200) || undefined,
    builder: builderOfParams(params),
    carrier: oneOf(CARRIERS, params.get('carrier')),
    categoryCode: short(params.get('category')),
    filingYear: YEAR.test(year) ? Number(year) : undefined,
    retentionCode: short(params.get('retention')),
    orgCode: org === NO_ORG ? '' : short(org),
    topic: short(params.get('topic')),
    openFlag: oneOf(OPEN_FLAG_CODES, params.get('open')),
    isBoxed: box === 'true' ? true : box === 'false' ? false : undefined,
  };
};

export const fondsOfParams = (params: URLSearchParams): string | undefined => {
  const fonds = params.get('fonds') ?? '';
  return isUuid(fonds) ? fonds : undefined;
};
export const unitOfParams = (params: URLSearchParams): string | null => {
  const unit = params.get('unit') ?? '';
  return SLUG.test(unit) ? unit : null;
};

export const walkOfParams = (params: URLSearchParams) => ({
  ...pageOfParams(params),
  sort: oneOf(SEARCH_SORTS, params.get('sort')) ?? ('relevance' as const),
});

/** Whether anything is asked at all: opening the page is no search. */
export const isAsked = (params: URLSearchParams): boolean =>
  ['q', 'b', 'from', ...Object.values(FACET_PARAMS)].some((name) => params.get(name));

/** What a saved view keeps: everything but the place in the list. */
export const viewQueryOf = (params: URLSearchParams): string => {
  const kept = new URLSearchParams(params);
  for (const name of ['cursor', 'dir', 'item', 'from']) {
    kept.delete(name);
  }
  return kept.toString();
};
