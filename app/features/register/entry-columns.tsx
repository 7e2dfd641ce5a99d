import { Link } from '@remix-run/react';
import type { Column } from '@/app/components/data-table';
import { Status } from '@/app/components/status';
import type { Locale, Translate } from '@/app/i18n/messages';
import { useLocale, useText } from '@/app/i18n/use-text';
import { deadlinesOf, dueStateOf } from '@/server/domain/register/register-deadline';
import type { RegisterDefinition, RegisterField } from '@/server/domain/register/register-definition';
import type { EntryListRow } from '@/server/domain/register/register-entry';
import { fieldText, inWords } from './register-words';

/** The name under which the choice of columns is remembered. */
export const tableName = (definition: RegisterDefinition): string => `register-${definition.code}`;

const DUE_STATUS = { late: 'overdue', soon: 'attention' } as const;

/** What a field says; a day that is late or comes soon says so. What a younger entry met is told by the filter. */
const FieldCell = ({
  definition,
  field,
  entry,
  today,
}: {
  definition: RegisterDefinition;
  field: RegisterField;
  entry: EntryListRow;
  today: string;
}) => {
  const t = useText();
  const locale = useLocale();
  const text = fieldText(field, entry, locale);
  const deadline = deadlinesOf(definition).find((one) => one.field === field.key);
  const isOver = entry.state === 'void' || (entry.until !== null && entry.until <= today);
  const state = deadline && !deadline.isRenewed && !isOver ? dueStateOf(deadline, entry.values, today) : null;
  if (!state) return <>{text || '—'}</>;
  return (
    <Status kind={DUE_STATUS[state]}>
      {text} {t(`register.due_${state}`)}
    </Status>
  );
};

/** The columns that the definition says; every field can be shown and sorted by. */
export const columnsOf = (
  definition: RegisterDefinition,
  words: { t: Translate; locale: Locale; base: string; today: string },
): Column<EntryListRow>[] => {
  const { t, locale, base, today } = words;
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
          render: (entry) => <FieldCell definition={definition} field={field} entry={entry} today={today} />,
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
