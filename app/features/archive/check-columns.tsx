import { Link } from '@remix-run/react';
import type { Column } from '@/app/components/data-table';
import { Status } from '@/app/components/status';
import type { Locale, Translate } from '@/app/i18n/messages';
import { findCheckRule } from '@/server/domain/archive/check-rules';
import type { CheckResultView } from '@/server/domain/archive/check-run';
import { describeDetail, describeField } from '@/server/domain/archive/check-words';
import { ruleName } from './check-labels';

const problemOf = (row: CheckResultView, locale: Locale): string =>
  [row.field === 'level' ? '' : describeField(row.field, locale), describeDetail(row.detail, locale, row.field)]
    .filter(Boolean)
    .join(' ');

/** The work list: what is wrong where, with the way to the record. */
export const checkColumns = (t: Translate, locale: Locale, base: string): Column<CheckResultView>[] => [
  {
    key: 'subject',
    title: t('check.subject'),
    render: (row) => (row.itemId ? <Link to={`${base}/${row.itemId}`}>{row.subject}</Link> : row.subject),
    width: '224px',
    onPhone: 'title',
  },
  {
    key: 'severity',
    title: t('check.severity'),
    render: (row) => (
      <Status kind={row.severity === 'error' ? 'failed' : 'attention'}>{t(`check.severity_${row.severity}`)}</Status>
    ),
    width: '80px',
  },
  { key: 'rule', title: t('check.rule'), render: (row) => ruleName(row.ruleCode, locale), width: '184px' },
  {
    key: 'problem',
    title: t('check.problem'),
    render: (row) => (
      <>
        {problemOf(row, locale)}
        {row.isNew ? <span className="lt-tag">{t('check.isNew')}</span> : null}
        {row.relatedItemId ? (
          <>
            {' '}
            <Link to={`${base}/${row.relatedItemId}`} className="lt-in-text">
              {t('check.related')}
            </Link>
          </>
        ) : null}
        {row.explanation ? (
          <span className="lt-found lt-3">
            {t('check.explainedBy', { name: row.explanation.byName, reason: row.explanation.reason })}
          </span>
        ) : null}
      </>
    ),
  },
  { key: 'title', title: t('check.titleColumn'), render: (row) => row.title ?? '—', truncate: true },
  {
    key: 'basis',
    title: t('check.basis'),
    render: (row) => findCheckRule(row.ruleCode)?.basis ?? '—',
    hiddenAtFirst: true,
  },
];
