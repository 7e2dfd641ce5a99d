import { useMemo } from 'react';
import { useLocale, useText } from '@/app/i18n/use-text';
import { OPEN_FLAGS } from '@/server/domain/archive/archive-item';
import { categoryFields } from '@/server/domain/archive/category-fields';
import type { GridProblem } from '@/server/domain/archive/grid-row';
import { RETENTION_CODES } from '@/server/domain/archive/retention';
import { columnLabel } from '../archive-labels';
import { problemText } from '../problem-text';
import { useTopics } from '../use-topics';
import type { SheetFace } from './sheet-face';

const choicesOf = (
  column: string,
  category: string,
  isEnglish: boolean,
  topics: readonly { name: string }[],
): string[] => {
  if (column === 'retentionCode') return RETENTION_CODES.map((entry) => entry.code);
  if (column === 'openFlag') return OPEN_FLAGS.map((flag) => (isEnglish ? flag.code : flag.zh));
  if (column === 'topics') return topics.map((topic) => topic.name);
  const field = categoryFields(category).find((one) => `details.${one.code}` === column);
  return (field?.choices ?? []).map((choice) => (isEnglish ? choice.en : choice.zh));
};

/** The sheet of a category of records. */
export const useRecordFace = (category: string): SheetFace => {
  const t = useText();
  const locale = useLocale();
  const topics = useTopics();
  return useMemo(
    () => ({
      caption: t('cataloguing.gridCaption'),
      labelOf: (column) => columnLabel(column, category, t, locale),
      choicesOf: (column) => choicesOf(column, category, locale === 'en', topics),
      say: (problem) => problemText(problem as GridProblem, t),
    }),
    [t, locale, category, topics],
  );
};
