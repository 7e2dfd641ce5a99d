import { isUuid } from '@/app/lib/is-uuid';
import type { CodeSelection } from '@/server/domain/fonds/code-check';

const codeOf = (value: string | null, most: number): string | undefined =>
  value !== null && value !== '' && value.length <= most ? value : undefined;

/** The selection that the address names; undefined until fonds, category and year are chosen. */
export const selectionOfParams = (params: URLSearchParams): CodeSelection | undefined => {
  const [fondsId, year] = [params.get('fonds') ?? '', params.get('year') ?? ''];
  const categoryCode = codeOf(params.get('category'), 12);
  if (!isUuid(fondsId) || !/^[12]\d{3}$/.test(year) || !categoryCode) {
    return undefined;
  }
  return {
    fondsId,
    categoryCode,
    filingYear: Number(year),
    retentionCode: codeOf(params.get('retention'), 5),
    orgCode: codeOf(params.get('org'), 20),
  };
};
