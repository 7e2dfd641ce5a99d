import { z } from 'zod';
import { isoDate, optionalText, text, uuid } from '@/server/domain/shared/ids';
import { pageInput } from '@/server/domain/shared/pagination';
import { tenantKind } from '@/server/domain/tenancy/tenant';
import { campaignInspectionView, inspectorView } from './campaign.ts';
import { checklistItem } from './checklist.ts';
import { inspectionResult } from './enforcement-document.ts';
import { findingView } from './finding.ts';
import { jointPerson } from './joint-people.ts';
import { campaignKind, inspectionState } from './states.ts';

/** 检查: one unit looked at in one campaign. */
export const inspectionRef = z.strictObject({ inspectionId: uuid });

export const closeInspectionInput = z.strictObject({
  inspectionId: uuid,
  conclusion: text(2000),
  result: inspectionResult,
});
export type CloseInspectionInput = z.infer<typeof closeInspectionInput>;

export const inspectionGrantView = z.object({
  grantId: uuid,
  isLive: z.boolean(),
  validFrom: z.string(),
  validTo: z.string(),
  endedAt: z.string().nullable(),
  recordClasses: z.array(z.string()),
  categoryCodes: z.array(z.string()).nullable(),
  yearFrom: z.number().int(),
  yearTo: z.number().int(),
  registers: z.array(z.string()).nullable(),
  roomCodes: z.array(z.string()).nullable(),
  registerCodes: z.array(z.string()).nullable(),
  reason: z.string(),
});
export type InspectionGrantView = z.infer<typeof inspectionGrantView>;

export const inspectionView = z.object({
  id: uuid,
  campaignId: uuid,
  campaignTitle: z.string(),
  campaignKind,
  subjectSlug: z.string().nullable(),
  subjectName: z.string(),
  subjectKind: tenantKind,
  state: inspectionState,
  inspectors: z.array(inspectorView),
  /** 联合检查人员 who were named for this unit. */
  jointPeople: z.array(jointPerson),
  /** Whether the person who asks is one of the inspectors: only they may write. */
  isMine: z.boolean(),
  noticeNumber: z.string().nullable(),
  acknowledgedAt: z.string().nullable(),
  scheduledOn: isoDate.nullable(),
  inspectedOn: isoDate.nullable(),
  conclusion: z.string().nullable(),
  result: inspectionResult.nullable(),
  closedOn: isoDate.nullable(),
  hasRecord: z.boolean(),
  /** 30 working days from today, null while the working calendar of a year is unknown. */
  suggestedDueOn: isoDate.nullable(),
  grant: inspectionGrantView.nullable(),
  checklistName: z.string(),
  checklist: z.array(checklistItem),
  findings: z.array(findingView),
});
export type InspectionView = z.infer<typeof inspectionView>;

export const inspectionRowView = campaignInspectionView.extend({
  campaignId: uuid,
  campaignTitle: z.string(),
  subjectKind: tenantKind,
  closedOn: isoDate.nullable(),
});
export type InspectionRowView = z.infer<typeof inspectionRowView>;

export const listInspectionsInput = z.strictObject({
  ...pageInput,
  mine: z.boolean().optional(),
  state: inspectionState.optional(),
  campaignId: uuid.optional(),
  search: optionalText(100),
});
export type ListInspectionsInput = z.infer<typeof listInspectionsInput>;
