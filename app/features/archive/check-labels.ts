import type { StatusKind } from '@/app/components/status';
import type { Locale, Translate } from '@/app/i18n/messages';
import { findCheckRule } from '@/server/domain/archive/check-rules';
import type { CheckRunView } from '@/server/domain/archive/check-run';

export const CHECK_STATUS: Record<CheckRunView['state'], StatusKind> = {
  owed: 'none',
  running: 'live',
  done: 'done',
  failed: 'failed',
};

export const ruleName = (code: string, locale: Locale): string => {
  const rule = findCheckRule(code);
  return rule ? (locale === 'en' ? rule.en : rule.zh) : code;
};

export const scopeName = (scope: CheckRunView['scope'], t: Translate): string => {
  if (scope.kind === 'selection') {
    return t('check.scopeSelection', { n: scope.count });
  }
  if (scope.kind === 'list') return t('check.scopeList');
  return scope.kind === 'year' ? t('check.scopeYear', { year: String(scope.filingYear) }) : t('check.scopeUnit');
};

const NOT_RUN = ['no_schedule', 'selection', 'no_objects'] as const;

/** Why a rule was not judged. */
export const notRunText = (reason: string, t: Translate): string => {
  const known = NOT_RUN.find((code) => code === reason);
  return t('check.notRun', { reason: known ? t(`check.notRun_${known}`) : reason });
};
