import { z } from 'zod';
import { isoDate, optionalText, slug, text, uuid } from '@/server/domain/shared/ids';
import { pageInput } from '@/server/domain/shared/pagination';
import { tenantKind } from '@/server/domain/tenancy/tenant';
import { ESCALATION_LEVELS, LOOK_BACK_OUTCOMES } from './closure-words.ts';
import { findingDocument, findingSeverity, inspectionResult } from './enforcement-document.ts';
import { legalItemCode } from './legal-item.ts';
import { findingState } from './states.ts';

/** 问题清单: the findings of all inspections, or of one unit. */
export const listFindingsInput = z.strictObject({
  ...pageInput,
  unitSlug: slug.optional(),
  state: findingState.exclude(['withdrawn']).optional(),
  severity: findingSeverity.optional(),
  year: z.number().int().min(1900).max(2999).optional(),
  overdue: z.boolean().optional(),
  search: optionalText(100),
});
export type ListFindingsInput = z.infer<typeof listFindingsInput>;

export const findingRowView = z.object({
  id: uuid,
  inspectionId: uuid,
  campaignId: uuid,
  campaignTitle: z.string(),
  subjectName: z.string(),
  number: z.number().int(),
  legalItem: legalItemCode,
  checklistCode: z.string(),
  severity: findingSeverity,
  documentCode: findingDocument,
  documentNumber: z.string().nullable(),
  pinnedLabel: z.string().nullable(),
  fact: z.string(),
  basis: z.string(),
  requirement: z.string(),
  issuedOn: isoDate.nullable(),
  dueOn: isoDate,
  verifiedOn: isoDate.nullable(),
  state: findingState,
  isOverdue: z.boolean(),
  escalation: z.enum(ESCALATION_LEVELS).nullable(),
  isReopened: z.boolean(),
});
export type FindingRowView = z.infer<typeof findingRowView>;

/** 延期: the unit asks with its reason, the bureau grants or refuses with its own. */
export const askExtensionInput = z.strictObject({ findingDispatchId: uuid, askedUntil: isoDate, reason: text(500) });
export type AskExtensionInput = z.infer<typeof askExtensionInput>;
export const answerExtensionInput = z
  .strictObject({ requestDispatchId: uuid, granted: z.boolean(), until: isoDate.optional(), reason: text(500) })
  .refine((input) => !input.granted || input.until !== undefined, { path: ['until'] });
export type AnswerExtensionInput = z.infer<typeof answerExtensionInput>;

export const extensionRequestBody = z.object({
  findingNumber: z.number().int(),
  documentNumber: z.string().nullable(),
  findingDispatchId: uuid,
  dueOn: isoDate.nullable(),
  askedUntil: isoDate,
  reason: z.string(),
});
export const extensionAnswerBody = z.object({
  findingNumber: z.number().int(),
  documentNumber: z.string().nullable(),
  granted: z.boolean(),
  until: isoDate.nullable(),
  reason: z.string(),
});

export const extensionView = z.object({
  requestDispatchId: uuid,
  findingId: uuid,
  askedAt: z.string(),
  askedUntil: isoDate,
  reason: z.string(),
  answer: z
    .object({ granted: z.boolean(), until: isoDate.nullable(), reason: z.string(), answeredAt: z.string() })
    .nullable(),
});
export type ExtensionView = z.infer<typeof extensionView>;

/** 督办 */
export const escalationView = z.object({
  id: uuid,
  findingId: uuid,
  level: z.enum(ESCALATION_LEVELS),
  dueOn: isoDate,
  reason: z.string(),
  answer: z.string().nullable(),
  answeredOn: isoDate.nullable(),
  escalatedByName: z.string(),
  createdAt: z.string(),
});
export type EscalationView = z.infer<typeof escalationView>;
export const escalateInput = z.strictObject({ findingId: uuid, reason: text(1000) });
export type EscalateInput = z.infer<typeof escalateInput>;
export const answerEscalationInput = z.strictObject({ escalationId: uuid, answer: text(2000) });
export type AnswerEscalationInput = z.infer<typeof answerEscalationInput>;

/** What belongs to one inspection beside its findings: extensions asked, escalations, past findings to look back at. */
export const inspectionClosure = z.object({
  extensions: z.array(extensionView),
  escalations: z.array(escalationView),
  lookBack: z.array(
    z.object({
      findingId: uuid,
      fact: z.string(),
      requirement: z.string(),
      severity: findingSeverity,
      campaignTitle: z.string(),
      issuedOn: isoDate.nullable(),
      verifiedOn: isoDate.nullable(),
      outcome: z.enum(LOOK_BACK_OUTCOMES).nullable(),
      note: z.string().nullable(),
      decidedOn: isoDate.nullable(),
    }),
  ),
  caseFile: z.object({ itemId: uuid, referenceCode: z.string() }).nullable(),
});
export type InspectionClosure = z.infer<typeof inspectionClosure>;

/** 按问题数排列的单位, over some years. */
export const rankUnitsInput = z.strictObject({
  ...pageInput,
  years: z.number().int().min(1).max(10).default(3),
  kind: tenantKind.optional(),
});
export type RankUnitsInput = z.infer<typeof rankUnitsInput>;
export const rankedUnitView = z.object({
  tenantId: z.number().int(),
  slug: z.string(),
  name: z.string(),
  kind: tenantKind,
  findings: z.number().int(),
  hazards: z.number().int(),
  openFindings: z.number().int(),
  inspections: z.number().int(),
  byYear: z.array(z.object({ year: z.number().int(), findings: z.number().int() })),
  lastLookBackOn: isoDate.nullable(),
});
export type RankedUnitView = z.infer<typeof rankedUnitView>;

const MOST_UNITS = 200;
export const startLookBackInput = z.strictObject({
  title: text(200),
  years: z.number().int().min(1).max(10),
  unitSlugs: z.array(slug).min(1).max(MOST_UNITS),
  inspectorAccountIds: z.array(uuid).min(2).max(9),
});
export type StartLookBackInput = z.infer<typeof startLookBackInput>;

export const decideLookBackInput = z
  .strictObject({
    inspectionId: uuid,
    findingId: uuid,
    outcome: z.enum(LOOK_BACK_OUTCOMES),
    note: text(1000),
    dueOn: isoDate.optional(),
  })
  .refine((input) => input.outcome === 'closed' || input.dueOn !== undefined, { path: ['dueOn'] });
export type DecideLookBackInput = z.infer<typeof decideLookBackInput>;

/** 公示. Units and counts; never a person. */
export const publicationBody = z.object({
  issuerName: z.string(),
  subjectName: z.string(),
  campaignTitle: z.string(),
  campaignKind: z.string(),
  selectedBy: z.string(),
  inspectedOn: isoDate.nullable(),
  result: inspectionResult,
  findings: z.number().int(),
  bySeverity: z.array(z.object({ severity: findingSeverity, findings: z.number().int() })),
  statement: z.string().nullable(),
});
export type PublicationBody = z.infer<typeof publicationBody>;

export const publishInput = z.strictObject({
  inspectionId: uuid,
  result: inspectionResult,
  statement: optionalText(500),
});
export type PublishInput = z.infer<typeof publishInput>;
export const withdrawPublicationInput = z.strictObject({ publicationId: uuid, reason: text(500) });
export type WithdrawPublicationInput = z.infer<typeof withdrawPublicationInput>;

export const listPublicationsInput = z.strictObject({ ...pageInput, published: z.boolean().optional() });
export type ListPublicationsInput = z.infer<typeof listPublicationsInput>;
export const publicationRowView = z.object({
  inspectionId: uuid,
  campaignId: uuid,
  campaignTitle: z.string(),
  subjectName: z.string(),
  findings: z.number().int(),
  result: z.string().nullable(),
  suggestedResult: inspectionResult,
  endedAt: z.string(),
  /** 24 hours after the inspection ended. */
  dueAt: z.string(),
  isLate: z.boolean(),
  publicationId: uuid.nullable(),
  publishedAt: z.string().nullable(),
  publishedByName: z.string().nullable(),
});
export type PublicationRowView = z.infer<typeof publicationRowView>;

export const publishedInput = z.strictObject({ slug, ...pageInput });
export const publishedView = publicationBody.extend({ id: uuid, publishedAt: z.string() });
export type PublishedView = z.infer<typeof publishedView>;
