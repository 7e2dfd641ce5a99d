import type { TenantDb } from '@/db/client';
import type { ImportBatchRecord } from '@/db/queries/archive-import.queries';
import { listMemory } from '@/db/queries/archive-import-match.queries';
import { listSchemeRows, readToday } from '@/db/queries/archive-scheme.queries';
import { listTenantCategories } from '@/db/queries/fonds-settings.queries';
import { topCategoryCode } from '@/server/domain/archive/archival-category';
import { importDefaults } from '@/server/domain/archive/import-batch';
import { type ColumnField, type HeadingMap, headingMap, isColumnField } from '@/server/domain/archive/import-columns';
import { isRetentionCode } from '@/server/domain/archive/retention';
import type { ImportContext } from './prepare-row.ts';

export interface ReadingContext extends ImportContext {
  headings: HeadingMap;
}

/** What every row of a batch is read against: the unit's rules, what it has taught the reader, what was said for the file. */
export const loadImportContext = async (
  tdb: TenantDb,
  tenantId: number,
  batch: Pick<ImportBatchRecord, 'fondsId' | 'fondsNumber' | 'categoryCode' | 'defaults'>,
): Promise<ReadingContext> => {
  const memory = await listMemory(tdb, tenantId, topCategoryCode(batch.categoryCode));
  const taught = new Map<string, ColumnField | null>();
  const words: Record<string, string> = {};
  for (const { kind, typedKey, typed, meaning } of memory) {
    if (kind === 'retention') words[typed] = meaning;
    else if (meaning === '') taught.set(typedKey, null);
    else if (isColumnField(meaning, batch.categoryCode)) taught.set(typedKey, meaning);
  }
  const { filingYear, retentionCode, orgCode } = importDefaults
    .catch({ orgCode: undefined })
    .parse(batch.defaults ?? {});
  return {
    fondsNumber: batch.fondsNumber,
    categoryCode: batch.categoryCode,
    schemes: await listSchemeRows(tdb, tenantId, batch.fondsId),
    today: await readToday(tdb),
    defaults: {
      filingYear,
      retentionCode: retentionCode !== undefined && isRetentionCode(retentionCode) ? retentionCode : undefined,
      orgCode,
    },
    categoryNames: Object.fromEntries(
      (await listTenantCategories(tdb, tenantId)).filter((row) => row.isActive).map((row) => [row.name, row.code]),
    ),
    retentionWords: words,
    headings: headingMap(batch.categoryCode, taught),
  };
};
