import { dayOf } from './format';

/** The year on the calendar of Shanghai when the page is asked for. */
export const thisYear = (): number => Number(dayOf(new Date().toISOString()).slice(0, 4));

/** The day in Shanghai on which this request is answered. */
export const shanghaiToday = (): string => dayOf(new Date().toISOString());
