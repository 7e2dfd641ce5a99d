import type { StatusKind } from '@/app/components/status';
import type { Translate } from '@/app/i18n/messages';
import type { CheckResult, FourPropertyRunView, Verdict } from '@/server/domain/digital/four-property';

export const VERDICT_KINDS: Record<Verdict, StatusKind> = { passed: 'done', open: 'attention', failed: 'failed' };
export const RESULT_KINDS: Record<CheckResult, StatusKind> = {
  passed: 'done',
  failed: 'failed',
  not_applicable: 'none',
  needs_person: 'attention',
  not_run: 'overdue',
};

/** Which records a run was about. */
export const scopeWords = ({ scope }: Pick<FourPropertyRunView, 'scope'>, t: Translate): string => {
  if (scope.kind === 'records') return t('fourProperty.scope_records', { n: scope.itemIds.length });
  if (scope.kind === 'link') return t('fourProperty.scope_link');
  if (scope.kind === 'due') return t('fourProperty.scope_due');
  if (scope.kind === 'transfer') return t('fourProperty.scope_transfer');
  if (!scope.filingYear && !scope.categoryCode) return t('fourProperty.allOf');
  const year = scope.filingYear ? String(scope.filingYear) : '';
  return t('fourProperty.scope_year', { year, category: scope.categoryCode ?? '' }).trim();
};
