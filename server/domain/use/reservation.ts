import { z } from 'zod';
import { isoDate, optionalText, text, uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';
import { visitorKind } from './reader-identity.ts';
import { registerVisitInput, visitPurpose } from './reading-visit.ts';
import { DAY_PARTS, RESERVATION_CHANNELS, RESERVATION_STATES, WAITING_STATES } from './reservation-vocabulary.ts';

/** 预约查档: a day and what is to be read, before anybody came. A visit takes its place. */
export const MOST_WISHES = 50;

export const wishedLine = z.strictObject({
  itemId: uuid.nullable(),
  referenceCode: z.string().max(120).nullable(),
  title: text(200),
});
export type WishedLine = z.infer<typeof wishedLine>;

export const reserveInput = z.strictObject({
  readerName: text(40),
  readerKind: visitorKind.default('citizen'),
  readerUnit: optionalText(80),
  contact: optionalText(40),
  channel: z.enum(RESERVATION_CHANNELS).default('phone'),
  purpose: visitPurpose,
  subject: text(200),
  wishedOn: isoDate,
  dayPart: z.enum(DAY_PARTS).default('morning'),
  /** 服务事项, and the number of the government counter where the wish came from there. */
  serviceId: uuid.optional(),
  portalNumber: optionalText(60),
  lines: z
    .array(z.strictObject({ itemId: uuid.optional(), title: optionalText(200) }))
    .max(MOST_WISHES)
    .default([]),
});
export type ReserveInput = z.infer<typeof reserveInput>;

const key = { reservationId: uuid, rowVersion: z.number().int() };
/** 确认 for the day that was wished for, or another one that was agreed upon. */
export const confirmReservationInput = z.strictObject({
  ...key,
  wishedOn: isoDate.optional(),
  dayPart: z.enum(DAY_PARTS).optional(),
  note: optionalText(200),
});
export type ConfirmReservationInput = z.infer<typeof confirmReservationInput>;
export const fetchReservationInput = z.strictObject(key);
/** 不能提供, or 未到馆. */
export const endReservationInput = z.strictObject({ ...key, state: z.enum(['declined', 'missed']), note: text(200) });
export type EndReservationInput = z.infer<typeof endReservationInput>;
export const arriveInput = z.strictObject({ ...key, visit: registerVisitInput });
export type ArriveInput = z.infer<typeof arriveInput>;

export const reservationFilter = {
  state: z.enum([...RESERVATION_STATES, ...WAITING_STATES]).optional(),
  from: isoDate.optional(),
  to: isoDate.optional(),
  q: optionalText(60),
};
export const listReservationsInput = z.strictObject({ ...pageInput, ...reservationFilter });
export type ListReservationsInput = z.infer<typeof listReservationsInput>;
export const exportReservationsInput = z.strictObject(reservationFilter);
export type ReservationFilter = z.infer<typeof exportReservationsInput>;

export const reservationView = z.object({
  id: uuid,
  caseNumber: z.string(),
  readerName: z.string(),
  readerKind: visitorKind,
  readerUnit: z.string().nullable(),
  contact: z.string().nullable(),
  channel: z.enum(RESERVATION_CHANNELS),
  purpose: visitPurpose,
  subject: z.string(),
  wishedOn: isoDate,
  dayPart: z.enum(DAY_PARTS),
  lines: z.array(wishedLine),
  state: z.enum(RESERVATION_STATES),
  note: z.string().nullable(),
  askedAt: z.string(),
  answeredAt: z.string().nullable(),
  /** From the wish to the answer: what a promised time is measured by. */
  answerMinutes: z.number().int().nullable(),
  visitId: uuid.nullable(),
  serviceId: uuid.nullable(),
  portalNumber: z.string().nullable(),
  /** 查询码: with the number it opens the state of the case to whoever has both. */
  lookupCode: z.string(),
  handlerName: z.string(),
  rowVersion: z.number().int(),
});
export type ReservationView = z.infer<typeof reservationView>;
export const reservationPage = pageOf(reservationView);
