import { oneOf, yearOfParam } from '@/app/lib/one-of';
import {
  HELD_AXES,
  type HeldAxis,
  HOLDING_MEASURES,
  type HoldingMeasure,
} from '@/server/domain/fonds/holdings-analysis';

const SORTS = ['code', '-code', 'date', '-date'] as const;

/** What the address of 馆藏明细 asks; `thisYear` where it names none. */
export const holdingsRowsOfParams = (search: URLSearchParams, thisYear: number) => {
  const category = search.get('category') ?? '';
  return {
    by: oneOf(HELD_AXES, search.get('by')) ?? HELD_AXES[0],
    // An address without any question asks for the documents: every unit has them.
    key: (search.get('key') ?? (search.has('by') ? '' : 'WS')).slice(0, 60),
    measure: oneOf(HOLDING_MEASURES, search.get('measure')) ?? HOLDING_MEASURES[0],
    year: yearOfParam(search.get('year')) ?? thisYear,
    categoryCode: category.length >= 2 && category.length <= 20 ? category : undefined,
    q: search.get('q')?.trim().slice(0, 100) || undefined,
    sort: oneOf(SORTS, search.get('sort')) ?? ('code' as const),
  };
};

interface Counted {
  by: HeldAxis;
  key: string;
  measure: HoldingMeasure;
  year?: number;
  category?: string;
}

/** The records that a count is made of. */
export const holdingsRowsPath = (slug: string, { by, key, measure, year, category }: Counted): string => {
  const question = new URLSearchParams({ by, key, measure });
  if (year !== undefined) question.set('year', String(year));
  if (category) question.set('category', category);
  return `/w/${slug}/fonds/holdings/rows?${question}`;
};
