import { z } from 'zod';
import { isoDate, optionalText, tenantId, text, uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';
import { knownUnitView } from '@/server/domain/tenancy/known-unit';
import {
  GUIDANCE_MODES,
  GUIDANCE_PROGRAMMES,
  GUIDANCE_STATES,
  MOST_DAYS,
  MOST_GUIDES,
  MOST_PHOTOS,
  SUBJECT_KINDS,
} from './guidance-vocabulary.ts';

export const guidanceMode = z.enum(GUIDANCE_MODES);
export const guidanceProgramme = z.enum(GUIDANCE_PROGRAMMES);
export const guidanceState = z.enum(GUIDANCE_STATES);
const subjectKind = z.enum(SUBJECT_KINDS);

export const registerGuidanceInput = z.strictObject({
  /** One act with several units is one event for each of them: the register answers "who was guided". */
  unitTenantIds: z.array(tenantId).max(100).default([]),
  /** Units without a workspace, by name. */
  otherUnits: z
    .array(z.strictObject({ name: text(100), kind: subjectKind.default('other') }))
    .max(20)
    .default([]),
  mode: guidanceMode,
  programme: guidanceProgramme.default('general'),
  topic: text(200),
  hours: z.number().min(0.5).max(100).multipleOf(0.5).default(1),
  guidedOn: isoDate,
  /** 多次登门: the other days of the same case, each an event of its own. */
  moreDays: z
    .array(isoDate)
    .max(MOST_DAYS - 1)
    .default([]),
  /** Who guided; the person who enters it when nobody is named. */
  guides: z.array(text(50)).max(MOST_GUIDES).default([]),
  /** 联合指导: the other office. */
  partners: optionalText(100),
  result: optionalText(2000),
  /** 现场展示 and 座谈: how many people of the unit were there. */
  personCount: z.number().int().min(0).max(10_000).default(0),
  /** Who they were, by name. */
  attendees: optionalText(500),
  /** The demand of an inspection that it was about: only of one of the guided units. */
  findingId: uuid.optional(),
  /** 指导项目: the entry of the register to which the act belongs. */
  projectId: uuid.optional(),
  photoObjectIds: z.array(uuid).max(MOST_PHOTOS).default([]),
});
export type RegisterGuidanceInput = z.infer<typeof registerGuidanceInput>;

export const voidGuidanceInput = z.strictObject({ guidanceId: uuid, rowVersion: z.number().int(), reason: text(200) });
export type VoidGuidanceInput = z.infer<typeof voidGuidanceInput>;

export const guidanceFilter = {
  year: z.number().int().min(1900).max(2999).optional(),
  mode: guidanceMode.optional(),
  programme: guidanceProgramme.optional(),
  state: guidanceState.optional(),
  /** 一个单位的指导历史. */
  unit: tenantId.optional(),
  /** What was done for one 指导项目. */
  project: uuid.optional(),
  q: optionalText(60),
};
export const listGuidanceInput = z.strictObject({ ...pageInput, ...guidanceFilter });
export type ListGuidanceInput = z.infer<typeof listGuidanceInput>;
export const exportGuidanceInput = z.strictObject(guidanceFilter);
export type GuidanceFilter = z.infer<typeof exportGuidanceInput>;

export const guidanceView = z.object({
  id: uuid,
  actId: uuid,
  subjectTenantId: tenantId.nullable(),
  subjectName: z.string(),
  subjectKind,
  mode: guidanceMode,
  /** Text, not a code: programmes of earlier years keep the name they had. */
  programme: z.string(),
  topic: z.string(),
  hours: z.number(),
  guidedOn: isoDate,
  guides: z.array(z.string()),
  result: z.string(),
  partners: z.string(),
  personCount: z.number().int(),
  attendees: z.string(),
  /** 指导项目, as it was called when the act was entered. */
  projectTitle: z.string().nullable(),
  state: guidanceState,
  rowVersion: z.number().int(),
});
export type GuidanceView = z.infer<typeof guidanceView>;
export const guidancePage = pageOf(guidanceView);

export const guidanceRef = z.strictObject({ guidanceId: uuid });
export const guidancePhotoRef = z.strictObject({ guidanceId: uuid, objectId: uuid });
const guidancePhoto = z.object({
  objectId: uuid,
  fileName: z.string(),
  mediaType: z.string(),
  sizeBytes: z.number(),
});
export const guidanceDetailView = guidanceView.extend({
  questionId: uuid.nullable(),
  projectId: uuid.nullable(),
  finding: z.object({ id: uuid, inspectionId: uuid, campaignId: uuid, fact: z.string() }).nullable(),
  photos: z.array(guidancePhoto),
  /** The other events of the same act: units and days. */
  sameAct: z.array(guidanceView.pick({ id: true, subjectName: true, guidedOn: true, state: true })),
});
export type GuidanceDetailView = z.infer<typeof guidanceDetailView>;

/** 指导项目 to choose from. */
export const guidanceProjectView = z.object({ id: uuid, title: z.string() });
export type GuidanceProjectView = z.infer<typeof guidanceProjectView>;

/** What the form of one minute starts with: nothing that is known has to be typed. */
export const guidanceFormView = z.object({
  today: isoDate,
  ownName: z.string(),
  units: z.array(knownUnitView),
  recentUnitIds: z.array(tenantId),
  topics: z.array(z.string()),
  guides: z.array(z.string()),
  findings: z.array(z.object({ id: uuid, unitTenantId: tenantId, fact: z.string() })),
  projects: z.array(guidanceProjectView),
});
export type GuidanceFormView = z.infer<typeof guidanceFormView>;

/** 本单位接受的指导: the unit's own copy of each event. */
export const listReceivedGuidanceInput = z.strictObject({
  ...pageInput,
  year: guidanceFilter.year,
  q: guidanceFilter.q,
});
export type ListReceivedGuidanceInput = z.infer<typeof listReceivedGuidanceInput>;
export const receivedGuidanceView = z.object({
  id: uuid,
  supervisorName: z.string(),
  guidedOn: isoDate,
  topic: z.string(),
  mode: z.string(),
  programme: z.string(),
  hours: z.number(),
  guides: z.array(z.string()),
  advice: z.string(),
  questionId: uuid.nullable(),
});
export type ReceivedGuidanceView = z.infer<typeof receivedGuidanceView>;
export const receivedGuidancePage = pageOf(receivedGuidanceView);
