import { Link } from '@remix-run/react';
import { type Column, DataTable } from '@/app/components/data-table';
import { Segments } from '@/app/components/segments';
import { Status } from '@/app/components/status';
import { ExportLink } from '@/app/features/digital/export-link';
import { useText } from '@/app/i18n/use-text';
import { formatNumber } from '@/app/lib/format';
import { useWorkspace } from '@/app/lib/workspace';
import {
  CODE_FINDINGS,
  type CodeCheckView,
  type CodeFinding,
  type CodeFindingsFilter,
  type CodeGapRow,
  type CodeGapsFilter,
} from '@/server/domain/fonds/code-check';
import type { PageInfo } from '@/server/domain/shared/pagination';
import { findingText } from './fonds-labels';

/** What is listed below the figures: findings on records, or numbers that no record has. */
export type CheckList =
  | { of: 'findings'; filter: CodeFindingsFilter; rows: CodeFinding[]; page: PageInfo }
  | { of: 'gaps'; filter: CodeGapsFilter; rows: CodeGapRow[]; page: PageInfo };

const KindSegments = ({ counts }: { counts: CodeCheckView['counts'] }) => {
  const t = useText();
  const numbers = [
    { value: 'gap', label: t('fonds.gap'), count: counts.gap },
    { value: 'retired', label: t('fonds.retired'), count: counts.retired },
  ];
  return (
    <Segments
      name="kind"
      label={t('fonds.findingKind')}
      segments={[
        { value: '', label: t('fonds.kindAll') },
        ...CODE_FINDINGS.map((kind) => ({ value: kind, label: t(`fonds.kind_${kind}`), count: counts[kind] })).filter(
          ({ count }) => count > 0,
        ),
        ...numbers.filter(({ count }) => count > 0),
      ]}
    />
  );
};

interface ListProps<Of extends CheckList['of']> {
  list: Extract<CheckList, { of: Of }>;
  counts: CodeCheckView['counts'];
}

const Findings = ({ list, counts }: ListProps<'findings'>) => {
  const t = useText();
  const { slug } = useWorkspace().tenant;
  const columns: Column<CodeFinding>[] = [
    {
      key: 'code',
      title: t('fonds.oldCode'),
      render: (row) => <Link to={`/w/${slug}/archives/${row.itemId}`}>{row.referenceCode}</Link>,
      sortable: true,
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
    <DataTable
      name="code-findings"
      caption={t('fonds.findingsCaption')}
      columns={columns}
      rows={list.rows}
      page={list.page}
      rowKey={(row) => `${row.itemId} ${row.kind} ${row.part ?? ''}`}
      rowLabel={(row) => row.referenceCode}
      lead={<KindSegments counts={counts} />}
      tools={<ExportLink procedure="fonds.downloadCodeFindings" input={list.filter} />}
      empty={<p className="lt-3">{t('common.none')}</p>}
    />
  );
};

const Gaps = ({ list, counts }: ListProps<'gaps'>) => {
  const t = useText();
  const columns: Column<CodeGapRow>[] = [
    { key: 'place', title: t('fonds.scope'), render: (row) => row.scope, sortable: true, onPhone: 'title' },
    {
      key: 'range',
      title: t('fonds.gapsOf'),
      render: ({ from, to }) => (from === to ? String(from) : `${from}—${to}`),
      width: '160px',
    },
    {
      key: 'missing',
      title: t('project.gapCount'),
      render: (row) => formatNumber(row.missing),
      numeric: true,
      sortable: true,
      width: '96px',
    },
    {
      key: 'reason',
      title: t('fonds.remark'),
      render: (row) => t(row.reason === 'never' ? 'fonds.gapIsFree' : 'fonds.gapIsRetired'),
    },
  ];
  return (
    <DataTable
      name="code-gaps"
      caption={t('fonds.gap')}
      columns={columns}
      rows={list.rows}
      page={list.page}
      rowKey={(row) => `${row.scope} ${row.from}`}
      rowLabel={(row) => `${row.scope} ${row.from}`}
      lead={<KindSegments counts={counts} />}
      tools={<ExportLink procedure="fonds.downloadCodeGaps" input={list.filter} />}
      empty={<p className="lt-3">{t('common.none')}</p>}
    />
  );
};

/** The findings and the missing numbers of 编号检查, each a list that is sorted, paged and exported. */
export const CheckFindings = ({ list, counts }: { list: CheckList; counts: CodeCheckView['counts'] }) => {
  const t = useText();
  return (
    <section className="lt-section">
      <h2>{t('fonds.findingsTitle')}</h2>
      {list.of === 'gaps' ? <Gaps list={list} counts={counts} /> : <Findings list={list} counts={counts} />}
    </section>
  );
};
