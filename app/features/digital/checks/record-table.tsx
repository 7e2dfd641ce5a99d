import { Link } from '@remix-run/react';
import { type Column, DataTable } from '@/app/components/data-table';
import { Icon } from '@/app/components/icon';
import { Segments } from '@/app/components/segments';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import type { Locale, Translate } from '@/app/i18n/messages';
import { useLocale, useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { formatNumber } from '@/app/lib/format';
import { useWorkspace } from '@/app/lib/workspace';
import type { CheckedRecordPage, CheckedRecordView, FourPropertyDetail } from '@/server/domain/digital/four-property';
import { writtenCode } from '@/server/domain/digital/four-property-rules';
import { describeItem, resultName } from '@/server/domain/digital/four-property-words';
import { RESULT_KINDS, VERDICT_KINDS } from './check-words';

export type OnlyRecords = 'all' | 'failed' | 'open' | 'passed' | 'changed';

const Findings = ({ row, run }: { row: CheckedRecordView; run: FourPropertyDetail }) => {
  const locale = useLocale();
  const bad = Object.entries(row.results).filter(
    ([, { result }]) => result === 'failed' || result === 'needs_person' || result === 'not_run',
  );
  if (bad.length === 0) return <>—</>;
  return (
    <ul className="lt-reasons">
      {bad.map(([code, item]) => (
        <li key={code}>
          <Status kind={RESULT_KINDS[item.result]}>
            {writtenCode(run.phase, code)} {describeItem(item, locale)}
          </Status>
        </li>
      ))}
    </ul>
  );
};

const changesOf = (row: CheckedRecordView, run: FourPropertyDetail, locale: Locale): string =>
  row.changes
    .map(
      ({ code, before, after }) =>
        `${writtenCode(run.phase, code)} ${resultName(before, locale)} → ${resultName(after, locale)}`,
    )
    .join('\n') || '—';

const columnsOf = (
  t: Translate,
  locale: Locale,
  run: FourPropertyDetail,
  to: (row: CheckedRecordView) => string,
): Column<CheckedRecordView>[] => [
  {
    key: 'code',
    title: t('archive.field_referenceCode'),
    render: (row) => (
      <Link to={to(row)} title={row.title}>
        {row.referenceCode}
      </Link>
    ),
    width: '216px',
    onPhone: 'title',
  },
  {
    key: 'verdict',
    title: t('fourProperty.verdict'),
    render: (row) => <Status kind={VERDICT_KINDS[row.verdict]}>{t(`fourProperty.verdict_${row.verdict}`)}</Status>,
    width: '96px',
  },
  { key: 'findings', title: t('fourProperty.findings'), render: (row) => <Findings row={row} run={run} /> },
  {
    key: 'changes',
    title: t('fourProperty.changes'),
    render: (row) => <span className="lt-lines">{changesOf(row, run, locale)}</span>,
    width: '220px',
  },
  {
    key: 'files',
    title: t('fourProperty.files'),
    render: (row) => formatNumber(row.fileCount),
    numeric: true,
    width: '72px',
  },
  {
    key: 'title',
    title: t('archive.field_title'),
    render: (row) => row.title,
    truncate: true,
    hiddenAtFirst: true,
  },
];

interface RecordTableProps {
  run: FourPropertyDetail;
  records: CheckedRecordPage;
  only: OnlyRecords;
}

/** 逐件结果, filtered by what a person has to do with it. */
export const RecordTable = ({ run, records, only }: RecordTableProps) => {
  const t = useText();
  const locale = useLocale();
  const { slug } = useWorkspace().tenant;
  const to = (row: CheckedRecordView) => `/w/${slug}/archives/${row.itemId}`;
  const segments = [
    { value: 'all', label: t('fourProperty.filter_all'), count: run.recordCount },
    { value: 'failed', label: t('fourProperty.filter_failed'), count: run.failedCount },
    { value: 'open', label: t('fourProperty.filter_open'), count: run.openCount },
    { value: 'passed', label: t('fourProperty.filter_passed'), count: run.passedCount },
    { value: 'changed', label: t('fourProperty.filter_changed'), count: run.changedCount },
  ];
  const exported = only === 'passed' ? 'all' : only;
  return (
    <DataTable
      name="checked-records"
      caption={t('fourProperty.recordsTitle')}
      columns={columnsOf(t, locale, run, to)}
      rows={records.rows}
      page={records.page}
      rowKey={(row) => row.itemId}
      rowLabel={(row) => row.referenceCode}
      rowTo={to}
      lead={
        <>
          <Segments name="only" label={t('fourProperty.recordsTitle')} segments={segments} />
          <a
            className="lt-btn"
            href={downloadPath(slug, 'digital.downloadFourPropertyRecords', { runId: run.id, only: exported })}
            download
          >
            <Icon name="download" />
            <span>{t('fourProperty.exportList')}</span>
          </a>
        </>
      }
      empty={<Empty icon="check" title={t('fourProperty.recordsNone')} />}
    />
  );
};
