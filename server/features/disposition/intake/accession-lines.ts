import type { AccessionLineRow } from '@/db/queries/disposition-accession.queries';
import type { FrozenRecord } from '@/server/domain/disposition/transfer';
import type { CountUnit, TransferorKind } from '@/server/domain/disposition/vocabulary';

/** In which unit a record counts by itself; what lies inside a volume counts with it. */
const unitOf = (record: FrozenRecord): CountUnit | null => {
  if (record.parentId) return null;
  if (record.level !== 'piece') return 'volume';
  return record.categoryCode === 'ZP' ? 'sheet' : 'piece';
};

/** The lines of the register for records that were accepted: by category, 卷, 件, 张 and the boxes they came in. */
export const linesOf = (records: readonly FrozenRecord[]): AccessionLineRow[] => {
  const sums = new Map<string, { categoryCode: string; unit: CountUnit; quantity: number; years: number[] }>();
  const boxes = new Map<string, Set<string>>();
  for (const record of records) {
    const categoryCode = record.subcategoryCode
      ? `${record.categoryCode}·${record.subcategoryCode}`
      : record.categoryCode;
    if (record.boxNumber) {
      const box = `${record.filingYear}/${record.retentionCode}/${record.boxNumber}`;
      boxes.set(categoryCode, (boxes.get(categoryCode) ?? new Set()).add(box));
    }
    const unit = unitOf(record);
    if (!unit) continue;
    const key = `${categoryCode}/${unit}`;
    const sum = sums.get(key) ?? { categoryCode, unit, quantity: 0, years: [] };
    sum.quantity += 1;
    sum.years.push(record.filingYear);
    sums.set(key, sum);
  }
  const counted = [...sums.values()].map(({ years, ...line }) => ({
    ...line,
    yearFrom: years.reduce((least, year) => Math.min(least, year), 9999),
    yearTo: years.reduce((most, year) => Math.max(most, year), 0),
  }));
  const boxed = [...boxes].map(([categoryCode, numbers]) => ({
    categoryCode,
    unit: 'box' as const,
    quantity: numbers.size,
    yearFrom: null,
    yearTo: null,
  }));
  return [...counted, ...boxed].sort((a, b) => a.categoryCode.localeCompare(b.categoryCode));
};

export const transferorKindOf = (tenantKind: string): TransferorKind => {
  if (tenantKind === 'bureau') return 'department';
  const known: readonly string[] = ['township', 'department', 'institution', 'enterprise', 'village'];
  return known.includes(tenantKind) ? (tenantKind as TransferorKind) : 'other';
};
