import { inWords } from '@/app/features/register/register-words';
import type { Locale } from '@/app/i18n/messages';
import { type ChoiceField, fieldNamed, type RegisterDefinition } from '@/server/domain/register/register-definition';
import { staff } from '@/server/domain/register/registers/staff';
import { staffSkill } from '@/server/domain/register/registers/staff-skill';
import { studyPlan } from '@/server/domain/register/registers/study-plan';
import type { Skill } from '@/server/domain/training/skill-vocabulary';

const choiceText = (definition: RegisterDefinition, key: string, code: string, locale: Locale): string => {
  const choice = (fieldNamed(definition, key) as ChoiceField).choices.find((one) => one.code === code);
  return choice ? inWords(choice, locale) : code;
};

/* The registers say their codes in words; these screens say them the same way. */
export const skillText = (skill: Skill, locale: Locale): string => choiceText(staffSkill, 'skill', skill, locale);
export const postText = (post: string, locale: Locale): string => choiceText(staff, 'post', post, locale);
export const planFormText = (form: string, locale: Locale): string => choiceText(studyPlan, 'form', form, locale);
export const degreeText = (degree: string, locale: Locale): string => choiceText(staff, 'degree', degree, locale);
