import type { CalendarClash } from './guidance-calendar.ts';

interface Dated {
  day: string;
  source: string;
  isHeld: boolean;
  officers: readonly string[];
  units: readonly { id: number | null; name: string }[];
}

const unitKey = ({ id, name }: Dated['units'][number]): string => (id === null ? `name:${name}` : `id:${id}`);
/** A deadline takes nobody's day. */
const takesADay = ({ source }: Dated): boolean => source !== 'finding' && source !== 'dispatch';

const meet = (one: Dated, other: Dated): CalendarClash[] => {
  const there = new Set(other.units.map(unitKey));
  return [
    ...one.officers.filter((name) => other.officers.includes(name)).map((name) => ({ by: 'officer' as const, name })),
    ...one.units.filter((unit) => there.has(unitKey(unit))).map(({ name }) => ({ by: 'unit' as const, name })),
  ];
};

/**
 * 撞期: whom each entry needs on a day on which something else needs the same. Of two things that both were held there is
 * nothing left to move, so one of them has to be planned still. Answers one list of clashes an entry, in the same order.
 */
export const findClashes = (entries: readonly Dated[]): CalendarClash[][] => {
  const byDay = new Map<string, Dated[]>();
  for (const entry of entries) if (takesADay(entry)) byDay.set(entry.day, [...(byDay.get(entry.day) ?? []), entry]);
  return entries.map((entry) => {
    if (!takesADay(entry)) return [];
    const others = (byDay.get(entry.day) ?? []).filter((one) => one !== entry && !(one.isHeld && entry.isHeld));
    const found = new Map(others.flatMap((one) => meet(entry, one)).map((one) => [`${one.by} ${one.name}`, one]));
    return [...found.values()];
  });
};
