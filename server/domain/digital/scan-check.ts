import { z } from 'zod';
import { optionalText, text, uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';
import { MACHINE_KINDS, scanRule } from './scan-rule.ts';

/** 质检 and 抽检 of the pages of a batch. */

/** What a person may find on a page. */
export const PERSON_KINDS = [
  'missing',
  'wrong_order',
  'doubled',
  'blur',
  'skew',
  'cut',
  'stain',
  'colour',
  'blank',
  'wrong_record',
  'other',
] as const;
export type PersonKind = (typeof PERSON_KINDS)[number];
export const FINDING_KINDS = [
  ...MACHINE_KINDS,
  ...PERSON_KINDS.filter(
    (kind): kind is Exclude<PersonKind, (typeof MACHINE_KINDS)[number]> =>
      !(MACHINE_KINDS as readonly string[]).includes(kind),
  ),
] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];
export const FINDING_STATES = ['open', 'dismissed', 'fixed'] as const;
export const findingKind = z.enum(FINDING_KINDS as unknown as [FindingKind, ...FindingKind[]]);

export const findingView = z.object({
  id: uuid,
  pageId: uuid,
  itemId: uuid,
  fileId: uuid,
  referenceCode: z.string(),
  title: z.string(),
  sequence: z.number().int(),
  fileName: z.string(),
  kind: findingKind,
  origin: z.enum(['machine', 'person']),
  measured: z.number().nullable(),
  threshold: z.number().nullable(),
  otherSequence: z.number().int().nullable(),
  ruleVersion: z.string(),
  state: z.enum(FINDING_STATES),
  note: z.string().nullable(),
  decidedByName: z.string().nullable(),
  decidedAt: z.string().nullable(),
});
export type FindingView = z.infer<typeof findingView>;
export const listFindingsInput = z.strictObject({
  batchId: uuid,
  state: z.enum(FINDING_STATES).default('open'),
  kind: findingKind.optional(),
  ...pageInput,
});
export const exportFindingsInput = listFindingsInput.pick({ batchId: true, state: true, kind: true });
export type ListFindingsInput = z.infer<typeof listFindingsInput>;
export const findingPage = pageOf(findingView);
/** 不是问题: a person looked and says why it may stay. */
export const dismissFindingsInput = z.strictObject({
  batchId: uuid,
  findingIds: z.array(uuid).min(1).max(200),
  reason: text(200),
});
export type DismissFindingsInput = z.infer<typeof dismissFindingsInput>;

/** 重扫: the new file takes the place of the one that it replaces, page by page. */
export const replaceScanInput = z.strictObject({ batchId: uuid, fileId: uuid, uploadId: uuid });
export type ReplaceScanInput = z.infer<typeof replaceScanInput>;
export const setCoveredInput = z.strictObject({
  batchId: uuid,
  pageId: uuid,
  /** 0: a doublet, kept and not counted. */
  pagesCovered: z.union([z.literal(0), z.literal(1), z.literal(2)]),
});
export type SetCoveredInput = z.infer<typeof setCoveredInput>;
/** 复看 a page that failed, once it was scanned again. */
export const recheckInput = z.strictObject({
  batchId: uuid,
  pageId: uuid,
  isRight: z.boolean(),
  note: optionalText(200),
});
export type RecheckInput = z.infer<typeof recheckInput>;

export const scanPageView = z.object({
  id: uuid,
  itemId: uuid,
  referenceCode: z.string(),
  fileId: uuid,
  fileName: z.string(),
  filePage: z.number().int(),
  sequence: z.number().int(),
  pagesCovered: z.number().int(),
  rescans: z.number().int(),
  qcState: z.enum(['open', 'passed', 'failed']),
  linkState: z.enum(['open', 'linked']),
});
export type ScanPageView = z.infer<typeof scanPageView>;
export const listScanPagesInput = z.strictObject({ batchId: uuid, itemId: uuid, ...pageInput });
export type ListScanPagesInput = z.infer<typeof listScanPagesInput>;
export const scanPagePage = pageOf(scanPageView);

export const sampleView = z.object({
  id: uuid,
  batchId: uuid,
  round: z.number().int(),
  seed: z.string(),
  population: z.number().int(),
  size: z.number().int(),
  looked: z.number().int(),
  wrong: z.number().int(),
  ruleVersion: z.string(),
  settings: scanRule,
  state: z.enum(['open', 'accepted', 'sent_back']),
  errorRate: z.number().nullable(),
  drawnByName: z.string(),
  drawnAt: z.string(),
  decidedByName: z.string().nullable(),
  decidedAt: z.string().nullable(),
  opinion: z.string().nullable(),
  /** How often each kind of error was noted. */
  kinds: z.array(z.object({ kind: findingKind, pages: z.number().int() })),
});
export type SampleView = z.infer<typeof sampleView>;
export const samplePageView = z.object({
  place: z.number().int(),
  pageId: uuid,
  itemId: uuid,
  fileId: uuid,
  referenceCode: z.string(),
  sequence: z.number().int(),
  fileName: z.string(),
  outcome: z.enum(['right', 'wrong']).nullable(),
  kinds: z.array(findingKind),
  note: z.string().nullable(),
  lookedByName: z.string().nullable(),
});
export type SamplePageView = z.infer<typeof samplePageView>;
export const listSamplePagesInput = z.strictObject({
  sampleId: uuid,
  only: z.enum(['all', 'open', 'wrong']).default('all'),
  ...pageInput,
});
export type ListSamplePagesInput = z.infer<typeof listSamplePagesInput>;
export const samplePagePage = pageOf(samplePageView);
export const lookAtPageInput = z
  .strictObject({
    sampleId: uuid,
    place: z.number().int().min(1),
    outcome: z.enum(['right', 'wrong']),
    kinds: z.array(z.enum(PERSON_KINDS)).max(PERSON_KINDS.length).default([]),
    note: optionalText(200),
  })
  .refine((value) => (value.outcome === 'wrong') === value.kinds.length > 0, { path: ['kinds'] });
export type LookAtPageInput = z.infer<typeof lookAtPageInput>;
export const decideSampleInput = z.strictObject({ sampleId: uuid, opinion: optionalText(500) });
export type DecideSampleInput = z.infer<typeof decideSampleInput>;
