import { Link, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { type Column, DataTable } from '@/app/components/data-table';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import type { Translate } from '@/app/i18n/messages';
import { useLocale, useText } from '@/app/i18n/use-text';
import { formatNumber } from '@/app/lib/format';
import { withParams } from '@/app/lib/search-params';
import { useWorkspace } from '@/app/lib/workspace';
import {
  type ImportBatchView,
  type ImportRowPage,
  type ImportRowView,
  placeOfRow,
} from '@/server/domain/archive/import-batch';
import { FixRowDrawer } from './fix-row-drawer';
import { importFieldLabel, rowName } from './import-labels';
import { RebaseButton, RowChanges } from './import-update';
import { problemTexts } from './problem-text';

const RowState = ({ row, batch }: { row: ImportRowView; batch: ImportBatchView }) => {
  const t = useText();
  const locale = useLocale();
  if (row.undoState !== null) {
    return (
      <Status kind={row.undoState === 'left' ? 'attention' : 'none'}>
        {t(`catalogueImport.undoState_${row.undoState}`)}
      </Status>
    );
  }
  if (row.itemId !== null) {
    const isUndone = batch.state === 'undone';
    return (
      <Status kind={isUndone ? 'none' : 'done'}>
        {t(isUndone ? 'catalogueImport.rowVoid' : 'catalogueImport.rowFiled')}
      </Status>
    );
  }
  if (row.outcome === 'known' && !row.isWrong) {
    return <Status kind="none">{t('catalogueImport.rowKnown')}</Status>;
  }
  const texts = problemTexts(row.problems, t, (field) => importFieldLabel(field, batch.categoryCode, locale, t));
  return (
    <ul className="lt-reasons">
      {row.isWrong || batch.kind === 'update' ? null : <li>{t('catalogueImport.rowOk')}</li>}
      {texts.map(({ severity, text }) => (
        <li key={text}>
          <Status kind={severity === 'error' ? 'failed' : 'attention'}>{text}</Status>
        </li>
      ))}
    </ul>
  );
};

const codeOf = (row: ImportRowView, t: Translate, base: string) => {
  const itemId = row.itemId ?? row.knownItemId;
  if (itemId !== null && row.referenceCode) {
    return <Link to={`${base}/${itemId}`}>{row.referenceCode}</Link>;
  }
  return (
    row.referenceCode ?? <span className="lt-3">{row.isNumberedOnFiling ? t('catalogueImport.rowNumbered') : '—'}</span>
  );
};

const columnsOf = (t: Translate, base: string, batch: ImportBatchView): Column<ImportRowView>[] => [
  {
    key: 'row',
    title: t('catalogueImport.rowNumber'),
    render: (row) => rowName(row.rowNumber, t),
    numeric: true,
    width: '56px',
  },
  { key: 'code', title: t('archive.field_referenceCode'), render: (row) => codeOf(row, t, base), width: '216px' },
  {
    key: 'title',
    title: t('archive.field_title'),
    render: (row) => <RowTitle row={row} />,
    truncate: true,
    onPhone: 'title',
  },
  ...(batch.kind === 'update'
    ? [
        {
          key: 'changes',
          title: t('catalogueImport.changes'),
          render: (row: ImportRowView) => <RowChanges row={row} category={batch.categoryCode} />,
          width: '360px',
        },
      ]
    : []),
  {
    key: 'reasons',
    title: t('catalogueImport.reasons'),
    render: (row) => <RowState row={row} batch={batch} />,
    width: batch.kind === 'update' ? '280px' : '360px',
  },
];

const RowTitle = ({ row }: { row: ImportRowView }) => {
  const t = useText();
  const hidden = Object.keys(row.cells).length === 0 ? t('catalogueImport.rowHidden') : '—';
  return (
    <>
      {row.title ?? row.cells.title ?? hidden}
      {placeOfRow(row.rowNumber).isContainer ? (
        <span className="lt-tag">{t('catalogueImport.rowContainer')}</span>
      ) : null}
      {row.containerCode ? (
        <span className="lt-3"> {t('catalogueImport.inContainer', { code: row.containerCode })}</span>
      ) : null}
    </>
  );
};

/** Problems by kind, as links that narrow the table below. */
export const ProblemGroups = ({ batch }: { batch: ImportBatchView }) => {
  const t = useText();
  const locale = useLocale();
  const [params] = useSearchParams();
  const isNarrowed =
    params.get('outcome') !== null ||
    (batch.kind === 'update' && params.get('rows') === null && !params.get('problem'));
  const [wrong, code] = [params.get('rows') !== 'all', params.get('problem')];
  const current = (is: boolean) => (is ? ('true' as const) : undefined);
  return (
    <nav className="lt-chips" aria-label={t('catalogueImport.groups')}>
      <Link
        to={withParams(params, { rows: 'all', problem: null, outcome: null })}
        aria-current={current(!wrong && !code && !isNarrowed)}
        preventScrollReset
      >
        {t('catalogueImport.groupAll')} <span>{formatNumber(batch.rowCount)}</span>
      </Link>
      <Link
        to={withParams(params, { rows: null, problem: null, outcome: null })}
        aria-current={current(wrong && !code && !isNarrowed)}
        preventScrollReset
      >
        {t('catalogueImport.groupWrong')} <span>{formatNumber(batch.wrongCount)}</span>
      </Link>
      {batch.groups.map((group) => (
        <Link
          key={`${group.code} ${group.severity} ${group.field}`}
          to={withParams(params, { rows: 'all', problem: group.code, outcome: null })}
          aria-current={current(code === group.code)}
          preventScrollReset
        >
          <Status kind={group.severity === 'error' ? 'failed' : 'attention'}>
            {t('catalogueImport.problemWith', {
              field: importFieldLabel(group.field, batch.categoryCode, locale, t),
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
        columns={columnsOf(t, `/w/${slug}/archives`, batch)}
        rows={rows.rows}
        page={rows.page}
        rowKey={(row) => String(row.rowNumber)}
        rowLabel={(row) => rowName(row.rowNumber, t)}
        rowActions={(row) =>
          !canFix || row.itemId !== null || placeOfRow(row.rowNumber).isContainer ? null : row.outcome ===
            'conflict' ? (
            <RebaseButton batchId={batch.id} row={row} name={rowName(row.rowNumber, t)} />
          ) : row.problems.length > 0 && row.outcome !== 'unknown' ? (
            <button type="button" className="lt-link" onClick={() => setFixing(row)}>
              {t('catalogueImport.fix')}
            </button>
          ) : null
        }
        empty={<Empty icon="check" title={t('catalogueImport.rowOk')} />}
      />
      <FixRowDrawer batch={batch} row={fixing} onClose={() => setFixing(null)} />
    </>
  );
};
