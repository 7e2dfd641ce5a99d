import { z } from 'zod';
import { isoDate, optionalText, tenantId, text, uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';
import { MOST_CRITERIA, SITE_KINDS, SITE_STAGES } from './guidance-vocabulary.ts';

/** 示范村（居）创建 and 现场观摩点. */
const kind = z.enum(SITE_KINDS);
const stage = z.enum(SITE_STAGES);
const rowVersion = z.number().int().min(1);
export const siteCriterion = z.strictObject({ text: text(200), isMet: z.boolean() });
export type SiteCriterion = z.infer<typeof siteCriterion>;

export const addSiteInput = z.strictObject({
  kind,
  name: text(100),
  /** The unit with a workspace, where there is one. */
  unitTenantId: tenantId.optional(),
  townshipName: text(100),
  criteria: z.array(text(200)).max(MOST_CRITERIA).default([]),
  note: optionalText(1000),
});
export type AddSiteInput = z.infer<typeof addSiteInput>;
export const moveSiteInput = z.strictObject({
  siteId: uuid,
  rowVersion,
  stage,
  happenedOn: isoDate,
  note: optionalText(1000),
});
export type MoveSiteInput = z.infer<typeof moveSiteInput>;
export const checkCriteriaInput = z.strictObject({
  siteId: uuid,
  rowVersion,
  criteria: z.array(siteCriterion).max(MOST_CRITERIA),
});
export type CheckCriteriaInput = z.infer<typeof checkCriteriaInput>;
/** 观摩、走访: who came, and how many. */
export const visitSiteInput = z.strictObject({
  siteId: uuid,
  visitedOn: isoDate,
  visitors: text(200),
  personCount: z.number().int().min(0).max(100_000).default(0),
  note: optionalText(1000),
});
export type VisitSiteInput = z.infer<typeof visitSiteInput>;

export const listSitesInput = z.strictObject({
  ...pageInput,
  kind: kind.optional(),
  stage: stage.optional(),
  q: optionalText(60),
});
export type ListSitesInput = z.infer<typeof listSitesInput>;
export const siteRowView = z.object({
  id: uuid,
  kind,
  name: z.string(),
  unitTenantId: tenantId.nullable(),
  townshipName: z.string(),
  stage,
  formedOn: isoDate.nullable(),
  /** 复核: when the title is to be looked at again. */
  reviewOn: isoDate.nullable(),
  met: z.number().int(),
  criteriaCount: z.number().int(),
  visits: z.number().int(),
  guided: z.number().int(),
  rowVersion: z.number().int(),
});
export type SiteRowView = z.infer<typeof siteRowView>;
export const sitePage = pageOf(siteRowView);
export const siteRef = z.strictObject({ siteId: uuid });
export const siteView = siteRowView.extend({
  criteria: z.array(siteCriterion),
  steps: z.array(
    z.object({
      id: uuid,
      kind: z.enum(['stage', 'visit']),
      stage: stage.nullable(),
      happenedOn: isoDate,
      note: z.string(),
      visitors: z.string(),
      personCount: z.number().int(),
      recordedByName: z.string(),
    }),
  ),
});
export type SiteView = z.infer<typeof siteView>;
