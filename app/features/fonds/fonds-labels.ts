import type { Locale, Translate } from '@/app/i18n/messages';
import { CLASSIFICATION_PATHS } from '@/server/domain/archive/classification-scheme';
import { CODE_TEMPLATES } from '@/server/domain/archive/code-templates';
import type { CodeFinding, CodeScope } from '@/server/domain/fonds/code-check';
import { FONDS_KINDS, type FondsListRow, holdingsText } from '@/server/domain/fonds/fonds';
import { fondsChangeRule } from '@/server/domain/fonds/fonds-change';
import type { PageInfo } from '@/server/domain/shared/pagination';

const inLocale = (entry: { zh: string; en: string }, locale: Locale): string => (locale === 'en' ? entry.en : entry.zh);

export const kindName = (code: string, locale: Locale): string => {
  const kind = FONDS_KINDS.find((entry) => entry.code === code);
  return kind ? inLocale(kind, locale) : code;
};

export const pathName = (code: string, locale: Locale): string => {
  const path = CLASSIFICATION_PATHS.find((entry) => entry.code === code);
  return path ? inLocale(path, locale) : code;
};

export const ruleName = (code: string, locale: Locale): string => {
  const rule = fondsChangeRule(code);
  return rule ? inLocale(rule, locale) : code;
};

export const ruleHandling = (code: string, locale: Locale): string => {
  const rule = fondsChangeRule(code);
  return rule ? (locale === 'en' ? rule.handlingEn : rule.handlingZh) : '';
};

/** The name of a built-in template, or of the unit's own. */
export const templateName = (code: string | null, own?: { name: string } | null): string =>
  own?.name ?? CODE_TEMPLATES.find((template) => template.code === code)?.zh ?? code ?? '';

export const periodText = (fonds: Pick<FondsListRow, 'startedOn' | 'closedOn'>): string =>
  `${fonds.startedOn ?? '…'} – ${fonds.closedOn ?? ''}`;

export { holdingsText };

const PARTS = [
  'fonds',
  'category',
  'sub',
  'sub2',
  'sub3',
  'year',
  'retention',
  'org',
  'project',
  'catalogue',
  'volume',
  'group',
  'item',
  'page',
] as const;

export const partName = (part: string | null, t: Translate): string => {
  const known = PARTS.find((one) => one === part);
  return known ? t(`fonds.part_${known}`) : (part ?? '');
};

/** What is wrong with a code, in words. */
export const findingText = (finding: CodeFinding, t: Translate): string => {
  const [inCode, inRecord] = [finding.inCode ?? '—', finding.inRecord ?? '—'];
  switch (finding.kind) {
    case 'format':
      return t('fonds.found_format', { template: templateName(finding.inRecord) });
    case 'template':
      return t('fonds.found_template', {
        inCode: templateName(finding.inCode),
        inRecord: templateName(finding.inRecord),
      });
    case 'mismatch':
      return t('fonds.found_mismatch', { part: partName(finding.part, t), inCode, inRecord });
    case 'double':
      return t('fonds.found_double', { other: inCode });
    default:
      return t('fonds.found_order', { inCode, inRecord });
  }
};

const rangeText = (from: number, to: number): string => (from === to ? String(from) : `${from}–${to}`);

export const gapsText = (scope: CodeScope, t: Translate): string => {
  const of = (reason: 'never' | 'retired') =>
    scope.gaps
      .filter((gap) => gap.reason === reason)
      .map((gap) => rangeText(gap.from, gap.to))
      .join(t('common.list'));
  const [never, retired] = [of('never'), of('retired')];
  return [never ? t('fonds.gapNever', { range: never }) : '', retired ? t('fonds.gapRetired', { range: retired }) : '']
    .filter(Boolean)
    .join(t('common.comma'));
};

/** For lists that come whole. */
export const wholePage = (total: number): PageInfo => ({ nextCursor: null, previousCursor: null, total });
