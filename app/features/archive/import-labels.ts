import type { Locale, Translate } from '@/app/i18n/messages';
import { categoryFields } from '@/server/domain/archive/category-fields';
import { placeOfRow } from '@/server/domain/archive/import-batch';
import { fieldLabel } from './archive-labels';

/** Columns that only workbooks have. */
const OF_WORKBOOKS = [
  'recordKey',
  'subcategoryCode',
  'orderNumber',
  'groupTitle',
  'volumeTitle',
  'dateRange',
  'details',
] as const;

/** The label of any field that a column may hold: shared, of workbooks only, or the category's own. */
export const importFieldLabel = (field: string, category: string, locale: Locale, t: Translate): string => {
  const detail = /^details\.(.+)$/.exec(field)?.[1];
  if (detail !== undefined) {
    const own = categoryFields(category).find((one) => one.code === detail);
    return own ? own[locale === 'en' ? 'en' : 'zh'] : detail;
  }
  const known = OF_WORKBOOKS.find((one) => one === field);
  return known ? t(`catalogueImport.field_${known}`) : fieldLabel(field, t);
};

/** As the spreadsheet shows it; rows of the second sheet say so. */
export const rowName = (rowNumber: number, t: Translate): string => {
  const { sheet, row } = placeOfRow(rowNumber);
  return sheet === 1 ? String(row) : t('catalogueImport.rowSecondSheet', { n: String(row) });
};
