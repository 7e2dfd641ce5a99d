/* 技能与培训需求: codes of the register `staff_skill`, without zod: screens import them. Their words stand in the register. */

/** 档案业务. */
export const ARCHIVES_SKILLS = ['filing', 'appraisal', 'keeping', 'use', 'research', 'supervision'] as const;
/** 信息技术. */
export const TECHNICAL_SKILLS = ['digitising', 'electronic', 'data', 'security', 'software', 'media'] as const;
export const SKILLS = [...ARCHIVES_SKILLS, ...TECHNICAL_SKILLS] as const;
export type ArchivesSkill = (typeof ARCHIVES_SKILLS)[number];
export type TechnicalSkill = (typeof TECHNICAL_SKILLS)[number];
export type Skill = (typeof SKILLS)[number];

/** 已掌握, 需要培训. */
export const SKILL_STANDINGS = ['has', 'wants'] as const;
export type SkillStanding = (typeof SKILL_STANDINGS)[number];
