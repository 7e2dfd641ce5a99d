import { Link, useSearchParams } from '@remix-run/react';
import { useLocale, useText } from '@/app/i18n/use-text';
import { formatNumber } from '@/app/lib/format';
import { withParams } from '@/app/lib/search-params';
import type { CheckRunDetailView } from '@/server/domain/archive/check-run';
import { notRunText, ruleName } from './check-labels';

type RuleSum = CheckRunDetailView['rules'][number];

const RuleLine = ({ rule }: { rule: RuleSum }) => {
  const t = useText();
  const locale = useLocale();
  const [params] = useSearchParams();
  const found = rule.errors + rule.warnings;
  const chosen = params.get('rule') === rule.code;
  const name = ruleName(rule.code, locale);
  const note =
    rule.notRun !== null
      ? notRunText(rule.notRun, t)
      : found === 0
        ? t('check.rulesNone')
        : [
            t('check.rulesFound', { errors: rule.errors, warnings: rule.warnings }),
            rule.explained > 0 ? t('check.rulesExplained', { n: rule.explained }) : '',
          ]
            .filter(Boolean)
            .join(t('common.comma'));
  return (
    <li>
      <Link
        to={withParams(params, { rule: chosen ? null : rule.code })}
        aria-current={chosen ? 'true' : undefined}
        title={note}
        preventScrollReset
      >
        <span className="lt-ellipsis">{name}</span>
        <span className="lt-tree-count">{rule.notRun === null ? formatNumber(found) : '—'}</span>
      </Link>
      {rule.notRun === null ? null : <p className="lt-3 lt-rule-note">{note}</p>}
    </li>
  );
};

/** What each rule found; choosing one narrows the work list to it. */
export const CheckRuleList = ({ run }: { run: CheckRunDetailView }) => {
  const t = useText();
  const locale = useLocale();
  return (
    <nav className="lt-facet" aria-label={t('check.rules')}>
      <h2 className="lt-rule-title">{t('check.rules')}</h2>
      <ul>
        {run.rules.map((rule) => (
          <RuleLine key={rule.code} rule={rule} />
        ))}
      </ul>
      {run.changedRules.length > 0 ? (
        <p className="lt-3">
          {t('check.changedRules', {
            names: run.changedRules.map((code) => ruleName(code, locale)).join(t('common.list')),
          })}
        </p>
      ) : null}
    </nav>
  );
};
