/* Words of 预约查档, without zod: screens import them. */

/** How the wish came in: at the counter, by telephone, by letter, from the government's portal. */
export const RESERVATION_CHANNELS = ['phone', 'online', 'letter', 'onsite'] as const;
export type ReservationChannel = (typeof RESERVATION_CHANNELS)[number];

export const DAY_PARTS = ['morning', 'afternoon'] as const;
export type DayPart = (typeof DAY_PARTS)[number];

/** 待确认, 已确认, 已调卷, 已到馆, 不能提供, 未到馆. */
export const RESERVATION_STATES = ['asked', 'confirmed', 'fetched', 'visited', 'declined', 'missed'] as const;
export type ReservationState = (typeof RESERVATION_STATES)[number];

/** All that is still to be done, as one filter. */
export const WAITING_STATES = ['open'] as const;
export type ReservationChoice = ReservationState | (typeof WAITING_STATES)[number];

/** What may follow: nothing comes after a visit, a refusal or a day that went by. */
export const NEXT_STATES: Readonly<Record<ReservationState, readonly ReservationState[]>> = {
  asked: ['confirmed', 'visited', 'declined'],
  confirmed: ['confirmed', 'fetched', 'visited', 'declined', 'missed'],
  fetched: ['visited', 'missed'],
  visited: [],
  declined: [],
  missed: [],
};
