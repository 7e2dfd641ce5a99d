import type { EntrySort, RegisterEntryFilter } from '@/db/queries/register-list.queries';
import { deadlinesOf } from '@/server/domain/register/register-deadline';
import type { RegisterDefinition } from '@/server/domain/register/register-definition';
import type { EntryFilter } from '@/server/domain/register/register-entry';
import { spanNamed } from '@/server/domain/register/register-period';
import { normaliseForSearch } from '@/server/domain/shared/chinese-text';

/** A filter asks for a choice, or yes or no, of this register; anything else is no filter. */
const choicesOf = (definition: RegisterDefinition, choices: EntryFilter['choices']) =>
  Object.entries(choices ?? {}).flatMap(([key, code]) => {
    const field = definition.fields.find((one) => one.key === key);
    return field && (field.kind === 'choice' || field.kind === 'flag') && code !== '' ? [{ field: key, code }] : [];
  });

/** What a list, an export and a print ask of the database for the same filters. */
export const conditionsOf = (definition: RegisterDefinition, filter: EntryFilter): RegisterEntryFilter => {
  const deadlines = deadlinesOf(definition);
  const span = filter.period ? spanNamed(filter.period) : undefined;
  return {
    code: definition.code,
    year: filter.year,
    from: span?.from,
    to: span?.to,
    heldOn: definition.untilField ? filter.heldOn : undefined,
    state: filter.state,
    choices: choicesOf(definition, filter.choices),
    due: filter.due && deadlines.length > 0 ? { state: filter.due, deadlines } : undefined,
    q: filter.q ? normaliseForSearch(filter.q) : undefined,
  };
};

const NEWEST_FIRST: EntrySort = { by: 'day', descending: true };

/** The order that is asked for; by day, newest first, for what no register can be ordered by. */
export const sortOf = (definition: RegisterDefinition, asked: string | undefined): EntrySort => {
  if (!asked) return NEWEST_FIRST;
  const descending = asked.startsWith('-');
  const key = descending ? asked.slice(1) : asked;
  if (key === 'day' || key === definition.dayField) return { by: 'day', descending };
  if (key === 'by') return { by: 'enteredBy', descending };
  if (key === 'state') return { by: 'state', descending };
  const field = definition.fields.find((one) => one.key === key);
  switch (field?.kind) {
    case undefined:
      return NEWEST_FIRST;
    case 'number':
      return { by: 'number', field: key, descending };
    case 'choice':
      return { by: 'choice', field: key, codes: field.choices.map(({ code }) => code), descending };
    case 'text':
      return { by: 'text', field: key, descending };
    default:
      return { by: 'plain', field: key, descending };
  }
};
