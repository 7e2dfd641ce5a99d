import { Link } from '@remix-run/react';
import { type DragEvent, useEffect, useState } from 'react';
import { Button } from '@/app/components/button';
import { type Column, DataTable, type Selection } from '@/app/components/data-table';
import { Segments } from '@/app/components/segments';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { useToast } from '@/app/components/toast';
import { ExportLink } from '@/app/features/digital/export-link';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { useAct } from '@/app/lib/use-act';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { LinkBatchDetail, LinkFilePage } from '@/server/domain/digital/linking';
import { AssignPanel, DRAGGED, type Target } from './assign-panel';
import { PageCell } from './page-cell';

type Row = LinkFilePage['rows'][number];
export type Only = 'all' | 'matched' | 'unmatched' | 'problem';

const AT_ONCE = 200;
const NOTHING: Selection = { kind: 'rows', keys: [] };

const Problems = ({ row }: { row: Row }) => {
  const t = useText();
  if (row.kind === 'separator') return <Status kind="none">{t('digital.fileSeparator')}</Status>;
  if (row.isLinked) return <Status kind="done">{t('digital.fileLinked')}</Status>;
  if (row.problems.length === 0) return <Status kind="done">{t('digital.fileFine')}</Status>;
  return (
    <ul className="lt-reasons">
      {row.problems.map((problem) => (
        <li key={problem}>
          <Status kind={problem === 'unmatched' ? 'failed' : 'attention'}>{t(`digital.problem_${problem}`)}</Status>
        </li>
      ))}
    </ul>
  );
};

type Drag = ((event: DragEvent, row: Row) => void) | null;

const FileName = ({ row, onDrag }: { row: Row; onDrag: Drag }) => (
  // biome-ignore lint/a11y/noStaticElementInteractions: dragging is a second way; selecting rows and a button is the first
  <span
    className={onDrag ? 'lt-dragged' : undefined}
    draggable={onDrag !== null}
    onDragStart={onDrag ? (event) => onDrag(event, row) : undefined}
    title={row.folder ? `${row.folder}/${row.fileName}` : row.fileName}
  >
    {row.folder ? <span className="lt-3">{row.folder}/</span> : null}
    {row.fileName}
  </span>
);

const columnsOf = (t: Translate, base: string, batchId: string, onDrag: Drag): Column<Row>[] => [
  {
    key: 'file',
    title: t('digital.column_name'),
    render: (row) => <FileName row={row} onDrag={onDrag} />,
    truncate: true,
    onPhone: 'title',
  },
  {
    key: 'record',
    title: t('archive.field_referenceCode'),
    render: (row) =>
      row.itemId ? (
        <Link to={`${base}/${row.itemId}`} title={row.title ?? undefined}>
          {row.referenceCode}
        </Link>
      ) : (
        '—'
      ),
    width: '216px',
  },
  {
    key: 'title',
    title: t('archive.field_title'),
    render: (row) => row.title ?? '—',
    truncate: true,
    hiddenAtFirst: true,
  },
  {
    key: 'page',
    title: t('digital.column_page'),
    render: (row) =>
      onDrag && row.itemId && !row.isLinked ? (
        <PageCell key={`${row.uploadId} ${row.pageNumber}`} batchId={batchId} row={row} />
      ) : (
        (row.pageNumber ?? '—')
      ),
    numeric: true,
    width: '88px',
  },
  { key: 'by', title: t('digital.column_by'), render: (row) => t(`digital.by_${row.matchedBy}`), width: '104px' },
  { key: 'problems', title: t('digital.column_problems'), render: (row) => <Problems row={row} />, width: '300px' },
];

/** Tells the page which rows are chosen: the table keeps them to itself. */
const Chosen = ({ selection, onChange }: { selection: Selection; onChange: (selection: Selection) => void }) => {
  useEffect(() => {
    onChange(selection);
    return () => onChange(NOTHING);
  }, [selection, onChange]);
  return null;
};

/** The ids of a selection; of a whole query they are asked for page by page. */
const useIdsOf = (batchId: string, only: Only) => {
  const client = useWorkspaceClient();
  return async (selection: Selection): Promise<string[]> => {
    if (selection.kind === 'rows') return selection.keys;
    const ids: string[] = [];
    for (let cursor: string | undefined; ; ) {
      const page: LinkFilePage = await client.digital.linkFiles.query({ batchId, only, cursor, limit: AT_ONCE });
      ids.push(...page.rows.filter((row) => !row.isLinked).map((row) => row.uploadId));
      if (page.page.nextCursor === null) return ids;
      cursor = page.page.nextCursor;
    }
  };
};

interface MatchTableProps {
  batch: LinkBatchDetail;
  files: LinkFilePage;
  only: Only;
  canAssign: boolean;
}

/** What was matched to what, what is odd, and the means to put it right. */
export const MatchTable = ({ batch, files, only, canAssign }: MatchTableProps) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { act, busy } = useAct();
  const { slug } = useWorkspace().tenant;
  const [chosen, setChosen] = useState<Selection>(NOTHING);
  const idsOf = useIdsOf(batch.id, only);
  const selected = chosen.kind === 'rows' ? chosen.keys.length : chosen.count;

  const assign = async (target: Target | null, dropped: string[] | null): Promise<void> => {
    let done = 0;
    const isDone = await act(async () => {
      const ids = dropped ?? (await idsOf(chosen));
      for (let at = 0; at < ids.length; at += AT_ONCE) {
        const uploadIds = ids.slice(at, at + AT_ONCE);
        await client.digital.assignFiles.mutate({ batchId: batch.id, uploadIds, itemId: target?.id ?? null });
        done += uploadIds.length;
      }
    });
    if (isDone && done > 0)
      toast({
        text: target
          ? t('digital.assigned', { n: done, code: target.referenceCode })
          : t('digital.unassigned', { n: done }),
      });
  };
  const drag = (event: DragEvent, row: Row) => {
    const isChosen = chosen.kind === 'rows' && chosen.keys.includes(row.uploadId);
    const ids = isChosen && chosen.kind === 'rows' ? chosen.keys : [row.uploadId];
    event.dataTransfer.setData(DRAGGED, JSON.stringify(ids));
    event.dataTransfer.effectAllowed = 'link';
  };
  const segments = [
    { value: 'all', label: t('digital.tab_all'), count: batch.fileCount },
    { value: 'matched', label: t('digital.tab_matched'), count: batch.matchedCount },
    {
      value: 'unmatched',
      label: t('digital.tab_unmatched'),
      count: batch.fileCount - batch.matchedCount - batch.separators,
    },
    { value: 'problem', label: t('digital.tab_problem'), count: batch.problemCount },
  ];
  return (
    <div className={canAssign ? 'lt-match' : undefined}>
      <DataTable
        name="link-files"
        caption={t('digital.matchCaption')}
        columns={columnsOf(t, `/w/${slug}/archives`, batch.id, canAssign ? drag : null)}
        rows={files.rows}
        page={files.page}
        rowKey={(row) => row.uploadId}
        rowLabel={(row) => row.fileName}
        lead={<Segments name="only" label={t('digital.matchCaption')} segments={segments} />}
        tools={<ExportLink procedure="digital.downloadLinkFiles" input={{ batchId: batch.id, only }} />}
        bulkActions={
          canAssign
            ? (selection) => (
                <>
                  <Chosen selection={selection} onChange={setChosen} />
                  <Button busy={busy} onClick={() => void assign(null, null)}>
                    {t('digital.unassign')}
                  </Button>
                </>
              )
            : undefined
        }
        empty={<Empty icon="check" title={t('digital.matchNone')} text={t('digital.matchNoneText')} />}
      />
      {canAssign ? (
        <AssignPanel selected={selected} busy={busy} onAssign={(target, dropped) => void assign(target, dropped)} />
      ) : null}
    </div>
  );
};
