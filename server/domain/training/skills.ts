import { z } from 'zod';
import { optionalText, uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';
import { ARCHIVES_SKILLS, SKILLS, TECHNICAL_SKILLS } from './skill-vocabulary.ts';

const skill = z.enum(SKILLS);

/** 技能矩阵: who is able to do both, and for which pair there is nobody. */
export const skillMatrixView = z.object({
  /** People in post by the register of staff. */
  people: z.number().int(),
  /** People in post of whom no skill is entered. */
  unentered: z.number().int(),
  cells: z.array(
    z.object({ archives: z.enum(ARCHIVES_SKILLS), technical: z.enum(TECHNICAL_SKILLS), people: z.number().int() }),
  ),
  skills: z.array(z.object({ skill, has: z.number().int(), wants: z.number().int() })),
  /** Entries that name nobody in post. */
  strayEntries: z.number().int(),
});
export type SkillMatrixView = z.infer<typeof skillMatrixView>;

export const skilledPeopleFilter = {
  archives: z.enum(ARCHIVES_SKILLS).optional(),
  technical: z.enum(TECHNICAL_SKILLS).optional(),
  /** 需要培训这一项的人. */
  wants: skill.optional(),
  /** 还没有登记技能的人. */
  unentered: z.boolean().optional(),
  q: optionalText(30),
};
export const listSkilledPeopleInput = z.strictObject({ ...pageInput, ...skilledPeopleFilter });
export type ListSkilledPeopleInput = z.infer<typeof listSkilledPeopleInput>;
export const exportSkilledPeopleInput = z.strictObject(skilledPeopleFilter);
export type SkilledPeopleFilter = z.infer<typeof exportSkilledPeopleInput>;

export const skilledPersonView = z.object({
  /** The entry of the register of staff. */
  entryId: uuid,
  name: z.string(),
  post: z.string(),
  degree: z.string().nullable(),
  /** 职称 as it stands in the registers: a code of the register of staff or of titles. */
  title: z.string().nullable(),
  has: z.array(skill),
  wants: z.array(skill),
});
export type SkilledPersonView = z.infer<typeof skilledPersonView>;
export const skilledPeoplePage = pageOf(skilledPersonView);
