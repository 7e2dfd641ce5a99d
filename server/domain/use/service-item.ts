import { z } from 'zod';
import { isoDate, optionalText, slug, text, uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';
import { visitorKind } from './reader-identity.ts';
import { CASE_STATES, CASE_TIMES, MOST_STEPS } from './service-vocabulary.ts';

/** 政务服务事项: look-up as a service of the government, with its steps, its promised time and the time that was used. */
export const serviceStep = z.strictObject({ name: text(40), words: optionalText(300) });

const content = {
  code: text(40),
  name: text(100),
  basis: optionalText(500),
  audience: optionalText(200),
  documents: optionalText(1000),
  steps: z.array(serviceStep).min(1).max(MOST_STEPS),
  promisedDays: z.number().int().min(0).max(60),
  legalDays: z.number().int().min(1).max(180).nullable().default(null),
  place: optionalText(200),
  phone: optionalText(60),
};
export const addServiceInput = z
  .strictObject(content)
  .refine(({ promisedDays, legalDays }) => legalDays === null || promisedDays <= legalDays, { path: ['promisedDays'] });
export type AddServiceInput = z.infer<typeof addServiceInput>;
const key = { serviceId: uuid, rowVersion: z.number().int().min(1) };
export const changeServiceInput = z
  .strictObject({ ...key, ...content })
  .refine(({ promisedDays, legalDays }) => legalDays === null || promisedDays <= legalDays, { path: ['promisedDays'] });
export type ChangeServiceInput = z.infer<typeof changeServiceInput>;
export const serviceKey = z.strictObject(key);
export type ServiceKey = z.infer<typeof serviceKey>;

/** 办理用时 of the cases of a year: what was promised beside what was used. */
export const serviceTimes = z.object({
  cases: z.number().int(),
  finished: z.number().int(),
  /** Finished within the promised time. */
  inTime: z.number().int(),
  late: z.number().int(),
  /** Working days of the finished ones; null while none is finished. */
  averageDays: z.number().nullable(),
  longestDays: z.number().int().nullable(),
});
export type ServiceTimes = z.infer<typeof serviceTimes>;

export const serviceItemView = z.object({
  id: uuid,
  code: z.string(),
  name: z.string(),
  basis: z.string(),
  audience: z.string(),
  documents: z.string(),
  steps: z.array(serviceStep),
  promisedDays: z.number().int(),
  legalDays: z.number().int().nullable(),
  place: z.string(),
  phone: z.string(),
  publishedAt: z.string().nullable(),
  publishedByName: z.string().nullable(),
  rowVersion: z.number().int(),
});
export type ServiceItemView = z.infer<typeof serviceItemView>;

export const listServicesInput = z.strictObject({ year: z.number().int().min(1900).max(2999).optional() });
export const servicesView = z.object({
  year: z.number().int(),
  rows: z.array(serviceItemView.extend({ times: serviceTimes })),
  /** Wishes that belong to no item: they are measured by none. */
  without: z.number().int(),
});
export type ServicesView = z.infer<typeof servicesView>;

/** What everybody may read of an item. */
export const publishedService = serviceItemView
  .omit({ publishedByName: true, publishedAt: true, rowVersion: true })
  .extend({ year: z.number().int(), times: serviceTimes, issuerName: z.string() });
export type PublishedService = z.infer<typeof publishedService>;
export const publishedServicesInput = z.strictObject({ slug });
export const publishedServicesView = z.object({
  name: z.string(),
  rows: z.array(publishedService.extend({ publishedAt: z.string() })),
});

/** 办件查询 by whoever has the number and its code. What a phone types in wide signs is the same. */
const typed = (most: number) =>
  z
    .string()
    .max(most)
    .transform((value) => value.normalize('NFKC').replace(/\s/g, ''));
export const lookUpCaseInput = z.strictObject({
  slug,
  caseNumber: typed(40).transform((value) => value.toUpperCase()),
  code: typed(20),
});
export type LookUpCaseInput = z.infer<typeof lookUpCaseInput>;
/** How a case stands: nothing of who asked and for what. */
export const lookedUpCase = z.object({
  officeName: z.string(),
  caseNumber: z.string(),
  /** Null where the case was put to no service item. */
  serviceName: z.string().nullable(),
  state: z.enum(CASE_STATES),
  askedOn: isoDate,
  /** The day that was agreed upon, once it was. */
  visitOn: isoDate.nullable(),
  dueOn: isoDate.nullable(),
  finishedOn: isoDate.nullable(),
});
export type LookedUpCase = z.infer<typeof lookedUpCase>;

export const caseFilter = {
  year: z.number().int().min(1900).max(2999).optional(),
  serviceId: uuid.optional(),
  state: z.enum(CASE_STATES).optional(),
  time: z.enum(CASE_TIMES).optional(),
};
export const listCasesInput = z.strictObject({ ...pageInput, ...caseFilter });
export type ListCasesInput = z.infer<typeof listCasesInput>;
export type CaseFilter = Pick<ListCasesInput, keyof typeof caseFilter>;
/** One case as the government counter knows cases: by number, state and time; it has the person's name itself. */
export const serviceCaseView = z.object({
  id: uuid,
  caseNumber: z.string(),
  portalNumber: z.string().nullable(),
  serviceCode: z.string(),
  serviceName: z.string(),
  applicantKind: visitorKind,
  channel: z.string(),
  state: z.enum(CASE_STATES),
  askedAt: z.string(),
  answeredAt: z.string().nullable(),
  finishedAt: z.string().nullable(),
  /** Null in a year whose holidays are not known yet. */
  dueOn: isoDate.nullable(),
  usedDays: z.number().int().nullable(),
  isLate: z.boolean(),
});
export type ServiceCaseView = z.infer<typeof serviceCaseView>;
export const serviceCasesView = pageOf(serviceCaseView).extend({ year: z.number().int() });
export type ServiceCasesView = z.infer<typeof serviceCasesView>;

/** Items to choose from. */
export const serviceOptionView = z.object({ id: uuid, code: z.string(), name: z.string() });
export type ServiceOptionView = z.infer<typeof serviceOptionView>;
export const exportCasesInput = z.strictObject({ ...caseFilter, format: z.enum(['json', 'csv', 'xlsx']) });
export type ExportCasesInput = z.infer<typeof exportCasesInput>;

/** To which item and which number of the counter a wish belongs. */
export const bindCaseInput = z.strictObject({
  reservationId: uuid,
  rowVersion: z.number().int(),
  serviceId: uuid.nullable(),
  portalNumber: optionalText(60),
});
export type BindCaseInput = z.infer<typeof bindCaseInput>;
