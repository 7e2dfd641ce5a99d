import { Link } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { Confirm } from '@/app/components/confirm';
import { type Column, DataTable } from '@/app/components/data-table';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { Empty } from '@/app/components/state-block';
import { Status, type StatusKind } from '@/app/components/status';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { newIdempotencyKey } from '@/app/lib/trpc';
import { useAct } from '@/app/lib/use-act';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { BatchDetail } from '@/server/domain/digital/digitisation';
import {
  PERSON_KINDS,
  type PersonKind,
  type SamplePageView,
  type SampleView,
} from '@/server/domain/digital/scan-check';
import type { Page } from '@/server/domain/shared/pagination';
import { percentOf } from './batch-words';

const KINDS: Record<SampleView['state'], StatusKind> = { open: 'live', accepted: 'done', sent_back: 'failed' };
const newKey = () => ({ context: { idempotencyKey: newIdempotencyKey() } });

const columnsOf = (t: Translate, base: string): Column<SamplePageView>[] => [
  { key: 'place', title: t('digital.column_sequence'), render: (row) => row.place, numeric: true, width: '64px' },
  {
    key: 'code',
    title: t('digitisation.reference'),
    render: (row) => (
      <Link to={`${base}/${row.itemId}/files?file=${row.fileId}`} target="_blank">
        {row.referenceCode} {t('digitisation.frame', { n: row.sequence })}
      </Link>
    ),
    onPhone: 'title',
  },
  {
    key: 'outcome',
    title: t('digitisation.outcome'),
    render: (row) =>
      row.outcome === null ? (
        <Status kind="none">{t('digitisation.sample_open')}</Status>
      ) : (
        <Status kind={row.outcome === 'right' ? 'done' : 'failed'}>{t(`digitisation.${row.outcome}`)}</Status>
      ),
    width: '104px',
  },
  {
    key: 'kinds',
    title: t('digitisation.kind'),
    render: (row) => row.kinds.map((kind) => t(`digitisation.kind_${kind}`)).join(t('common.list')) || '—',
    width: '168px',
  },
  {
    key: 'by',
    title: t('digitisation.person'),
    render: (row) => row.lookedByName ?? '—',
    width: '96px',
    onPhone: 'hide',
  },
];

const WrongDrawer = ({
  sampleId,
  row,
  onClose,
}: {
  sampleId: string;
  row: SamplePageView | null;
  onClose: () => void;
}) => {
  const t = useText();
  const client = useWorkspaceClient();
  const { act } = useAct();
  return (
    <FormDrawer<{ kind: PersonKind; note: string }>
      open={row !== null}
      onClose={onClose}
      title={t('digitisation.lookTitle')}
      initialValues={{ kind: 'blur', note: '' }}
      fieldLabels={{ kind: t('digitisation.kind') }}
      submitLabel={t('digitisation.wrong')}
      onSubmit={async ({ kind, note }) => {
        const look = { sampleId, place: row?.place ?? 0, outcome: 'wrong' as const, kinds: [kind], note };
        await client.digitisation.lookAtPage.mutate(look);
        await act(async () => undefined);
      }}
    >
      <FormField name="kind" label={t('digitisation.kind')} required>
        <select className="lt-select">
          {PERSON_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {t(`digitisation.kind_${kind}`)}
            </option>
          ))}
        </select>
      </FormField>
      <FormField name="note" label={t('digitisation.note')}>
        <input className="lt-input" maxLength={200} />
      </FormField>
    </FormDrawer>
  );
};

const SampleHead = ({ sample }: { sample: SampleView }) => {
  const t = useText();
  const { population, size, looked, wrong } = sample;
  return (
    <>
      <h2>{t('digitisation.sampleRound', { n: sample.round })}</h2>
      <Status kind={KINDS[sample.state]}>{t(`digitisation.sample_${sample.state}`)}</Status>
      <p>
        {t('digitisation.sampleFacts', { population, size, looked, wrong })}
        {sample.errorRate === null ? null : ` · ${t('digitisation.errorRate', { rate: sample.errorRate })}`}
      </p>
      <p>
        {t('digitisation.sampleRule', { version: sample.ruleVersion, rate: percentOf(sample.settings.acceptRate) })} ·{' '}
        {t('digitisation.sampleSeed', { seed: sample.seed })}
      </p>
    </>
  );
};

/** 抽检: the newest sample page by page; the rule concludes it. */
export const SamplePanel = ({
  batch,
  samples,
  pages,
  canWrite,
}: {
  batch: BatchDetail;
  samples: readonly SampleView[];
  pages: Page<SamplePageView> | null;
  canWrite: boolean;
}) => {
  const t = useText();
  const client = useWorkspaceClient();
  const { act, busy } = useAct();
  const { slug } = useWorkspace().tenant;
  const [wrong, setWrong] = useState<SamplePageView | null>(null);
  const [deciding, setDeciding] = useState(false);
  const [sample, ...older] = samples;
  const mayAct = canWrite && batch.state === 'running';
  const draw =
    mayAct && sample?.state !== 'open' && batch.steps.processed > 0 ? (
      <Button
        busy={busy}
        onClick={() =>
          void act(() => client.digitisation.drawSample.mutate({ batchId: batch.id }, newKey()), {
            done: t('digitisation.drawn'),
          })
        }
      >
        {t('digitisation.draw')}
      </Button>
    ) : undefined;
  if (!sample || !pages)
    return (
      <Empty icon="check" title={t('digitisation.sampleNone')} text={t('digitisation.sampleNoneText')} action={draw} />
    );
  const isOpen = mayAct && sample.state === 'open';
  const right = (row: SamplePageView) =>
    act(() => client.digitisation.lookAtPage.mutate({ sampleId: sample.id, place: row.place, outcome: 'right' }));
  return (
    <section className="lt-section">
      <SampleHead sample={sample} />
      {draw}
      {isOpen && sample.looked === sample.size ? (
        <Button look="primary" onClick={() => setDeciding(true)}>
          {t('digitisation.decide')}
        </Button>
      ) : null}
      <DataTable
        name="sample-pages"
        caption={t('digitisation.viewSample')}
        columns={columnsOf(t, `/w/${slug}/archives`)}
        rows={pages.rows}
        page={pages.page}
        rowKey={(row) => String(row.place)}
        rowLabel={(row) => `${row.referenceCode} ${row.sequence}`}
        rowActions={
          isOpen
            ? (row) => (
                <>
                  <button type="button" className="lt-link" disabled={busy} onClick={() => void right(row)}>
                    {t('digitisation.right')}
                  </button>
                  <button type="button" className="lt-link" onClick={() => setWrong(row)}>
                    {t('digitisation.wrong')}
                  </button>
                </>
              )
            : undefined
        }
        empty={<Empty icon="check" title={t('digitisation.sampleNone')} text={t('digitisation.sampleNoneText')} />}
      />
      {older.map((one) => (
        <SampleHead key={one.id} sample={one} />
      ))}
      <WrongDrawer key={wrong?.place ?? 0} sampleId={sample.id} row={wrong} onClose={() => setWrong(null)} />
      <Confirm
        open={deciding}
        onClose={() => setDeciding(false)}
        title={t('digitisation.decide')}
        effect={t('digitisation.decideEffect')}
        act={t('digitisation.decide')}
        onConfirm={async () => {
          await client.digitisation.decideSample.mutate({ sampleId: sample.id });
          await act(async () => undefined, { done: t('digitisation.decided') });
        }}
      />
    </section>
  );
};
