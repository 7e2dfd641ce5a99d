import { z } from 'zod';
import { isoDate, optionalText, text } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';
import { TALENT_EVENTS, TALENT_SCHEMES, TALENT_STAGES } from './talent-vocabulary.ts';

const scheme = z.enum(TALENT_SCHEMES);

/** 成长轨迹: one step of a person. */
export const talentEventView = z.object({
  on: isoDate,
  kind: z.enum(TALENT_EVENTS),
  /** The contest, or what was decided. */
  title: z.string(),
  scheme: scheme.nullable(),
  rank: z.number().int().nullable(),
  award: z.string().nullable(),
  result: z.string().nullable(),
  level: z.string().nullable(),
  until: isoDate.nullable(),
  /** Whose record says so. */
  source: z.string(),
});
export type TalentEventView = z.infer<typeof talentEventView>;

/** What goes with a nomination: the steps as the sender's records have them on that day. */
export const MOST_TRAIL = 60;
export const talentTrail = z.array(talentEventView).max(MOST_TRAIL);

const peopleFilter = {
  stage: z.enum(TALENT_STAGES).optional(),
  scheme: scheme.optional(),
  q: optionalText(60),
};
export const listTalentPeopleInput = z.strictObject({ ...pageInput, ...peopleFilter });
export type ListTalentPeopleInput = z.infer<typeof listTalentPeopleInput>;
export const exportTalentPeopleInput = z.strictObject(peopleFilter);
export type TalentPeopleFilter = z.infer<typeof exportTalentPeopleInput>;

export const talentPersonView = z.object({
  personName: z.string(),
  unitName: z.string(),
  stage: z.enum(TALENT_STAGES),
  contests: z.number().int(),
  awards: z.number().int(),
  nominations: z.number().int(),
  /** Pools in which the person is or was. */
  schemes: z.array(scheme),
  lastOn: isoDate,
});
export type TalentPersonView = z.infer<typeof talentPersonView>;
export const talentPeoplePage = pageOf(talentPersonView);

export const talentPersonRef = z.strictObject({ personName: text(120), unitName: text(120) });
export const talentTimelineView = z.object({ person: talentPersonView, events: z.array(talentEventView) });
export type TalentTimelineView = z.infer<typeof talentTimelineView>;
