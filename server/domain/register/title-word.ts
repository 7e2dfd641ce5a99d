import { type ChoiceField, fieldNamed } from './register-definition.ts';
import { professionalTitle } from './registers/professional-title.ts';

const LEVELS = (fieldNamed(professionalTitle, 'level') as ChoiceField).choices;

/** 职称 in words. The register of staff and that of titles share their codes. */
export const titleWord = (code: string, language: 'zh' | 'en'): string =>
  LEVELS.find((level) => level.code === code)?.[language] ?? code;
