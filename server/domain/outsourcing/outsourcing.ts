import { z } from 'zod';
import { isoDate, optionalText, text, uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';
import {
  CAPABILITY_DEGREES,
  CAPABILITY_PARTS,
  CREDIT_CODE,
  creditCodeOf,
  FILING_STATES,
  MOST_FILES,
  MOST_STAFF,
  PROVIDER_STANDINGS,
  SERVICE_TYPES,
  WORK_PLACES,
} from './outsourcing-vocabulary.ts';

/** 档案服务外包备案: before the work starts, by whom, over what, under which secrecy, where, by which people. */
const creditCode = z.string().max(40).transform(creditCodeOf).pipe(z.string().regex(CREDIT_CODE));
const person = z.strictObject({ name: text(50), post: z.string().trim().max(50).default('') });

const terms = {
  providerName: text(100),
  providerCode: creditCode,
  serviceType: z.enum(SERVICE_TYPES),
  contractNumber: text(60),
  workScope: text(1000),
  workPlace: z.enum(WORK_PLACES),
  siteAddress: text(200),
  amountYuan: z.number().min(0).max(999_999_999_999).nullable(),
  startOn: isoDate,
  endOn: isoDate,
  /** 资质与能力: licence, premises, people, safety management. */
  capability: text(1000),
  secrecyTerms: text(1000),
  /** 介质回收与数据清除. */
  mediaReturn: text(500),
  staff: z.array(person).min(1).max(MOST_STAFF),
  /** 外包事由: what this office lacks, and in words; empty in contracts of before it was asked. */
  lacking: z.array(z.enum(CAPABILITY_PARTS)).max(CAPABILITY_PARTS.length).default([]),
  why: z.string().trim().max(500).default(''),
};
const ordered = ({ startOn, endOn }: { startOn: string; endOn: string }) => endOn >= startOn;

export const saveFilingInput = z
  .strictObject({
    /** Left out: a new one. */
    id: uuid.optional(),
    rowVersion: z.number().int().min(0),
    ...terms,
    fileObjectIds: z.array(uuid).max(MOST_FILES).default([]),
  })
  .refine(ordered, { path: ['endOn'] });
export type SaveFilingInput = z.infer<typeof saveFilingInput>;
export const filingRef = z.strictObject({ id: uuid });
export const submitFilingInput = z.strictObject({ id: uuid, rowVersion: z.number().int().min(1) });

/** What the bureau receives, frozen. */
export const filingBody = z.object({
  ...terms,
  providerCode: z.string(),
  staff: z.array(z.object({ name: z.string(), post: z.string() })),
  submittedBy: z.string(),
  submittedOn: isoDate,
});
export type FilingBody = z.infer<typeof filingBody>;
export const filingDecisionBody = z.object({
  decision: z.enum(['accept', 'return']),
  reason: z.string().nullable(),
  decidedBy: z.string(),
});
export type FilingDecisionBody = z.infer<typeof filingDecisionBody>;

const fileView = z.object({ objectId: uuid, fileName: z.string(), mediaType: z.string(), sizeBytes: z.number() });
const standing = {
  state: z.enum(FILING_STATES),
  submittedOn: isoDate.nullable(),
  /** 备案编号. */
  filingNumber: z.string().nullable(),
  decidedAt: z.string().nullable(),
  reason: z.string().nullable(),
  /** Filed on or after the day on which the work was to start. */
  isLate: z.boolean(),
};
export const filingView = z.object({
  id: uuid,
  ...terms,
  providerCode: z.string(),
  staff: filingBody.shape.staff,
  ...standing,
  bureauName: z.string().nullable(),
  files: z.array(fileView),
  rowVersion: z.number().int(),
});
export type FilingView = z.infer<typeof filingView>;
export const filingFileRef = z.strictObject({ id: uuid, objectId: uuid });

/** 自有能力 for one kind of work, as the register has it last. */
const degree = z.enum(CAPABILITY_DEGREES);
export const ownCapabilityView = z.object({
  work: z.enum(SERVICE_TYPES),
  assessedOn: isoDate,
  qualification: degree,
  funds: degree,
  equipment: degree,
  people: degree,
  facts: z.string(),
  decision: z.enum(['own', 'part', 'outsource']),
  reason: z.string(),
  /** What is not there, or only in part. */
  lacking: z.array(z.enum(CAPABILITY_PARTS)),
});
export type OwnCapabilityView = z.infer<typeof ownCapabilityView>;

export const filingRowView = filingView.omit({ files: true });
export type FilingRowView = z.infer<typeof filingRowView>;

export const listFilingsInput = z.strictObject({ ...pageInput, state: z.enum(FILING_STATES).optional() });
export type ListFilingsInput = z.infer<typeof listFilingsInput>;
export const filingPage = pageOf(filingRowView);

/** 备案审查, the bureau's side. */
export const receivedFilingView = filingBody.extend({
  dispatchId: uuid,
  unitName: z.string(),
  ...standing,
  submittedOn: isoDate,
  files: z.array(fileView),
  /** 外包指导 that the office gave to the unit. */
  guidance: z.array(z.object({ guidanceId: uuid, guidedOn: isoDate, topic: z.string(), guides: z.array(z.string()) })),
});
export type ReceivedFilingView = z.infer<typeof receivedFilingView>;
export const receivedFilingRow = receivedFilingView.omit({ files: true, guidance: true });
export type ReceivedFilingRow = z.infer<typeof receivedFilingRow>;
export const listReceivedFilingsInput = z.strictObject({
  ...pageInput,
  state: z.enum(['submitted', 'accepted', 'returned']).optional(),
  providerCode: optionalText(18),
});
export type ListReceivedFilingsInput = z.infer<typeof listReceivedFilingsInput>;
export const receivedFilingPage = pageOf(receivedFilingRow);
export const receivedFilingRef = z.strictObject({ dispatchId: uuid });
export const decideFilingInput = z
  .strictObject({ dispatchId: uuid, decision: z.enum(['accept', 'return']), reason: optionalText(500) })
  .refine(({ decision, reason }) => decision === 'accept' || reason !== undefined, { path: ['reason'] });
export type DecideFilingInput = z.infer<typeof decideFilingInput>;

/** 服务企业名录: made of the filings, with what the bureau says of each. */
export const providerView = z.object({
  code: z.string(),
  name: z.string(),
  contracts: z.number().int(),
  accepted: z.number().int(),
  units: z.number().int(),
  running: z.number().int(),
  lastEndOn: isoDate.nullable(),
  standing: z.enum(PROVIDER_STANDINGS).nullable(),
  reason: z.string().nullable(),
  setByName: z.string().nullable(),
  setOn: isoDate.nullable(),
  rowVersion: z.number().int(),
});
export type ProviderView = z.infer<typeof providerView>;
export const listProvidersInput = z.strictObject({ ...pageInput, search: optionalText(60) });
export type ListProvidersInput = z.infer<typeof listProvidersInput>;
export const exportProvidersInput = z.strictObject({ search: optionalText(60) });
export const providerPage = pageOf(providerView);
export const setStandingInput = z.strictObject({
  code: creditCode,
  rowVersion: z.number().int().min(0),
  standing: z.enum(PROVIDER_STANDINGS),
  reason: text(500),
});
export type SetStandingInput = z.infer<typeof setStandingInput>;
