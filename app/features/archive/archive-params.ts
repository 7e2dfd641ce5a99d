import { isUuid } from '@/app/lib/is-uuid';
import { oneOf } from '@/app/lib/one-of';
import { pageOfParams } from '@/app/lib/search-params';
import { OPEN_FLAG_CODES } from '@/server/domain/archive/archive-item';
import { NO_ORG } from './search-params';

/** The parameters of the tree, from the root to a leaf. */
export const TREE_PARAMS = ['fonds', 'category', 'year', 'retention', 'org'] as const;

const YEAR = /^[12]\d{3}$/;
const SORTS = ['code', '-code', 'date', '-date'] as const;

const codeOf = (value: string | null): string | undefined =>
  value !== null && value !== '' && value.length <= 20 ? value : undefined;

/** What the address narrows the list to. An address may say anything: what is no value is left out. */
export const filtersOfParams = (params: URLSearchParams) => {
  const year = params.get('year') ?? '';
  return {
    categoryCode: codeOf(params.get('category')),
    filingYear: YEAR.test(year) ? Number(year) : undefined,
    retentionCode: codeOf(params.get('retention')),
    orgCode: codeOf(params.get('org')),
    q: params.get('q')?.slice(0, 200) || undefined,
  };
};

export const listInputOfParams = (params: URLSearchParams) => {
  const [fonds, box] = [params.get('fonds') ?? '', params.get('box')];
  return {
    ...filtersOfParams(params),
    fondsId: isUuid(fonds) ? fonds : undefined,
    // The organisation of records that name none.
    ...(params.get('org') === NO_ORG ? { orgCode: '' } : {}),
    topic: codeOf(params.get('topic')),
    openFlag: oneOf(OPEN_FLAG_CODES, params.get('open')),
    isBoxed: box === 'true' ? true : box === 'false' ? false : undefined,
    sort: oneOf(SORTS, params.get('sort')) ?? ('code' as const),
    ...pageOfParams(params),
  };
};

/** The record that the panel at the right shows. */
export const itemOfParams = (params: URLSearchParams): string | undefined => {
  const item = params.get('item') ?? '';
  return isUuid(item) ? item : undefined;
};
