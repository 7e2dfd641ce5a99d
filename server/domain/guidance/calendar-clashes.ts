import type { CalendarClash } from './guidance-calendar.ts';

/** Somebody who is needed: by account where it is known, by name alone where it is not. */
export interface NeededPerson {
  accountId: string | null;
  name: string;
}

export interface DatedNeed {
  day: string;
  source: string;
  isHeld: boolean;
  people: readonly NeededPerson[];
  units: readonly { id: number | null; name: string }[];
}

const alike = (one: string, other: string): boolean => {
  const plain = (name: string) => name.normalize('NFKC').replace(/\s/gu, '');
  return plain(one) !== '' && plain(one) === plain(other);
};
/** A deadline takes nobody's day. */
const takesADay = ({ source }: DatedNeed): boolean => source !== 'finding' && source !== 'dispatch';

/** Two accounts are one person or two, whatever they are called; of a name without an account nobody knows for certain. */
const personMeets = (person: NeededPerson, others: readonly NeededPerson[]): CalendarClash[] => {
  const { accountId, name } = person;
  if (accountId !== null && others.some((one) => one.accountId === accountId)) return [{ by: 'officer', name }];
  const unsure = others.filter((one) => accountId === null || one.accountId === null);
  return unsure.some((one) => alike(one.name, name)) ? [{ by: 'name', name }] : [];
};

const unitMeets = ({ id, name }: DatedNeed['units'][number], others: DatedNeed['units']): boolean =>
  others.some((one) => (id !== null && one.id !== null ? one.id === id : alike(one.name, name)));

const meet = (one: DatedNeed, other: DatedNeed): CalendarClash[] => [
  ...one.people.flatMap((person) => personMeets(person, other.people)),
  ...one.units.filter((unit) => unitMeets(unit, other.units)).map(({ name }): CalendarClash => ({ by: 'unit', name })),
];

const asList = (clashes: readonly CalendarClash[]): CalendarClash[] => {
  // Who is certain to be needed twice is not also said to be perhaps so.
  const certain = new Set(clashes.filter(({ by }) => by === 'officer').map(({ name }) => name));
  const kept = clashes.filter(({ by, name }) => by !== 'name' || !certain.has(name));
  return [...new Map(kept.map((clash) => [`${clash.by} ${clash.name}`, clash])).values()];
};

/**
 * 撞期: whom each entry needs on a day on which something else needs the same. Of two things that both were held there is
 * nothing left to move, so one of them has to be planned still. Answers one list of clashes an entry, in the same order.
 */
export const findClashes = (entries: readonly DatedNeed[]): CalendarClash[][] => {
  const byDay = new Map<string, DatedNeed[]>();
  for (const entry of entries) if (takesADay(entry)) byDay.set(entry.day, [...(byDay.get(entry.day) ?? []), entry]);
  return entries.map((entry) => {
    if (!takesADay(entry)) return [];
    const others = (byDay.get(entry.day) ?? []).filter((one) => one !== entry && !(one.isHeld && entry.isHeld));
    return asList(others.flatMap((one) => meet(entry, one)));
  });
};

/** What of a day something that is only thought of would meet, before it is planned. */
export const meetingsOf = <T extends DatedNeed>(
  thought: DatedNeed,
  entries: readonly T[],
): { entry: T; clashes: CalendarClash[] }[] =>
  entries
    .filter((entry) => entry.day === thought.day && takesADay(entry))
    .map((entry) => ({ entry, clashes: asList(meet(thought, entry)) }))
    .filter(({ clashes }) => clashes.length > 0);
