import type { Translate } from '@/app/i18n/messages';
import { placeOfRow, type RowProblemView } from '@/server/domain/archive/import-batch';
import { fieldLabel } from './archive-labels';

const DETAILS = [
  'future',
  'before_start',
  'impossible',
  'ambiguous',
  'taken',
  'no_template',
  'for_number',
  'other_fonds',
  'other_category',
  'scheme_changed',
  'subject',
  'responsible_party',
  'brackets_not_hexagonal',
  'year_shortened',
  'leading_zero',
  'ordinal_prefix',
  'number_sign_missing',
  'no_volume',
  'unknown_choice',
  'record_unknown',
  'other_record',
  'twice_in_file',
  'changed_since',
  'refused',
] as const;

const detailText = (detail: string, t: Translate): string | null => {
  const row = /^row:(-?\d+)$/.exec(detail)?.[1];
  if (row !== undefined) {
    return t('catalogueImport.detail_row', { n: String(placeOfRow(Number(row)).row) });
  }
  const code = /^record:(.+)$/.exec(detail)?.[1];
  if (code !== undefined) {
    return t('catalogueImport.detail_record', { code });
  }
  const known = DETAILS.find((word) => word === detail);
  return known ? t(`catalogueImport.detail_${known}`) : null;
};

/** 日期：日期有误（晚于今天） */
export const problemText = (
  problem: RowProblemView,
  t: Translate,
  label: (field: string, t: Translate) => string = fieldLabel,
): string => {
  const field = label(problem.field, t);
  const text = t(`catalogueImport.problem_${problem.code}`);
  const detail = detailText(problem.detail, t);
  return detail
    ? t('catalogueImport.problemWithDetail', { field, problem: text, detail })
    : t('catalogueImport.problemWith', { field, problem: text });
};

/** Errors first. */
export const problemTexts = (
  problems: readonly RowProblemView[],
  t: Translate,
  label: (field: string, t: Translate) => string = fieldLabel,
): { severity: RowProblemView['severity']; text: string }[] =>
  [...problems]
    .sort((left, right) => Number(left.severity === 'warning') - Number(right.severity === 'warning'))
    .map((problem) => ({ severity: problem.severity, text: problemText(problem, t, label) }));
