import { z } from 'zod';
import { isoDate, optionalText, slug, text, uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';
import { ageGroup, idKind, readerFields, visitorKind } from './reader-identity.ts';
import {
  LINE_STATES,
  RETRIEVAL_UNITS,
  SOUGHT_STATES,
  USE_BASES,
  VISIT_CHANNELS,
  VISIT_PURPOSES,
  VISIT_RESULTS,
  VISIT_SERVICES,
  VISIT_STATES,
} from './visit-vocabulary.ts';

export const visitChannel = z.enum(VISIT_CHANNELS);
export const visitPurpose = z.enum(VISIT_PURPOSES);
export const visitResult = z.enum(VISIT_RESULTS);
export const visitState = z.enum(VISIT_STATES);
export const visitService = z.enum(VISIT_SERVICES);

/** As many lines as one person reads in a day. */
export const MOST_LINES = 100;
const MOST_OF_ONE = 50;

/** 提供的档案: one of the catalogue, or what stands in none, typed. Of what is typed several of a kind may be meant. */
export const visitLineInput = z.strictObject({
  itemId: uuid.optional(),
  title: optionalText(200),
  unit: z.enum(RETRIEVAL_UNITS).default('piece'),
  quantity: z.number().int().min(1).max(MOST_OF_ONE).default(1),
  isRefused: z.boolean().default(false),
  copy: z
    .strictObject({
      pages: z.number().int().min(1).max(10_000),
      copies: z.number().int().min(1).max(100).default(1),
    })
    .optional(),
});
export type VisitLineInput = z.infer<typeof visitLineInput>;

export const approvalInput = z.strictObject({ byName: text(40), note: optionalText(200) });

const visitFields = {
  ...readerFields,
  visitedOn: isoDate,
  personCount: z.number().int().min(1).max(500).default(1),
  channel: visitChannel.default('onsite'),
  purpose: visitPurpose,
  services: z.array(visitService).max(VISIT_SERVICES.length).default([]),
  subject: text(200),
  result: visitResult,
  /** What was not found, where it is not the whole of what was asked. */
  sought: optionalText(200),
  lines: z.array(visitLineInput).max(MOST_LINES).default([]),
  approval: approvalInput.optional(),
};

export const registerVisitInput = z.strictObject(visitFields);
export type RegisterVisitInput = z.infer<typeof registerVisitInput>;

export const correctVisitInput = z.strictObject({
  ...visitFields,
  visitId: uuid,
  rowVersion: z.number().int(),
  reason: text(200),
});
export type CorrectVisitInput = z.infer<typeof correctVisitInput>;

export const voidVisitInput = z.strictObject({ visitId: uuid, rowVersion: z.number().int(), reason: text(200) });
export type VoidVisitInput = z.infer<typeof voidVisitInput>;

export const visitFilter = {
  from: isoDate.optional(),
  to: isoDate.optional(),
  channel: visitChannel.optional(),
  purpose: visitPurpose.optional(),
  result: visitResult.optional(),
  state: visitState.optional(),
  visitorKind: visitorKind.optional(),
  service: visitService.optional(),
  q: optionalText(60),
};
export const listVisitsInput = z.strictObject({
  ...pageInput,
  ...visitFilter,
  sort: z.enum(['newest', 'oldest']).default('newest'),
});
export type ListVisitsInput = z.infer<typeof listVisitsInput>;
export const exportVisitsInput = z.strictObject(visitFilter);
export type VisitFilter = z.infer<typeof exportVisitsInput>;
export const listGrantedVisitsInput = z.strictObject({
  ...pageInput,
  unitSlug: slug,
  sort: z.enum(['newest', 'oldest']).default('newest'),
});
export type ListGrantedVisitsInput = z.infer<typeof listGrantedVisitsInput>;

export const visitView = z.object({
  id: uuid,
  visitedOn: isoDate,
  visitorName: z.string(),
  visitorKind: visitorKind.nullable(),
  ageGroup: ageGroup.nullable(),
  visitorUnit: z.string().nullable(),
  personCount: z.number().int(),
  channel: visitChannel,
  purpose: visitPurpose,
  services: z.array(visitService),
  subject: z.string(),
  volumeCount: z.number().int(),
  itemCount: z.number().int(),
  copiedPages: z.number().int(),
  result: visitResult,
  sought: z.string().nullable(),
  soughtState: z.enum(SOUGHT_STATES).nullable(),
  approvedByName: z.string().nullable(),
  approvalNote: z.string().nullable(),
  effectAskOn: isoDate.nullable(),
  handlerName: z.string(),
  state: visitState,
  rowVersion: z.number().int(),
});
export type VisitView = z.infer<typeof visitView>;
export const visitPage = pageOf(visitView);

export const visitLineView = z.object({
  id: uuid,
  itemId: uuid.nullable(),
  referenceCode: z.string().nullable(),
  title: z.string(),
  unit: z.enum(RETRIEVAL_UNITS),
  basis: z.enum(USE_BASES),
  state: z.enum(LINE_STATES),
  pages: z.number().int().nullable(),
  copies: z.number().int().nullable(),
  copyState: z.enum(LINE_STATES).nullable(),
});
export type VisitLineView = z.infer<typeof visitLineView>;

/** One visit with what was brought out, and the reader as far as the desk may see. */
export const visitDetail = visitView.extend({
  lines: z.array(visitLineView),
  reader: z
    .object({
      idKind: idKind.nullable(),
      idTail: z.string().nullable(),
      contact: z.string().nullable(),
      visits: z.number().int(),
    })
    .nullable(),
  effects: z.array(z.object({ id: uuid, notedOn: isoDate, description: z.string() })),
});
export type VisitDetail = z.infer<typeof visitDetail>;
