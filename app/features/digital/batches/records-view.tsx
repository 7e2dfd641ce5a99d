import { Link, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { type Column, DataTable, type Selection } from '@/app/components/data-table';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { ReasonDrawer } from '@/app/components/reason-drawer';
import { Segments } from '@/app/components/segments';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { ExportLink } from '@/app/features/digital/export-link';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { formatNumber } from '@/app/lib/format';
import { oneOf } from '@/app/lib/one-of';
import { useAct } from '@/app/lib/use-act';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import {
  type BatchDetail,
  type BatchItemView,
  ITEM_STEPS,
  REPORTED_STEPS,
  stepBefore,
} from '@/server/domain/digital/digitisation';
import type { Page } from '@/server/domain/shared/pagination';
import { STEP_KINDS } from './batch-words';
import { type AskedStep, StepDrawer } from './step-table';

const columnsOf = (t: Translate, base: string): Column<BatchItemView>[] => [
  {
    key: 'code',
    title: t('digitisation.reference'),
    render: (row) => <Link to={`${base}/${row.itemId}`}>{row.referenceCode}</Link>,
    width: '232px',
  },
  { key: 'title', title: t('digitisation.recordTitle'), render: (row) => row.title, truncate: true, onPhone: 'title' },
  { key: 'box', title: t('digitisation.box'), render: (row) => row.boxLabel ?? '—', width: '120px', onPhone: 'hide' },
  {
    key: 'step',
    title: t('digitisation.step'),
    render: (row) => (
      <Status kind={row.isSentBack ? 'attention' : STEP_KINDS[row.step]}>
        {row.isSentBack ? t('digitisation.sentBack') : t(`digitisation.step_${row.step}`)}
      </Status>
    ),
    width: '128px',
  },
  {
    key: 'paper',
    title: t('digitisation.paperPages'),
    render: (row) => row.paperPages ?? row.cataloguePages ?? '—',
    numeric: true,
    width: '88px',
  },
  { key: 'frames', title: t('digitisation.frames'), render: (row) => row.frames, numeric: true, width: '72px' },
  {
    key: 'problems',
    title: t('digitisation.problems'),
    render: (row) => row.openFindings,
    numeric: true,
    width: '72px',
  },
];

const PagesDrawer = ({
  batchId,
  row,
  onClose,
}: {
  batchId: string;
  row: BatchItemView | null;
  onClose: () => void;
}) => {
  const t = useText();
  const client = useWorkspaceClient();
  const { act } = useAct();
  return (
    <FormDrawer<{ paperPages: string }>
      open={row !== null}
      onClose={onClose}
      title={t('digitisation.setPages')}
      initialValues={{ paperPages: String(row?.paperPages ?? row?.cataloguePages ?? '') }}
      fieldLabels={{ paperPages: t('digitisation.paperPages') }}
      submitLabel={t('digitisation.setPages')}
      onSubmit={async (values) => {
        const paperPages = Number(values.paperPages.normalize('NFKC'));
        if (row) await client.digitisation.setPages.mutate({ batchId, itemId: row.itemId, paperPages });
        await act(async () => undefined, { done: t('digitisation.pagesSaved') });
      }}
    >
      <p className="lt-reason-effect">{row?.referenceCode}</p>
      <FormField name="paperPages" label={t('digitisation.paperPages')} required>
        <input className="lt-input" inputMode="numeric" maxLength={6} />
      </FormField>
    </FormDrawer>
  );
};

/** 批次里的档案: where each one is; steps and taking out for those that are chosen. */
export const RecordsView = ({
  batch,
  items,
  canWrite,
}: {
  batch: BatchDetail;
  items: Page<BatchItemView>;
  canWrite: boolean;
}) => {
  const t = useText();
  const client = useWorkspaceClient();
  const { act } = useAct();
  const { slug } = useWorkspace().tenant;
  const [params] = useSearchParams();
  const step = oneOf(ITEM_STEPS, params.get('step')) ?? undefined;
  const [paging, setPaging] = useState<BatchItemView | null>(null);
  const [asked, setAsked] = useState<AskedStep | null>(null);
  const [leaving, setLeaving] = useState<string[] | null>(null);
  const mayAct = canWrite && batch.state === 'running';
  const stepFor = (ids: string[]): AskedStep | null => {
    const chosen = items.rows.filter((row) => ids.includes(row.itemId));
    const [first] = chosen;
    const step = REPORTED_STEPS.find((candidate) => stepBefore(candidate) === first?.step);
    return step && chosen.length === ids.length && chosen.every((row) => row.step === first?.step)
      ? { step, count: ids.length, itemIds: ids }
      : null;
  };
  const bulk = (selection: Selection) => {
    const ids = selection.kind === 'rows' ? selection.keys : [];
    const next = stepFor(ids);
    return (
      <>
        {next ? <Button onClick={() => setAsked(next)}>{t(`digitisation.act_${next.step}`)}</Button> : null}
        <Button disabled={ids.length === 0} onClick={() => setLeaving(ids)}>
          {t('digitisation.withdraw')}
        </Button>
      </>
    );
  };
  const segments = [
    { value: 'all', label: t('digitisation.all'), count: batch.itemCount },
    ...ITEM_STEPS.filter((step) => batch.steps[step] > 0).map((step) => ({
      value: step,
      label: t(`digitisation.step_${step}`),
      count: batch.steps[step],
    })),
  ];
  return (
    <>
      <DataTable
        name="digitisation-items"
        caption={t('digitisation.viewRecords')}
        columns={columnsOf(t, `/w/${slug}/archives`)}
        rows={items.rows}
        page={items.page}
        rowKey={(row) => row.itemId}
        rowLabel={(row) => row.referenceCode}
        lead={<Segments name="step" label={t('digitisation.step')} segments={segments} />}
        tools={<ExportLink procedure="digitisation.downloadBatchItems" input={{ batchId: batch.id, step }} />}
        summary={`${t('digitisation.pages')} ${formatNumber(batch.pages)} / ${formatNumber(batch.paperPages)}`}
        rowActions={
          mayAct
            ? (row) =>
                row.isActive && row.step !== 'linked' ? (
                  <button type="button" className="lt-link" onClick={() => setPaging(row)}>
                    {t('digitisation.setPages')}
                  </button>
                ) : null
            : undefined
        }
        bulkActions={mayAct ? bulk : undefined}
        empty={<Empty icon="box" title={t('digitisation.recordsNone')} text={t('digitisation.recordsNoneText')} />}
      />
      <PagesDrawer key={paging?.itemId ?? ''} batchId={batch.id} row={paging} onClose={() => setPaging(null)} />
      <StepDrawer batchId={batch.id} asked={asked} onClose={() => setAsked(null)} />
      <ReasonDrawer
        open={leaving !== null}
        onClose={() => setLeaving(null)}
        title={t('digitisation.withdraw')}
        effect={t('digitisation.withdrawEffect')}
        label={t('digitisation.reason')}
        act={t('digitisation.withdraw')}
        onSubmit={async (reason) => {
          const itemIds = leaving ?? [];
          const { records } = await client.digitisation.withdraw.mutate({ batchId: batch.id, itemIds, reason });
          await act(async () => undefined, { done: t('digitisation.withdrawn', { n: records }) });
        }}
      />
    </>
  );
};
