import { dayOf } from './format';

/** The year on the calendar of Shanghai when the page is asked for. */
export const thisYear = (): number => Number(dayOf(new Date().toISOString()).slice(0, 4));
