import { z } from 'zod';
import { uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';

/** 完整性核验: whether every stored file is still the one that was stored. */

/** Days within which every file is read and compared again. */
export const TERM_DAYS = 90;
export const PERMANENT_TERM_DAYS = 30;
/** A file comes up after this part of its term, so that a sweep that is put off is not late at once. */
export const DUE_SHARE = 0.6;

/** What is wrong: other bytes, no bytes, bytes that no record speaks of, or a virus that a scanner found later. */
export const FAULT_KINDS = ['changed', 'missing', 'untracked', 'infected'] as const;
export const faultKind = z.enum(FAULT_KINDS);
export type FaultKind = z.infer<typeof faultKind>;

export const INCIDENT_STATES = ['open', 'handling', 'repaired', 'accepted', 'released'] as const;
export const incidentState = z.enum(INCIDENT_STATES);
export type IncidentState = z.infer<typeof incidentState>;

export const SWEEP_KINDS = ['due', 'all', 'record'] as const;
export const sweepView = z.object({
  id: uuid,
  kind: z.enum(SWEEP_KINDS),
  state: z.enum(['owed', 'running', 'done']),
  /** The job that does it has failed. */
  isFailed: z.boolean(),
  withSm3: z.boolean(),
  recordCount: z.number().int(),
  fileCount: z.number().int(),
  byteCount: z.number(),
  faultCount: z.number().int(),
  askedByName: z.string().nullable(),
  createdAt: z.string(),
  finishedAt: z.string().nullable(),
});
export type SweepView = z.infer<typeof sweepView>;

export const coverageRow = z.object({
  filingYear: z.number().int(),
  categoryCode: z.string(),
  files: z.number().int(),
  /** Verified within the term. */
  verified: z.number().int(),
  /** New: not verified yet, and the first term is not over. */
  waiting: z.number().int(),
  /** The term is over: not run counts like failed. */
  overdue: z.number().int(),
  faults: z.number().int(),
});
export type CoverageRow = z.infer<typeof coverageRow>;

export const fixityOverview = z.object({
  rows: z.array(coverageRow),
  total: coverageRow.omit({ filingYear: true, categoryCode: true }),
  openIncidents: z.number().int(),
  lastSweep: sweepView.nullable(),
  /** A second copy is set up; false in `isSecondCopyThere` when it cannot be reached now. */
  hasSecondCopy: z.boolean(),
  isSecondCopyThere: z.boolean(),
});
export type FixityOverview = z.infer<typeof fixityOverview>;

export const startSweepInput = z.strictObject({ itemId: uuid.optional(), withSm3: z.boolean().default(true) });

export const incidentFilter = z.strictObject({
  state: z.enum([...INCIDENT_STATES, 'unsettled']).optional(),
  kind: faultKind.optional(),
});
export type IncidentFilter = z.infer<typeof incidentFilter>;
export const listIncidentsInput = incidentFilter.extend(pageInput);
export type ListIncidentsInput = z.infer<typeof listIncidentsInput>;

export const incidentView = z.object({
  id: uuid,
  itemId: uuid,
  referenceCode: z.string(),
  title: z.string(),
  fileId: uuid.nullable(),
  fileName: z.string().nullable(),
  kind: faultKind,
  path: z.string(),
  expectedSha256: z.string().nullable(),
  foundSha256: z.string().nullable(),
  state: incidentState,
  ownerAccountId: uuid.nullable(),
  ownerName: z.string().nullable(),
  reason: z.string().nullable(),
  foundAt: z.string(),
  seenAt: z.string(),
  closedAt: z.string().nullable(),
  closedByName: z.string().nullable(),
  rowVersion: z.number().int(),
});
export type IncidentView = z.infer<typeof incidentView>;
export const incidentPage = pageOf(incidentView);

/** How it can be repaired: from the second copy, by setting an extra file aside, from the object's own versions. */
export const REPAIRS = ['copy', 'set_aside', 'inventory'] as const;

/** `ClamAV 1.4.6/27811/Sun Nov 22 …`: the number of the signatures; null for a scanner that names none. */
const signatureNumber = (scanner: string | null): number | null => {
  const found = /^ClamAV [^/\s]+\/(\d+)\//.exec(scanner ?? '')?.[1];
  return found === undefined ? null : Number(found);
};

/**
 * Whether a scan may lift the judgement of an earlier one: it found nothing, and by newer signatures where the earlier
 * one named its own. A scanner that names none may have been mended by hand: its own word lifts its own word.
 */
export const liftsAlarm = (
  foundWith: string | null,
  rescan: { state: string | null; signatures: string | null },
): boolean => {
  if (rescan.state !== 'clean') return false;
  const before = signatureNumber(foundWith);
  return before === null || (signatureNumber(rescan.signatures) ?? 0) > before;
};

/** 隔离: by which signatures a file was judged, what a later scan said, and whether that is enough to release it. */
const quarantineView = z.object({
  foundWith: z.string().nullable(),
  rescan: z
    .object({ state: z.enum(['clean', 'infected', 'not_scanned']), signatures: z.string().nullable(), at: z.string() })
    .nullable(),
  isReleasable: z.boolean(),
});

export const incidentDetail = incidentView.extend({
  repair: z.enum(REPAIRS).nullable(),
  /** Null unless it is about a file that lies in quarantine now. */
  quarantine: quarantineView.nullable(),
});
export type IncidentDetail = z.infer<typeof incidentDetail>;

export const incidentInput = z.strictObject({ id: uuid });
export const incidentActInput = z.strictObject({ id: uuid, rowVersion: z.number().int() });
export const acceptIncidentInput = incidentActInput.extend({ reason: z.string().trim().min(1).max(200) });

export const storageView = z.object({
  fileCount: z.number().int(),
  usedBytes: z.number(),
  /** Of uploads that are on their way. */
  promisedBytes: z.number(),
  quotaBytes: z.number().nullable(),
});
export type StorageView = z.infer<typeof storageView>;
