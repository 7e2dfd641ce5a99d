import { Link } from '@remix-run/react';
import { type Column, DataTable } from '@/app/components/data-table';
import { FigureRow } from '@/app/components/figure-row';
import { Segments } from '@/app/components/segments';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { formatNumber } from '@/app/lib/format';
import { useWorkspace } from '@/app/lib/workspace';
import { CODE_FINDINGS, type CodeCheckView, type CodeFinding, type CodeScope } from '@/server/domain/fonds/code-check';
import type { PageInfo } from '@/server/domain/shared/pagination';
import { findingText, gapsText, templateName } from './fonds-labels';
import { type PlainColumn, PlainTable } from './plain-table';

const figuresOf = (t: Translate, check: CodeCheckView) => {
  const { counts } = check;
  const entries: [string, string, number][] = [
    ['records', t('fonds.records'), check.records],
    ['provisional', t('fonds.provisionalCodes'), check.provisional],
    ['gap', t('fonds.gap'), counts.gap],
    ['double', t('fonds.double'), counts.double],
    ['order', t('fonds.order'), counts.order],
    ['mismatch', t('fonds.mismatch'), counts.mismatch],
    ['format', t('fonds.format'), counts.format + counts.template],
    ['retired', t('fonds.retired'), counts.retired],
  ];
  return entries.map(([key, label, value]) => ({ key, label, value: formatNumber(value) }));
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
  check: CodeCheckView;
  findings: { rows: CodeFinding[]; page: PageInfo };
}

/** 编号检查: figures, series with their gaps, and each finding with the record that it is about. */
export const CheckResult = ({ check, findings }: CheckResultProps) => {
  const t = useText();
  const { slug } = useWorkspace().tenant;
  const { counts } = check;
  if (check.records === 0) {
    return <Empty icon="hash" title={t('fonds.nothing')} text={t('fonds.nothingText')} />;
  }
  const isRight = Object.entries(counts).every(([kind, count]) => kind === 'retired' || count === 0);
  const columns: Column<CodeFinding>[] = [
    {
      key: 'code',
      title: t('fonds.oldCode'),
      render: (row) => <Link to={`/w/${slug}/archives/${row.itemId}`}>{row.referenceCode}</Link>,
      width: '232px',
      onPhone: 'title',
    },
    {
      key: 'kind',
      title: t('fonds.findingKind'),
      render: (row) => <Status kind="attention">{t(`fonds.kind_${row.kind}`)}</Status>,
      width: '128px',
    },
    { key: 'what', title: t('fonds.remark'), render: (row) => findingText(row, t) },
    { key: 'title', title: t('fonds.itemTitle'), render: (row) => row.title, truncate: true },
  ];
  return (
    <>
      <FigureRow label={t('fonds.figures')} figures={figuresOf(t, check)} />
      <p className="lt-note lt-note-info" role="status">
        {isRight ? `${t('fonds.allRight')} ` : ''}
        {check.templateCode ? t('fonds.ruleNow', { name: templateName(check.templateCode) }) : t('fonds.ruleNone')}
      </p>
      <Scopes scopes={check.scopes} />
      {isRight ? null : (
        <section className="lt-section">
          <h2>{t('fonds.findingsTitle')}</h2>
          <DataTable
            name="code-findings"
            caption={t('fonds.findingsCaption')}
            columns={columns}
            rows={findings.rows}
            page={findings.page}
            rowKey={(row) => `${row.itemId} ${row.kind} ${row.part ?? ''}`}
            rowLabel={(row) => row.referenceCode}
            lead={
              <Segments
                name="kind"
                label={t('fonds.findingKind')}
                segments={[
                  { value: '', label: t('fonds.kindAll') },
                  ...CODE_FINDINGS.filter((kind) => counts[kind] > 0).map((kind) => ({
                    value: kind,
                    label: t(`fonds.kind_${kind}`),
                    count: counts[kind],
                  })),
                ]}
              />
            }
            empty={<p className="lt-3">{t('common.none')}</p>}
          />
        </section>
      )}
    </>
  );
};
