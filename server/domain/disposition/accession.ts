import { z } from 'zod';
import { categoryCode, filingYear } from '@/server/domain/archive/archive-item';
import { isoDate, optionalText, tenantId, text, uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';
import { DELIVERY_TOPICS } from './topic-deliveries.ts';
import {
  ACCESSION_MODES,
  ACCESSION_STATES,
  ACQUISITIONS,
  COUNT_UNITS,
  MATERIAL_KINDS,
  OWNERSHIP_LEVELS,
  PROGRAMMES,
  SOURCE_KINDS,
  TRANSFEROR_KINDS,
} from './vocabulary.ts';

/** 接收登记: one line for each delivery, from whomever it came. */

export const accessionLine = z
  .strictObject({
    categoryCode,
    unit: z.enum(COUNT_UNITS),
    quantity: z.number().positive().max(99_999_999),
    yearFrom: filingYear.optional(),
    yearTo: filingYear.optional(),
  })
  .refine((line) => line.yearFrom === undefined || line.yearTo === undefined || line.yearTo >= line.yearFrom, {
    path: ['yearTo'],
  });
export type AccessionLine = z.infer<typeof accessionLine>;

const registerFields = {
  sourceKind: z.enum(SOURCE_KINDS),
  transferorKind: z.enum(TRANSFEROR_KINDS),
  transferorOwnership: z.enum(OWNERSHIP_LEVELS).optional(),
  sourceName: text(200),
  mode: z.enum(ACCESSION_MODES),
  materialKind: z.enum(MATERIAL_KINDS).optional(),
  programme: z.enum(PROGRAMMES).optional(),
  topics: z.array(text(20)).max(20).default([]),
  isDigitalCopy: z.boolean().default(false),
  receivedOn: isoDate,
  fondsId: uuid.optional(),
  place: optionalText(100),
  handedOverBy: optionalText(60),
  handledBy: text(60),
  remarks: optionalText(1000),
};
export const registerAccessionInput = z.strictObject({
  ...registerFields,
  lines: z.array(accessionLine).min(1).max(50),
});
export type RegisterAccessionInput = z.infer<typeof registerAccessionInput>;

export const voidAccessionInput = z.strictObject({
  accessionId: uuid,
  rowVersion: z.number().int(),
  reason: text(200),
});
export type VoidAccessionInput = z.infer<typeof voidAccessionInput>;

/** Records that came in by an import are marked with the delivery that brought them. */
export const linkRecordsInput = z.strictObject({ accessionId: uuid, importBatchId: uuid });
export type LinkRecordsInput = z.infer<typeof linkRecordsInput>;

const accessionRecordFilter = { accessionId: uuid, q: optionalText(100) };
export const listAccessionRecordsInput = z.strictObject({ ...accessionRecordFilter, ...pageInput });
export type ListAccessionRecordsInput = z.infer<typeof listAccessionRecordsInput>;
export const exportAccessionRecordsInput = z.strictObject(accessionRecordFilter);
export type ExportAccessionRecordsInput = z.infer<typeof exportAccessionRecordsInput>;
export const accessionRecordView = z.object({
  id: uuid,
  referenceCode: z.string(),
  title: z.string(),
  categoryCode: z.string(),
  filingYear: z.number(),
  retentionCode: z.string(),
  pageCount: z.number().nullable(),
  boxNumber: z.string().nullable(),
});
export type AccessionRecordView = z.infer<typeof accessionRecordView>;
export const accessionRecordPage = pageOf(accessionRecordView);

export const listLinkableImportsInput = z.strictObject({ accessionId: uuid, ...pageInput });
export type ListLinkableImportsInput = z.infer<typeof listLinkableImportsInput>;
export const linkableImportView = z.object({
  id: uuid,
  fileName: z.string(),
  createdAt: z.string(),
  free: z.number(),
  linked: z.number(),
});
export type LinkableImportView = z.infer<typeof linkableImportView>;
export const linkableImportPage = pageOf(linkableImportView);

export const accessionFilter = {
  q: optionalText(100),
  year: filingYear.optional(),
  sourceKind: z.enum(SOURCE_KINDS).optional(),
  mode: z.enum(ACCESSION_MODES).optional(),
  acquisition: z.enum(ACQUISITIONS).optional(),
  categoryCode: categoryCode.optional(),
  state: z.enum(ACCESSION_STATES).optional(),
  /** The deliveries that 专题接收 counts under a topic. */
  topic: z.enum(DELIVERY_TOPICS).optional(),
  /** The deliveries that came under a yearly plan. */
  planId: uuid.optional(),
  /** Of them those of one unit; of a topic also those of a name that is no unit of the directory. */
  unitTenantId: tenantId.optional(),
  sourceName: text(200).optional(),
};
export const listAccessionsInput = z.strictObject({ ...pageInput, ...accessionFilter });
export type ListAccessionsInput = z.infer<typeof listAccessionsInput>;
export const exportAccessionsInput = z.strictObject(accessionFilter);
export type AccessionFilter = z.infer<typeof exportAccessionsInput>;

const quantity = z.object({ unit: z.enum(COUNT_UNITS), quantity: z.number() });
export type Quantity = z.infer<typeof quantity>;

export const accessionView = z.object({
  id: uuid,
  accessionNumber: z.string(),
  sourceKind: z.enum(SOURCE_KINDS),
  transferorKind: z.enum(TRANSFEROR_KINDS),
  transferorOwnership: z.enum(OWNERSHIP_LEVELS).nullable(),
  sourceTenantId: tenantId.nullable(),
  sourceName: z.string(),
  mode: z.enum(ACCESSION_MODES),
  materialKind: z.enum(MATERIAL_KINDS).nullable(),
  programme: z.enum(PROGRAMMES).nullable(),
  topics: z.array(z.string()),
  isDigitalCopy: z.boolean(),
  receivedOn: isoDate,
  acceptedOn: isoDate.nullable(),
  state: z.enum(ACCESSION_STATES),
  place: z.string().nullable(),
  handedOverBy: z.string().nullable(),
  handledBy: z.string(),
  remarks: z.string().nullable(),
  voidReason: z.string().nullable(),
  intakeId: uuid.nullable(),
  donationId: uuid.nullable(),
  rowVersion: z.number(),
  quantities: z.array(quantity),
  categoryCodes: z.array(z.string()),
});
export type AccessionView = z.infer<typeof accessionView>;
export const accessionPage = pageOf(accessionView).extend({
  /** Of everything that the conditions find, struck-out lines left aside. */
  totals: z.array(quantity),
  years: z.array(z.number()),
  /** How many entries each part of the register has under the other conditions. */
  acquisitions: z.record(z.enum(ACQUISITIONS), z.number().int()),
  /** The plan and the unit that the list was narrowed to, in words. */
  narrowedTo: z.array(z.string()),
});
export type AccessionPage = z.infer<typeof accessionPage>;

export const accessionDetail = accessionView.extend({
  lines: z.array(
    z.object({
      categoryCode: z.string(),
      unit: z.enum(COUNT_UNITS),
      quantity: z.number(),
      yearFrom: z.number().nullable(),
      yearTo: z.number().nullable(),
    }),
  ),
  personCount: z.number(),
  recordCount: z.number(),
});
export type AccessionDetail = z.infer<typeof accessionDetail>;
export const accessionIdInput = z.strictObject({ accessionId: uuid });

/** 国企退休人员档案: the delivery and its list of persons in one act, so that the sums always agree. */
export const registerRetireesInput = z.strictObject({
  enterpriseName: text(200),
  ownership: z.enum(OWNERSHIP_LEVELS),
  receivedOn: isoDate,
  place: optionalText(100),
  handedOverBy: optionalText(60),
  handledBy: text(60),
  remarks: optionalText(1000),
  /** The uploaded workbook: 姓名, 身份证号, 卷数, 卷号, 退休日期, 备注. */
  objectId: uuid,
});
export type RegisterRetireesInput = z.infer<typeof registerRetireesInput>;
export const registeredRetirees = z.object({ accessionId: uuid, persons: z.number(), volumes: z.number() });

const retireeFilter = {
  q: optionalText(50),
  accessionId: uuid.optional(),
  ownership: z.enum(OWNERSHIP_LEVELS).optional(),
};
export const listRetireesInput = z.strictObject({ ...pageInput, ...retireeFilter });
export const exportRetireesInput = z.strictObject(retireeFilter);
export type RetireeFilter = z.infer<typeof exportRetireesInput>;
export type ListRetireesInput = z.infer<typeof listRetireesInput>;
export const retireeView = z.object({
  id: uuid,
  accessionId: uuid,
  accessionNumber: z.string(),
  enterpriseName: z.string(),
  ownership: z.enum(OWNERSHIP_LEVELS).nullable(),
  personName: z.string(),
  idMasked: z.string().nullable(),
  volumeCount: z.number(),
  fileNumber: z.string().nullable(),
  retiredOn: isoDate.nullable(),
  remarks: z.string().nullable(),
});
export type RetireeView = z.infer<typeof retireeView>;
export const retireePage = pageOf(retireeView).extend({
  levels: z.array(
    z.object({
      ownership: z.enum(OWNERSHIP_LEVELS),
      enterprises: z.number(),
      volumes: z.number(),
      persons: z.number(),
    }),
  ),
});
export type RetireePage = z.infer<typeof retireePage>;

/** 身份证号 as it is kept: the first six and the last four; shorter ones keep the last two. Null when there is none. */
export const maskIdentity = (typed: string): string | null => {
  const bare = typed.normalize('NFKC').replace(/\s/g, '');
  if (bare === '') return null;
  const [head, tail] = bare.length >= 15 ? [6, 4] : [0, 2];
  return bare.slice(0, head) + '*'.repeat(Math.max(1, bare.length - head - tail)) + bare.slice(-tail);
};

/** A telephone number or address in a list: enough to tell two donors apart, not enough to reach one. */
export const maskContact = (contact: string | null): string | null => {
  if (contact === null) return null;
  const signs = Array.from(contact);
  return signs.length <= 4 ? '****' : `${signs.slice(0, 3).join('')}****${signs.slice(-2).join('')}`;
};
export const maskName = (name: string): string => {
  const signs = Array.from(name);
  return signs.length > 4 ? name : `${signs[0] ?? ''}${'*'.repeat(Math.max(1, signs.length - 1))}`;
};
