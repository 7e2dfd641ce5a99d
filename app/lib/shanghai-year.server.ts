import { dayOf } from './format';

/** The day in Shanghai on which this request is answered. */
export const shanghaiToday = (): string => dayOf(new Date().toISOString());

/** The year on the calendar of Shanghai when the page is asked for. */
export const thisYear = (): number => Number(shanghaiToday().slice(0, 4));
