import type { Column } from '@/app/components/data-table';
import type { Locale, Translate } from '@/app/i18n/messages';
import type { SearchedRowView } from '@/server/domain/archive/archive-search';
import { describeField } from '@/server/domain/archive/check-words';
import type { Categories } from './archive-labels';
import { itemColumns } from './item-columns';
import { MarkedText } from './marked-text';

const fieldName = (field: string, t: Translate, locale: Locale): string =>
  field === 'oldCode' ? t('search.oldCode') : describeField(field, locale);

const Found = ({ row, t, locale }: { row: SearchedRowView; t: Translate; locale: Locale }) => {
  // What the list shows in a column of its own needs no second line, unless it is why the record was found.
  const also =
    row.titleRanges.length > 0 ? row.alsoFound.filter((found) => found.field !== 'referenceCode') : row.alsoFound;
  return (
    <>
      <MarkedText text={row.title} ranges={row.titleRanges} />
      {also.map((found) => (
        <span key={`${found.field} ${found.text}`} className="lt-found lt-3">
          {t('search.foundIn', { field: fieldName(found.field, t, locale) })}
          <MarkedText text={found.text} ranges={found.ranges} />
        </span>
      ))}
    </>
  );
};

/** The list's columns, with the words marked in the title and below it where else they were found. */
export const searchColumns = <Row extends SearchedRowView>(
  t: Translate,
  categories: Categories,
  toItem: (row: Row) => string,
): Column<Row>[] =>
  itemColumns(t, categories, toItem).map((column) =>
    column.key === 'title'
      ? { ...column, truncate: false, render: (row) => <Found row={row} t={t} locale={categories.locale} /> }
      : column,
  );
