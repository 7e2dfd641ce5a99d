import type { Filter } from '@/app/components/search-bar';
import type { Locale, Translate } from '@/app/i18n/messages';
import { dayOfParam, oneOf, recentYears, yearOfParam } from '@/app/lib/one-of';
import { DUE_STATES, deadlinesOf } from '@/server/domain/register/register-deadline';
import type { RegisterDefinition, RegisterField, RegisterPeriod } from '@/server/domain/register/register-definition';
import { ENTRY_STATES } from '@/server/domain/register/register-entry';
import { spanNamed, spanOf, spanWords } from '@/server/domain/register/register-period';
import { addDays } from '@/server/domain/shared/working-days';
import { inWords } from './register-words';

/* The conditions of a register's list, all of them in its address. */

const PARAM = 'f_';
/** What a register is looked through by: its choices, and what is yes or no, as far as the list shows them. */
const choiceFieldsOf = (definition: RegisterDefinition): RegisterField[] =>
  definition.fields.filter((field) => (field.kind === 'choice' || field.kind === 'flag') && field.inList);

/** Today's standing, unless the address asks for another day or for everything. */
const heldOnOf = (search: URLSearchParams, definition: RegisterDefinition, today: string): string | undefined => {
  if (!definition.untilField || search.get('held') === 'all') return undefined;
  return dayOfParam(search.get('on')) ?? today;
};

/** The filters and the order, as list, export and print take them. */
export const filterOf = (search: URLSearchParams, definition: RegisterDefinition, today: string) => {
  const period = search.get('period');
  const choices = Object.fromEntries(
    choiceFieldsOf(definition).flatMap(({ key }) => {
      const code = search.get(`${PARAM}${key}`);
      return code ? [[key, code]] : [];
    }),
  );
  const heldOn = heldOnOf(search, definition, today);
  return {
    code: definition.code,
    ...(search.get('q') ? { q: search.get('q') ?? '' } : {}),
    year: yearOfParam(search.get('year')),
    ...(period && spanNamed(period) ? { period } : {}),
    ...(heldOn ? { heldOn } : {}),
    due: oneOf(DUE_STATES, search.get('due')),
    state: oneOf(ENTRY_STATES, search.get('state')),
    ...(Object.keys(choices).length > 0 ? { choices } : {}),
    ...(search.get('sort') ? { sort: search.get('sort') ?? '' } : {}),
  };
};

const SHOWN_PERIODS: Record<RegisterPeriod['every'], number> = {
  day: 12,
  month: 12,
  quarter: 8,
  half_year: 6,
  year: 0,
};

/** The last periods, youngest first; of a daily register, months. One that the address names stands among them. */
const periodsOf = (definition: RegisterDefinition, today: string, asked: string | null): string[] => {
  const { period } = definition;
  if (!period) return [];
  const every = period.every === 'day' ? 'month' : period.every;
  const names: string[] = [];
  for (let day = today; names.length < SHOWN_PERIODS[period.every]; ) {
    const span = spanOf(every, day);
    names.push(span.name);
    day = addDays(span.from, -1);
  }
  return asked && spanNamed(asked) && !names.includes(asked) ? [asked, ...names] : names;
};

const choiceFilter = (field: RegisterField, t: Translate, locale: Locale): Filter => ({
  name: `${PARAM}${field.key}`,
  label: inWords(field.name, locale),
  options:
    field.kind === 'choice'
      ? field.choices.map((one) => ({ value: one.code, label: inWords(one, locale) }))
      : [
          { value: 'true', label: t('register.yes') },
          { value: 'false', label: t('register.no') },
        ],
});

export const filtersOf = (
  definition: RegisterDefinition,
  search: URLSearchParams,
  words: { t: Translate; locale: Locale; today: string },
): Filter[] => {
  const { t, locale, today } = words;
  const periods = periodsOf(definition, today, search.get('period'));
  return [
    {
      name: 'year',
      label: t('register.year'),
      options: recentYears(today).map((year) => ({
        value: String(year),
        label: t('register.yearOption', { year: String(year) }),
      })),
    },
    ...(periods.length > 0
      ? [
          {
            name: 'period',
            label: t('register.period'),
            options: periods.map((value) => ({ value, label: inWords(spanWords(value), locale) })),
          },
        ]
      : []),
    ...choiceFieldsOf(definition).map((field) => choiceFilter(field, t, locale)),
    ...(deadlinesOf(definition).length > 0
      ? [
          {
            name: 'due',
            label: t('register.deadline'),
            options: DUE_STATES.map((value) => ({ value, label: t(`register.due_${value}`) })),
          },
        ]
      : []),
    ...(definition.untilField ? [{ name: 'on', label: t('register.heldOn') }] : []),
    {
      name: 'state',
      label: t('register.state'),
      options: ENTRY_STATES.map((value) => ({ value, label: t(`register.state_${value}`) })),
    },
  ];
};
