import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useRevalidator, useSearchParams } from '@remix-run/react';
import { useEffect } from 'react';
import { type Column, DataTable } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { Segments } from '@/app/components/segments';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { partName } from '@/app/features/fonds/fonds-labels';
import { TableActions } from '@/app/features/fonds/table-actions';
import { selectionText, TABLE_STATUS } from '@/app/features/fonds/table-status';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { formatIsoDate } from '@/app/lib/format';
import { isUuid } from '@/app/lib/is-uuid';
import { loadOrThrow, notFound } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useWorkspace } from '@/app/lib/workspace';
import type { RenumberingRowView, RenumberingView } from '@/server/domain/fonds/renumbering';

export const handle: ScreenHandle<{ renumbering: RenumberingView }> = {
  crumbs: ({ data, params }, t) => [
    { label: t('fonds.title'), to: `/w/${params.slug}/fonds` },
    { label: t('fonds.tablesTitle'), to: `/w/${params.slug}/fonds/tables` },
    { label: data ? selectionText(data.renumbering) : '' },
  ],
};

const ASK_MS = 2_000;

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const id = params.renumberingId ?? '';
  if (!isUuid(id)) {
    throw notFound(context.requestId);
  }
  const asked = { request, context };
  const search = new URL(request.url).searchParams;
  const api = context.api.workspace(params.slug ?? '').fonds;
  const onlyProblems = search.get('rows') === 'problems';
  const [found, list] = await Promise.all([
    loadOrThrow(asked, api.renumberingById({ id })),
    loadOrThrow(asked, api.renumberingRows({ id, onlyProblems, ...pageOfParams(search) })),
  ]);
  return { ...found, list };
};

const remarkOf = (row: RenumberingRowView, t: Translate): string => {
  if (row.problem === null) {
    return t(row.retires ? 'fonds.retiresRow' : 'fonds.movesRow');
  }
  const part = partName(row.problemPart, t);
  return row.problem === 'part_missing' || row.problem === 'part_invalid'
    ? t(`fonds.rowProblem_${row.problem}`, { part })
    : t(`fonds.rowProblem_${row.problem}`);
};

const columnsOf = (t: Translate, base: string): Column<RenumberingRowView>[] => [
  {
    key: 'old',
    title: t('fonds.oldCode'),
    render: (row) => <Link to={`${base}/archives/${row.itemId}`}>{row.oldCode}</Link>,
    width: '232px',
    onPhone: 'title',
  },
  {
    key: 'new',
    title: t('fonds.newCode'),
    render: (row) => <span className="lt-strong">{row.newCode ?? '—'}</span>,
    width: '232px',
  },
  { key: 'title', title: t('fonds.itemTitle'), render: (row) => row.title, truncate: true },
  {
    key: 'remark',
    title: t('fonds.remark'),
    render: (row) => (row.problem === null ? remarkOf(row, t) : <Status kind="attention">{remarkOf(row, t)}</Status>),
    width: '232px',
  },
];

/** Asks again while a worker is at it. */
const useFollowed = (isWorking: boolean): void => {
  const { revalidate, state } = useRevalidator();
  useEffect(() => {
    if (!isWorking || state !== 'idle') {
      return;
    }
    const timer = setTimeout(revalidate, ASK_MS);
    return () => clearTimeout(timer);
  }, [isWorking, state, revalidate]);
};

const Lead = ({ table }: { table: RenumberingView }) => {
  const t = useText();
  return (
    <>
      <Status kind={TABLE_STATUS[table.state]}>{t(`fonds.tableState_${table.state}`)}</Status>{' '}
      {t(`fonds.mode_${table.mode}`)} · {t('fonds.reasonOf', { reason: table.reason })} ·{' '}
      {t('fonds.byAt', { name: table.createdByName, date: formatIsoDate(table.createdAt) })}
    </>
  );
};

const WorkNote = ({ isWorking, hasFailed }: { isWorking: boolean; hasFailed: boolean }) => {
  const t = useText();
  if (!isWorking && !hasFailed) {
    return null;
  }
  return (
    <p className={`lt-note ${hasFailed ? 'lt-note-failed' : 'lt-note-info'}`} role="status">
      {t(hasFailed ? 'fonds.jobFailed' : 'fonds.jobRunning')}
    </p>
  );
};

export default function RenumberingTable() {
  const t = useText();
  const { renumbering: table, jobState, list } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const base = `/w/${useWorkspace().tenant.slug}`;
  const waits = table.state === 'planning' || table.state === 'applying';
  const hasFailed = waits && jobState === 'failed';
  useFollowed(waits && !hasFailed);
  return (
    <div className="lt-page">
      <PageHeader
        title={`${t('fonds.tablesTitle')} ${selectionText(table)}`}
        lead={<Lead table={table} />}
        actions={<TableActions table={table} hasFailed={hasFailed} />}
      />
      <WorkNote isWorking={waits && !hasFailed} hasFailed={hasFailed} />
      <DataTable
        name="renumbering-rows"
        caption={t('fonds.tablesTitle')}
        columns={columnsOf(t, base)}
        rows={list.rows}
        page={list.page}
        rowKey={(row) => String(row.position)}
        rowLabel={(row) => row.oldCode}
        lead={
          <Segments
            name="rows"
            label={t('fonds.rowsTotal')}
            segments={[
              { value: '', label: t('fonds.allRows'), count: table.changedCount + table.problemCount },
              { value: 'problems', label: t('fonds.onlyProblems'), count: table.problemCount },
            ]}
          />
        }
        filters={params.has('rows') ? [t('fonds.onlyProblems')] : []}
        empty={<Empty icon="check" title={t('fonds.noChanges')} text={t('fonds.noChangesText')} />}
      />
    </div>
  );
}
