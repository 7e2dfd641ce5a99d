import { useSearchParams } from '@remix-run/react';
import { FigureRow } from '@/app/components/figure-row';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { formatNumber } from '@/app/lib/format';
import { withParams } from '@/app/lib/search-params';
import { useWorkspace } from '@/app/lib/workspace';
import type { CodeCheckView, CodeScope, CodeSelection } from '@/server/domain/fonds/code-check';
import { CheckFindings, type CheckList } from './check-findings';
import { gapsText, templateName } from './fonds-labels';
import { type PlainColumn, PlainTable } from './plain-table';

/** Each count leads to its rows: the records, or the findings and numbers listed below. */
const figuresOf = (
  t: Translate,
  check: CodeCheckView,
  to: { records: string; provisional: string },
  listTo: (kind: string) => string,
) => {
  const { counts } = check;
  const entries: [string, string, number, string][] = [
    ['records', t('fonds.records'), check.records, to.records],
    ['provisional', t('fonds.provisionalCodes'), check.provisional, to.provisional],
    ['gap', t('fonds.gap'), counts.gap, listTo('gap')],
    ['double', t('fonds.double'), counts.double, listTo('double')],
    ['order', t('fonds.order'), counts.order, listTo('order')],
    ['mismatch', t('fonds.mismatch'), counts.mismatch, listTo('mismatch')],
    ['format', t('fonds.kind_format'), counts.format, listTo('format')],
    ['template', t('fonds.kind_template'), counts.template, listTo('template')],
    ['retired', t('fonds.retired'), counts.retired, listTo('retired')],
  ];
  return entries.map(([key, label, value, path]) => ({
    key,
    label,
    value: formatNumber(value),
    ...(value > 0 ? { to: path } : {}),
  }));
};

const Scopes = ({ scopes }: { scopes: readonly CodeScope[] }) => {
  const t = useText();
  const columns: PlainColumn<CodeScope>[] = [
    { key: 'key', title: t('fonds.scope'), render: (scope) => scope.key, width: '240px' },
    {
      key: 'count',
      title: t('fonds.count'),
      render: (scope) => formatNumber(scope.count),
      numeric: true,
      width: '88px',
    },
    { key: 'range', title: t('fonds.range'), render: (scope) => `${scope.first}–${scope.last}`, width: '120px' },
    {
      key: 'gaps',
      title: t('fonds.gapsOf'),
      render: (scope) =>
        scope.missing > 0 ? <Status kind="attention">{gapsText(scope, t)}</Status> : gapsText(scope, t) || '—',
    },
  ];
  const inOrder = [...scopes].sort((left, right) => right.missing - left.missing || (left.key < right.key ? -1 : 1));
  return (
    <section className="lt-section">
      <h2>{t('fonds.scopesTitle')}</h2>
      <PlainTable caption={t('fonds.scopesTitle')} columns={columns} rows={inOrder} rowKey={(scope) => scope.key} />
    </section>
  );
};

interface CheckResultProps {
  selection: CodeSelection;
  check: CodeCheckView;
  list: CheckList;
}

/** The list of the records that were checked, and of those of them whose codes may still change. */
const recordsPaths = (slug: string, { fondsId, categoryCode, filingYear, retentionCode, orgCode }: CodeSelection) => {
  const place = new URLSearchParams({ fonds: fondsId, category: categoryCode, year: String(filingYear) });
  if (retentionCode) place.set('retention', retentionCode);
  if (orgCode) place.set('org', orgCode);
  const isProvisional = { field: 'codeState', operator: 'equals', value: 'provisional' };
  const builder = JSON.stringify({ join: 'and', conditions: [isProvisional], groups: [] });
  return {
    records: `/w/${slug}/archives?${place}`,
    provisional: `/w/${slug}/search?${place}&${new URLSearchParams({ b: builder })}`,
  };
};

/** 编号检查: figures, series with their gaps, and each finding with the record that it is about. */
export const CheckResult = ({ selection, check, list }: CheckResultProps) => {
  const t = useText();
  const [params] = useSearchParams();
  const { slug } = useWorkspace().tenant;
  const { counts } = check;
  if (check.records === 0) {
    return <Empty icon="hash" title={t('fonds.nothing')} text={t('fonds.nothingText')} />;
  }
  const isRight = Object.entries(counts).every(([kind, count]) => kind === 'retired' || count === 0);
  const figures = figuresOf(t, check, recordsPaths(slug, selection), (kind) => withParams(params, { kind }));
  return (
    <>
      <FigureRow label={t('fonds.figures')} figures={figures} />
      <p className="lt-note lt-note-info" role="status">
        {isRight ? `${t('fonds.allRight')} ` : ''}
        {check.templateCode ? t('fonds.ruleNow', { name: templateName(check.templateCode) }) : t('fonds.ruleNone')}
      </p>
      <Scopes scopes={check.scopes} />
      {isRight && counts.retired === 0 ? null : <CheckFindings list={list} counts={counts} />}
    </>
  );
};
