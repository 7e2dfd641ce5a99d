import { z } from 'zod';
import { slug, uuid } from '@/server/domain/shared/ids';
import { pageInput } from '@/server/domain/shared/pagination';
import { VERDICTS } from './checklist-vocabulary.ts';
import { PROBE_CODES } from './probes.ts';

const probeCode = z.enum(PROBE_CODES);
const years = {
  yearFrom: z.number().int().min(1900).max(2999),
  yearTo: z.number().int().min(1900).max(2999),
};

/** One row behind a figure, in the same shape whatever register it comes from. */
export const probeRow = z.object({
  key: z.string(),
  /** The record that a link opens; null for a year, a series, a unit. */
  itemId: uuid.nullable(),
  label: z.string(),
  detail: z.string().nullable(),
  on: z.string().nullable(),
  isFault: z.boolean(),
});
export type ProbeRowView = z.infer<typeof probeRow>;

export const probeResultView = z.object({
  id: uuid,
  probeCode,
  version: z.number().int(),
  ...years,
  rows: z.number().int(),
  faults: z.number().int(),
  amount: z.number(),
  /** Percent without fault. */
  percent: z.number().nullable(),
  suggestion: z.enum(VERDICTS).nullable(),
  /** The first rows at fault, frozen with the result. */
  firstRows: z.array(probeRow),
  ranAt: z.string(),
  ranByName: z.string(),
});
export type ProbeResultView = z.infer<typeof probeResultView>;

/** As it goes out with a paper: without its key. */
export const frozenProbe = probeResultView.omit({ id: true });
export type FrozenProbe = z.infer<typeof frozenProbe>;

export const runOwnProbesInput = z.strictObject({
  probeCodes: z.array(probeCode).min(1).max(PROBE_CODES.length).optional(),
  ...years,
});
export type RunOwnProbesInput = z.infer<typeof runOwnProbesInput>;

/** `itemCode` left out: every item of the list that has probes. */
export const runProbesInput = z.strictObject({ inspectionId: uuid, itemCode: z.string().min(1).max(20).optional() });
export type RunProbesInput = z.infer<typeof runProbesInput>;

/** Why a probe was not run: no live grant of its class, its category outside the grant, or the unit alone may run it. */
export const PROBE_OBSTACLES = ['NO_GRANT', 'OUTSIDE_GRANT', 'UNIT_ONLY'] as const;
export const runProbesResult = z.object({
  ran: z.number().int(),
  notRun: z.array(z.object({ probeCode, reason: z.enum(PROBE_OBSTACLES) })),
});
export type RunProbesResult = z.infer<typeof runProbesResult>;

/** 整改复查: one probe of the item that a demand is about, as it was when it was issued and by the records of today. */
export const demandProbeView = z.object({
  probeCode,
  before: frozenProbe.nullable(),
  now: frozenProbe.nullable(),
  /** What the newest result says of the demand; null while it was not run since. */
  isMet: z.boolean().nullable(),
});
export type DemandProbeView = z.infer<typeof demandProbeView>;
export const findingProbesInput = z.strictObject({ findingId: uuid });
export const demandProbesInput = z.strictObject({ findingDispatchId: uuid });

const rowsOf = { ...pageInput, probeCode, ...years, faultsOnly: z.boolean().default(true) };
export const ownProbeRowsInput = z.strictObject(rowsOf);
export type OwnProbeRowsInput = z.infer<typeof ownProbeRowsInput>;
export const grantedProbeRowsInput = z.strictObject({ unitSlug: slug, ...rowsOf });
export type GrantedProbeRowsInput = z.infer<typeof grantedProbeRowsInput>;
