import { Link } from '@remix-run/react';
import type { Column } from '@/app/components/data-table';
import { Status } from '@/app/components/status';
import type { Locale, Translate } from '@/app/i18n/messages';
import type { RegisterDefinition } from '@/server/domain/register/register-definition';
import type { EntryListRow } from '@/server/domain/register/register-entry';
import { fieldText, inWords } from './register-words';

/** The name under which the choice of columns is remembered. */
export const tableName = (definition: RegisterDefinition): string => `register-${definition.code}`;

/** The columns that the definition says; every field can be shown and sorted by. */
export const columnsOf = (
  definition: RegisterDefinition,
  words: { t: Translate; locale: Locale; base: string },
): Column<EntryListRow>[] => {
  const { t, locale, base } = words;
  const clock = definition.fields.find(({ kind }) => kind === 'time');
  const timeOf = (entry: EntryListRow) => (clock && entry.values[clock.key] ? ` ${entry.values[clock.key]}` : '');
  return [
    {
      key: 'day',
      title: t('register.day'),
      render: (entry) => <Link to={`${base}/${entry.id}`}>{`${entry.on}${timeOf(entry)}`}</Link>,
      width: clock ? '152px' : '112px',
      onPhone: 'title',
      sortable: true,
    },
    ...definition.fields
      .filter(({ key }) => key !== definition.dayField)
      .map(
        (field): Column<EntryListRow> => ({
          key: field.key,
          title: inWords(field.name, locale),
          render: (entry) => fieldText(field, entry, locale) || '—',
          numeric: field.kind === 'number',
          truncate: field.kind === 'text',
          hiddenAtFirst: !field.inList,
          sortable: true,
        }),
      ),
    {
      key: 'files',
      title: t('register.files'),
      render: (entry) => (entry.files > 0 ? String(entry.files) : '—'),
      numeric: true,
      hiddenAtFirst: true,
    },
    {
      key: 'by',
      title: t('register.enteredBy'),
      render: (entry) => entry.enteredBy,
      hiddenAtFirst: true,
      sortable: true,
    },
    {
      key: 'state',
      title: t('register.state'),
      render: (entry) =>
        entry.state === 'void' ? (
          <Status kind="failed">{t('register.state_void')}</Status>
        ) : (
          t('register.state_current')
        ),
      width: '88px',
      onPhone: 'hide',
    },
  ];
};
