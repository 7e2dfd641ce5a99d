import { oneOf, yearOfParam } from '@/app/lib/one-of';
import { EVENT_KINDS, EVENT_STATES } from './event-labels';

/** What the address says of a list of events. */
export const eventFilterOf = (search: URLSearchParams) => ({
  kind: oneOf(EVENT_KINDS, search.get('kind')),
  state: oneOf(EVENT_STATES, search.get('state')),
  year: yearOfParam(search.get('year')),
  q: search.get('q')?.trim().slice(0, 100) || undefined,
});
