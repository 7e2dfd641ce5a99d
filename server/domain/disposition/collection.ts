import { z } from 'zod';
import { categoryCode } from '@/server/domain/archive/archive-item';
import { isoDate, optionalText, text, uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';
import { APPEAL_STATES, COUNT_UNITS, DONATION_MODES, DONATION_STATES, type DonationState } from './vocabulary.ts';

/** 征集: appeal, offer, valuation, decision, agreement, certificate, accession. */

export const publishAppealInput = z.strictObject({
  title: text(200),
  notice: text(5000),
  publishedOn: isoDate,
  endsOn: isoDate.optional(),
});
export type PublishAppealInput = z.infer<typeof publishAppealInput>;
export const appealIdInput = z.strictObject({ appealId: uuid });
export const appealView = z.object({
  id: uuid,
  title: z.string(),
  notice: z.string(),
  publishedOn: isoDate,
  endsOn: isoDate.nullable(),
  state: z.enum(APPEAL_STATES),
  offers: z.number(),
  accepted: z.number(),
});
export type AppealView = z.infer<typeof appealView>;
export const appealPage = pageOf(appealView);
const appealFilter = { q: optionalText(100), state: z.enum(APPEAL_STATES).optional() };
export const listAppealsInput = z.strictObject({ ...pageInput, ...appealFilter });
export type ListAppealsInput = z.infer<typeof listAppealsInput>;
export const exportAppealsInput = z.strictObject(appealFilter);
export type AppealFilter = z.infer<typeof exportAppealsInput>;

const donationUnit = z.enum(COUNT_UNITS).exclude(['person']);
export const offerDonationInput = z.strictObject({
  appealId: uuid.optional(),
  mode: z.enum(DONATION_MODES),
  donorName: text(100),
  donorContact: optionalText(200),
  title: text(300),
  description: optionalText(2000),
  categoryCode,
  unit: donationUnit,
  quantity: z.number().positive().max(9_999_999),
  topics: z.array(text(20)).max(20).default([]),
  story: optionalText(4000),
  offeredOn: isoDate,
});
export type OfferDonationInput = z.infer<typeof offerDonationInput>;

const step = { donationId: uuid, rowVersion: z.number().int() };
export const valueDonationInput = z.strictObject({
  ...step,
  valuation: text(2000),
  valuedAmount: z.number().min(0).max(999_999_999).optional(),
  valuedBy: text(60),
  valuedOn: isoDate,
});
export type ValueDonationInput = z.infer<typeof valueDonationInput>;
export const agreeDonationInput = z.strictObject({ ...step, terms: text(2000), agreedOn: isoDate });
export type AgreeDonationInput = z.infer<typeof agreeDonationInput>;
export const declineDonationInput = z.strictObject({ ...step, reason: text(500) });
export type DeclineDonationInput = z.infer<typeof declineDonationInput>;
export const acceptDonationInput = z.strictObject({
  ...step,
  receivedOn: isoDate,
  handledBy: text(60),
  place: optionalText(100),
});
export type AcceptDonationInput = z.infer<typeof acceptDonationInput>;
export const donationIdInput = z.strictObject({ donationId: uuid });

export const donationFilter = {
  q: optionalText(100),
  state: z.enum(DONATION_STATES).optional(),
  mode: z.enum(DONATION_MODES).optional(),
  topic: optionalText(20),
  appealId: uuid.optional(),
};
export const listDonationsInput = z.strictObject({ ...pageInput, ...donationFilter });
export type ListDonationsInput = z.infer<typeof listDonationsInput>;
export const exportDonationsInput = z.strictObject(donationFilter);
export type DonationFilter = z.infer<typeof exportDonationsInput>;

export const donationView = z.object({
  id: uuid,
  donationNumber: z.string(),
  appealId: uuid.nullable(),
  mode: z.enum(DONATION_MODES),
  /** Masked in lists. */
  donorName: z.string(),
  donorContact: z.string().nullable(),
  title: z.string(),
  categoryCode: z.string(),
  unit: z.enum(COUNT_UNITS),
  quantity: z.number(),
  topics: z.array(z.string()),
  state: z.enum(DONATION_STATES),
  offeredOn: isoDate,
  certificateNumber: z.string().nullable(),
  rowVersion: z.number(),
});
export type DonationView = z.infer<typeof donationView>;
export const donationPage = pageOf(donationView);
export const donationDetail = donationView.extend({
  description: z.string().nullable(),
  story: z.string().nullable(),
  valuation: z.string().nullable(),
  valuedAmount: z.number().nullable(),
  valuedBy: z.string().nullable(),
  valuedOn: isoDate.nullable(),
  decisionReason: z.string().nullable(),
  terms: z.string().nullable(),
  agreedOn: isoDate.nullable(),
  accessionId: uuid.nullable(),
  /** The call that it answers. */
  appealTitle: z.string().nullable(),
});
export type DonationDetail = z.infer<typeof donationDetail>;

const NEXT: Readonly<Record<DonationState, readonly DonationState[]>> = {
  offered: ['valued', 'declined'],
  valued: ['agreed', 'declined'],
  agreed: ['accepted', 'declined'],
  accepted: [],
  declined: [],
};
export const canMoveDonation = (from: DonationState, to: DonationState): boolean => NEXT[from].includes(to);
