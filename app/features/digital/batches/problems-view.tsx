import { Link, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { ReasonDrawer } from '@/app/components/reason-drawer';
import { Segments } from '@/app/components/segments';
import { Empty } from '@/app/components/state-block';
import { ExportLink } from '@/app/features/digital/export-link';
import { sendFile } from '@/app/features/digital/upload/send-file';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { oneOf } from '@/app/lib/one-of';
import { newIdempotencyKey } from '@/app/lib/trpc';
import { useAct } from '@/app/lib/use-act';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { BatchDetail } from '@/server/domain/digital/digitisation';
import { FINDING_STATES, type FindingView } from '@/server/domain/digital/scan-check';
import type { Page } from '@/server/domain/shared/pagination';

const newKey = () => ({ context: { idempotencyKey: newIdempotencyKey() } });
const shown = (value: number): string => String(Math.round(value * 1_000) / 1_000);

const columnsOf = (t: Translate, base: string): Column<FindingView>[] => [
  {
    key: 'code',
    title: t('digitisation.reference'),
    render: (row) => (
      <Link to={`${base}/${row.itemId}/files?file=${row.fileId}`}>
        {row.referenceCode} {t('digitisation.frame', { n: row.sequence })}
      </Link>
    ),
    width: '288px',
    onPhone: 'title',
  },
  { key: 'file', title: t('digital.column_name'), render: (row) => row.fileName, truncate: true },
  {
    key: 'kind',
    title: t('digitisation.kind'),
    render: (row) =>
      row.otherSequence
        ? `${t(`digitisation.kind_${row.kind}`)} · ${t('digitisation.sameAs', { n: row.otherSequence })}`
        : t(`digitisation.kind_${row.kind}`),
    width: '168px',
  },
  {
    key: 'measured',
    title: t('digitisation.measured'),
    render: (row) => (row.measured === null ? '—' : shown(row.measured)),
    numeric: true,
    width: '80px',
  },
  {
    key: 'threshold',
    title: t('digitisation.threshold'),
    render: (row) => (row.threshold === null ? '—' : shown(row.threshold)),
    numeric: true,
    width: '80px',
  },
  {
    key: 'origin',
    title: t('digitisation.found'),
    render: (row) => t(`digitisation.origin_${row.origin}`),
    width: '80px',
    onPhone: 'hide',
  },
  {
    key: 'note',
    title: t('digitisation.note'),
    render: (row) => [row.note, row.decidedByName].filter(Boolean).join(' · ') || '—',
    truncate: true,
    onPhone: 'hide',
  },
];

const ReplaceDrawer = ({
  batchId,
  row,
  onClose,
}: {
  batchId: string;
  row: FindingView | null;
  onClose: () => void;
}) => {
  const t = useText();
  const client = useWorkspaceClient();
  const { slug } = useWorkspace().tenant;
  const { act } = useAct();
  const [file, setFile] = useState<File | null>(null);
  const send = async (_: object, idempotencyKey: string) => {
    if (!row || !file) return;
    const { uploadId } = await client.digital.beginUpload.mutate(
      { fileName: file.name, sizeBytes: file.size },
      newKey(),
    );
    const { signal } = new AbortController();
    await sendFile({ url: `/w/${slug}/files/${uploadId}`, file, signal, onSent: () => undefined });
    const replaced = { batchId, fileId: row.fileId, uploadId };
    await client.digitisation.replaceScan.mutate(replaced, { context: { idempotencyKey } });
    await act(async () => undefined, { done: t('digitisation.replaced') });
  };
  return (
    <FormDrawer<object>
      open={row !== null}
      onClose={onClose}
      title={t('digitisation.replace')}
      submitLabel={t('digitisation.replaceAct')}
      onSubmit={send}
    >
      <p className="lt-reason-effect">{t('digitisation.replaceEffect')}</p>
      <p>
        {row?.referenceCode} {row?.fileName}
      </p>
      <FormField name="file" label={t('digitisation.replaceFile')} required>
        <input
          className="lt-input"
          type="file"
          accept="image/*,application/pdf"
          onInput={(event) => setFile(event.currentTarget.files?.[0] ?? null)}
        />
      </FormField>
    </FormDrawer>
  );
};

/** 质检问题: what the machine and people found, to be scanned again or given a reason. */
export const ProblemsView = ({
  batch,
  findings,
  canWrite,
}: {
  batch: BatchDetail;
  findings: Page<FindingView>;
  canWrite: boolean;
}) => {
  const t = useText();
  const client = useWorkspaceClient();
  const { act, busy } = useAct();
  const { slug } = useWorkspace().tenant;
  const [params] = useSearchParams();
  const state = oneOf(FINDING_STATES, params.get('finding')) ?? 'open';
  const [replacing, setReplacing] = useState<FindingView | null>(null);
  const [dismissing, setDismissing] = useState<string[] | null>(null);
  const mayAct = canWrite && batch.state === 'running';
  const batchId = batch.id;
  const check = (again: boolean) =>
    act(() => client.digitisation.checkPages.mutate({ batchId, again }, newKey()), {
      done: t('digitisation.checkStarted'),
    });
  const actions = (row: FindingView) =>
    row.state === 'open' ? (
      <>
        <button type="button" className="lt-link" onClick={() => setReplacing(row)}>
          {t('digitisation.replace')}
        </button>
        {row.kind === 'doubled' ? (
          <button
            type="button"
            className="lt-link"
            disabled={busy}
            onClick={() =>
              void act(() => client.digitisation.setCovered.mutate({ batchId, pageId: row.pageId, pagesCovered: 0 }), {
                done: t('digitisation.doubletDone'),
              })
            }
          >
            {t('digitisation.doublet')}
          </button>
        ) : null}
        {row.origin === 'person' ? (
          <button
            type="button"
            className="lt-link"
            disabled={busy}
            onClick={() =>
              void act(() => client.digitisation.recheckPage.mutate({ batchId, pageId: row.pageId, isRight: true }), {
                done: t('digitisation.rechecked'),
              })
            }
          >
            {t('digitisation.recheck')}
          </button>
        ) : null}
      </>
    ) : row.origin === 'person' ? (
      <button
        type="button"
        className="lt-link"
        disabled={busy}
        onClick={() =>
          void act(() => client.digitisation.recheckPage.mutate({ batchId, pageId: row.pageId, isRight: true }), {
            done: t('digitisation.rechecked'),
          })
        }
      >
        {t('digitisation.recheck')}
      </button>
    ) : null;
  return (
    <>
      <DataTable
        name="scan-findings"
        caption={t('digitisation.viewProblems')}
        columns={columnsOf(t, `/w/${slug}/archives`)}
        rows={findings.rows}
        page={findings.page}
        rowKey={(row) => row.id}
        rowLabel={(row) => `${row.referenceCode} ${row.sequence}`}
        lead={
          <Segments
            name="finding"
            label={t('digitisation.state')}
            segments={FINDING_STATES.map((state) => ({
              value: state,
              label: t(`digitisation.finding_${state}`),
              count: state === 'open' ? batch.openFindings : undefined,
            }))}
          />
        }
        tools={
          <>
            <ExportLink procedure="digitisation.downloadFindings" input={{ batchId, state }} />
            {mayAct && batch.frames > 0 ? (
              <>
                <Button busy={busy} disabled={batch.uncheckedFrames === 0} onClick={() => void check(false)}>
                  {t('digitisation.check')}
                </Button>
                <Button look="text" busy={busy} onClick={() => void check(true)}>
                  {t('digitisation.checkAgain')}
                </Button>
              </>
            ) : null}
          </>
        }
        rowActions={mayAct ? actions : undefined}
        bulkActions={
          mayAct
            ? (selection) => (
                <Button onClick={() => setDismissing(selection.kind === 'rows' ? selection.keys : [])}>
                  {t('digitisation.dismiss')}
                </Button>
              )
            : undefined
        }
        summary={batch.uncheckedFrames > 0 ? t('digitisation.unchecked', { n: batch.uncheckedFrames }) : undefined}
        empty={<Empty icon="check" title={t('digitisation.findingsNone')} text={t('digitisation.findingsNoneText')} />}
      />
      <ReplaceDrawer key={replacing?.id ?? ''} batchId={batchId} row={replacing} onClose={() => setReplacing(null)} />
      <ReasonDrawer
        open={dismissing !== null}
        onClose={() => setDismissing(null)}
        title={t('digitisation.dismiss')}
        effect={t('digitisation.dismissEffect', { n: dismissing?.length ?? 0 })}
        label={t('digitisation.reason')}
        act={t('digitisation.dismiss')}
        onSubmit={async (reason) => {
          const findingIds = dismissing ?? [];
          const { records } = await client.digitisation.dismissFindings.mutate({ batchId, findingIds, reason });
          await act(async () => undefined, { done: t('digitisation.dismissed', { n: records }) });
        }}
      />
    </>
  );
};
