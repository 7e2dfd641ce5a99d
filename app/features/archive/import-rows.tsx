import { Link, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { type Column, DataTable } from '@/app/components/data-table';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { formatNumber } from '@/app/lib/format';
import { withParams } from '@/app/lib/search-params';
import { useWorkspace } from '@/app/lib/workspace';
import type { ImportBatchView, ImportRowPage, ImportRowView } from '@/server/domain/archive/import-batch';
import { fieldLabel } from './archive-labels';
import { FixRowDrawer } from './fix-row-drawer';
import { problemTexts } from './problem-text';

const RowState = ({ row }: { row: ImportRowView }) => {
  const t = useText();
  if (row.itemId !== null) {
    return <Status kind="done">{t('catalogueImport.rowFiled')}</Status>;
  }
  const texts = problemTexts(row.problems, t);
  return (
    <ul className="lt-reasons">
      {row.isWrong ? null : <li>{t('catalogueImport.rowOk')}</li>}
      {texts.map(({ severity, text }) => (
        <li key={text}>
          <Status kind={severity === 'error' ? 'failed' : 'attention'}>{text}</Status>
        </li>
      ))}
    </ul>
  );
};

const codeOf = (row: ImportRowView, t: Translate, base: string) => {
  if (row.itemId !== null && row.referenceCode) {
    return <Link to={`${base}/${row.itemId}`}>{row.referenceCode}</Link>;
  }
  return (
    row.referenceCode ?? <span className="lt-3">{row.isNumberedOnFiling ? t('catalogueImport.rowNumbered') : '—'}</span>
  );
};

const columnsOf = (t: Translate, base: string): Column<ImportRowView>[] => [
  {
    key: 'row',
    title: t('catalogueImport.rowNumber'),
    render: (row) => String(row.rowNumber),
    numeric: true,
    width: '56px',
  },
  { key: 'code', title: t('archive.field_referenceCode'), render: (row) => codeOf(row, t, base), width: '216px' },
  {
    key: 'title',
    title: t('archive.field_title'),
    render: (row) =>
      row.title ?? row.cells.title ?? (Object.keys(row.cells).length === 0 ? t('catalogueImport.rowHidden') : '—'),
    truncate: true,
    onPhone: 'title',
  },
  { key: 'reasons', title: t('catalogueImport.reasons'), render: (row) => <RowState row={row} />, width: '360px' },
];

/** Problems by kind, as links that narrow the table below. */
export const ProblemGroups = ({ batch }: { batch: ImportBatchView }) => {
  const t = useText();
  const [params] = useSearchParams();
  const [wrong, code] = [params.get('rows') !== 'all', params.get('problem')];
  const current = (is: boolean) => (is ? ('true' as const) : undefined);
  return (
    <nav className="lt-chips" aria-label={t('catalogueImport.groups')}>
      <Link
        to={withParams(params, { rows: 'all', problem: null })}
        aria-current={current(!wrong && !code)}
        preventScrollReset
      >
        {t('catalogueImport.groupAll')} <span>{formatNumber(batch.rowCount)}</span>
      </Link>
      <Link
        to={withParams(params, { rows: null, problem: null })}
        aria-current={current(wrong && !code)}
        preventScrollReset
      >
        {t('catalogueImport.groupWrong')} <span>{formatNumber(batch.wrongCount)}</span>
      </Link>
      {batch.groups.map((group) => (
        <Link
          key={`${group.code} ${group.severity} ${group.field}`}
          to={withParams(params, { rows: 'all', problem: group.code })}
          aria-current={current(code === group.code)}
          preventScrollReset
        >
          <Status kind={group.severity === 'error' ? 'failed' : 'attention'}>
            {t('catalogueImport.problemWith', {
              field: fieldLabel(group.field, t),
              problem: t(`catalogueImport.problem_${group.code}`),
            })}
          </Status>{' '}
          <span>{t('catalogueImport.groupCount', { n: group.count })}</span>
        </Link>
      ))}
    </nav>
  );
};

interface ImportRowsProps {
  batch: ImportBatchView;
  rows: ImportRowPage;
  canFix: boolean;
}

/** The rows of the workbook, each wrong one with its reasons and a way to put it right. */
export const ImportRows = ({ batch, rows, canFix }: ImportRowsProps) => {
  const t = useText();
  const { slug } = useWorkspace().tenant;
  const [fixing, setFixing] = useState<ImportRowView | null>(null);
  return (
    <>
      <DataTable
        name="import-rows"
        caption={t('catalogueImport.rowsCaption')}
        columns={columnsOf(t, `/w/${slug}/archives`)}
        rows={rows.rows}
        page={rows.page}
        rowKey={(row) => String(row.rowNumber)}
        rowLabel={(row) => String(row.rowNumber)}
        rowActions={(row) =>
          canFix && row.itemId === null && row.problems.length > 0 ? (
            <button type="button" className="lt-link" onClick={() => setFixing(row)}>
              {t('catalogueImport.fix')}
            </button>
          ) : null
        }
        empty={<Empty icon="check" title={t('catalogueImport.rowOk')} />}
      />
      <FixRowDrawer batchId={batch.id} row={fixing} onClose={() => setFixing(null)} />
    </>
  );
};
