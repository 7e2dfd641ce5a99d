import { z } from 'zod';
import { isoDate, optionalText, text, uuid } from '@/server/domain/shared/ids';
import { pageInput } from '@/server/domain/shared/pagination';
import { DOCUMENT_CODES, SEAL_PLACES, SERVICE_METHODS, unknownFields } from './document-forms.ts';

/** 执法文书: issued once, never changed. */
export const documentCode = z.enum(DOCUMENT_CODES);

const MOST_PARAGRAPHS = 20;
const paragraphs = z.array(text(2000)).max(MOST_PARAGRAPHS);

export const documentWording = z.object({
  title: z.string(),
  series: z.string(),
  opening: z.array(z.string()),
  closing: z.array(z.string()),
  sealPlace: z.enum(SEAL_PLACES),
});

/** 文书模板 of a bureau. Each saving is a new version; what was issued keeps its own words. */
export const saveTemplateInput = z
  .strictObject({
    code: documentCode,
    /** The version that was read: somebody else's newer one is not passed over. 0 is the built-in one. */
    version: z.number().int().min(0),
    title: text(40),
    series: text(6),
    opening: paragraphs.min(1),
    closing: paragraphs,
    sealPlace: z.enum(SEAL_PLACES),
  })
  .refine((input) => unknownFields([...input.opening, ...input.closing]).length === 0, { path: ['opening'] });
export type SaveTemplateInput = z.infer<typeof saveTemplateInput>;

export const templateView = documentWording.extend({
  code: documentCode,
  version: z.number().int(),
  savedAt: z.string().nullable(),
  savedByName: z.string().nullable(),
  /** How many were issued of this form in this year. */
  issued: z.number().int(),
});
export type TemplateView = z.infer<typeof templateView>;

export const documentDemand = z.object({
  number: z.number().int(),
  fact: z.string(),
  basis: z.string(),
  requirement: z.string(),
  dueOn: z.string(),
});

/** Word for word what is printed. Frozen when issued; PDF and Word are made of it and of nothing else. */
export const documentContent = z.object({
  code: documentCode,
  title: z.string(),
  documentNumber: z.string(),
  opening: z.array(z.string()),
  demands: z.array(documentDemand),
  closing: z.array(z.string()),
  signatures: z.array(z.string()),
  sealPlace: z.enum(SEAL_PLACES),
  issuerName: z.string(),
  issuedOn: isoDate,
  /** Address of the public page that says what stands on the paper. */
  verifyUrl: z.string(),
});
export type DocumentContent = z.infer<typeof documentContent>;

export const issueDocumentInput = z.strictObject({
  inspectionId: uuid,
  code: documentCode,
  text: text(8000),
  /** Sends it to the unit too. */
  send: z.boolean().default(false),
});
export type IssueDocumentInput = z.infer<typeof issueDocumentInput>;

export const serviceView = z.object({
  id: uuid,
  servedOn: isoDate,
  method: z.enum(SERVICE_METHODS),
  serverName: z.string(),
  receiverName: z.string().nullable(),
  receiverPost: z.string().nullable(),
  refused: z.boolean(),
  note: z.string().nullable(),
});
export type ServiceView = z.infer<typeof serviceView>;

export const recordServiceInput = z
  .strictObject({
    documentId: uuid,
    servedOn: isoDate,
    method: z.enum(SERVICE_METHODS),
    receiverName: optionalText(60),
    receiverPost: optionalText(60),
    refused: z.boolean().default(false),
    note: optionalText(500),
  })
  .refine((input) => input.refused || input.method === 'notice' || input.receiverName !== undefined, {
    path: ['receiverName'],
  })
  .refine((input) => !input.refused || input.note !== undefined, { path: ['note'] });
export type RecordServiceInput = z.infer<typeof recordServiceInput>;

export const officialDocumentView = z.object({
  id: uuid,
  code: documentCode,
  documentNumber: z.string(),
  title: z.string(),
  subjectName: z.string(),
  inspectionId: uuid.nullable(),
  campaignId: uuid.nullable(),
  issuedOn: isoDate,
  dueOn: isoDate.nullable(),
  demandCount: z.number().int(),
  templateVersion: z.number().int(),
  createdByName: z.string(),
  digest: z.string(),
  verifyCode: z.string(),
  services: z.array(serviceView),
});
export type OfficialDocumentView = z.infer<typeof officialDocumentView>;

export const listDocumentsInput = z.strictObject({
  ...pageInput,
  code: documentCode.optional(),
  year: z.number().int().min(1900).max(2999).optional(),
  search: optionalText(100),
});
export type ListDocumentsInput = z.infer<typeof listDocumentsInput>;

/** What the public page says: what stands on the paper, no more. */
export const verifyInput = z.strictObject({ verifyCode: z.string().regex(/^[0-9a-f]{32,64}$/) });
export const verifiedDocument = z.object({
  documentNumber: z.string(),
  title: z.string(),
  issuerName: z.string(),
  issuedOn: isoDate,
  digest: z.string(),
});
export type VerifiedDocument = z.infer<typeof verifiedDocument>;
