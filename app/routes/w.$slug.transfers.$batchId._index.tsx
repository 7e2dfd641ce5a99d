import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useState } from 'react';
import { Button, ButtonLink } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { Segments } from '@/app/components/segments';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { ITEM_STATUS, problemText, TRANSFER_STATUS } from '@/app/features/disposition/disposition-labels';
import { archivesCodeColumn, recordColumns } from '@/app/features/disposition/record-columns';
import { TransferCheck } from '@/app/features/disposition/transfer-check';
import { AnnexDrawer, CancelConfirm, SendConfirm, SignDrawer } from '@/app/features/disposition/transfer-drawers';
import { TransferFacts } from '@/app/features/disposition/transfer-facts';
import type { Locale, Translate } from '@/app/i18n/messages';
import { useLocale, useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { formatNumber } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { newIdempotencyKey } from '@/app/lib/trpc';
import { useAct } from '@/app/lib/use-act';
import { useCan, useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { TransferDetail, TransferItemView } from '@/server/domain/disposition/transfer';
import { OPEN_TRANSFER_STATES } from '@/server/domain/disposition/vocabulary';

type Data = Awaited<ReturnType<typeof loader>>;

export const handle: ScreenHandle<Data> = {
  crumbs: ({ data, params }, t) => [
    { label: t('disposition.transfersTitle'), to: `/w/${params.slug}/transfers` },
    { label: data?.batch.batchNumber ?? '' },
  ],
};

/** What the archives said of a record. */
const ANSWERED = ['accepted', 'returned'] as const;

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const { slug = '', batchId = '' } = params;
  const asked = { request, context };
  const search = new URL(request.url).searchParams;
  const { disposition } = context.api.workspace(slug);
  const batch = await loadOrThrow(asked, disposition.transferById({ batchId }));
  const show = search.get('show');
  const filter = { onlyProblems: show === 'problems', state: oneOf(ANSWERED, show) };
  const items = await loadOrThrow(asked, disposition.transferItems({ batchId, ...filter, ...pageOfParams(search) }));
  const check = await loadOrThrow(asked, disposition.transferCheck({ batchId }));
  return { batch, items, check };
};

type Step = 'annex' | 'sign' | 'send' | 'cancel';

const Actions = ({ batch, onStep }: { batch: TransferDetail; onStep: (step: Step) => void }) => {
  const t = useText();
  const client = useWorkspaceClient();
  const { slug } = useWorkspace().tenant;
  const { act, busy } = useAct();
  const isOpen = OPEN_TRANSFER_STATES.includes(batch.state);
  const answer = batch.waitingAnswerId;
  const take = () =>
    answer
      ? void act(
          () =>
            client.disposition.takeReceipt.mutate(
              { answerDispatchId: answer },
              { context: { idempotencyKey: newIdempotencyKey() } },
            ),
          { done: t('disposition.receiptTaken') },
        )
      : undefined;
  if (answer)
    return (
      <Button look="primary" icon="inbox" busy={busy} onClick={take}>
        {t('disposition.takeReceipt')}
      </Button>
    );
  if (!isOpen) return null;
  const isReady = batch.checkedAt !== null && batch.signedName !== null;
  const isSound = batch.wrongCount === 0 && batch.itemCount > 0;
  return (
    <>
      {batch.acceptedCount === 0 ? (
        <Button onClick={() => onStep('cancel')}>{t('disposition.cancelBatch')}</Button>
      ) : null}
      <ButtonLink icon="plus" to={`/w/${slug}/transfers/${batch.id}/pick`}>
        {t('disposition.pick')}
      </ButtonLink>
      <Button onClick={() => onStep('annex')} icon="pen">
        {t('disposition.editAnnexes')}
      </Button>
      <Button
        icon="check"
        look={isSound ? 'plain' : 'primary'}
        busy={busy}
        onClick={() => void act(() => client.disposition.checkTransfer.mutate({ batchId: batch.id }))}
      >
        {t('disposition.check')}
      </Button>
      {isSound && !isReady ? (
        <Button look="primary" icon="send" onClick={() => onStep('sign')}>
          {t('disposition.signAndSend')}
        </Button>
      ) : null}
      {isReady ? (
        <Button look="primary" icon="send" onClick={() => onStep('send')}>
          {t('disposition.send')}
        </Button>
      ) : null}
    </>
  );
};

/** What came back is put right in its record, so each leads there. */
const columnsOf = (t: Translate, locale: Locale, archives: string): Column<TransferItemView>[] => [
  ...recordColumns<TransferItemView>(t, locale, (row) => `${archives}/${row.itemId}`),
  {
    key: 'state',
    title: t('disposition.state'),
    render: (row) => <Status kind={ITEM_STATUS[row.state]}>{t(`disposition.item_${row.state}`)}</Status>,
    width: '96px',
  },
  {
    key: 'problems',
    title: t('disposition.problems'),
    render: (row) => row.reason ?? problemText(row.problems, t),
    width: '220px',
  },
  archivesCodeColumn(t),
];

const Downloads = ({ batch }: { batch: TransferDetail }) => {
  const t = useText();
  const { slug } = useWorkspace().tenant;
  const input = { batchId: batch.id };
  return (
    <>
      <a className="lt-btn" href={downloadPath(slug, 'disposition.downloadTransferList', input)} download>
        <Icon name="download" />
        <span>{t('disposition.downloadList')}</span>
      </a>
      {batch.dispatchId ? (
        <a className="lt-btn" href={downloadPath(slug, 'disposition.downloadTransferDeed', input)} download>
          <Icon name="print" />
          <span>{t('disposition.downloadDeed')}</span>
        </a>
      ) : null}
    </>
  );
};

export default function Transfer() {
  const t = useText();
  const locale = useLocale();
  const { batch, items, check } = useLoaderData<typeof loader>();
  const client = useWorkspaceClient();
  const { slug } = useWorkspace().tenant;
  const mayTransfer = useCan('disposition.transfer');
  const [step, setStep] = useState<Step | null>(null);
  const { act } = useAct();
  const mayEdit = mayTransfer && OPEN_TRANSFER_STATES.includes(batch.state);
  const drawer = { batch, onClose: () => setStep(null) };
  return (
    <div className="lt-page">
      <PageHeader
        title={batch.title}
        lead={
          <>
            <Status kind={TRANSFER_STATUS[batch.state]}>{t(`disposition.transfer_${batch.state}`)}</Status>
            {`${t('common.comma')}${batch.batchNumber}${t('common.comma')}${t('disposition.round', { n: batch.round })}`}
          </>
        }
        actions={
          <>
            <Downloads batch={batch} />
            {mayTransfer ? <Actions batch={batch} onStep={setStep} /> : null}
          </>
        }
      />
      {batch.waitingAnswerId ? <p className="lt-note">{t('disposition.takeReceiptText')}</p> : null}
      <section className="lt-section lt-long-facts" aria-label={t('disposition.annexes')}>
        <TransferFacts batch={batch} />
      </section>
      <TransferCheck batchId={batch.id} check={check} mayEdit={mayEdit} />
      <DataTable
        name="transfer-items"
        caption={t('disposition.itemsCaption')}
        columns={columnsOf(t, locale, `/w/${slug}/archives`)}
        rows={items.rows}
        page={items.page}
        rowKey={(row) => row.itemId}
        rowLabel={(row) => row.referenceCode}
        lead={
          <Segments
            name="show"
            label={t('disposition.problems')}
            segments={[
              { value: 'all', label: t('disposition.allItems'), count: batch.itemCount },
              { value: 'problems', label: t('disposition.onlyProblems'), count: batch.wrongCount + batch.warnedCount },
              ...ANSWERED.map((state) => ({
                value: state,
                label: t(`disposition.item_${state}`),
                count: state === 'accepted' ? batch.acceptedCount : batch.returnedCount,
              })).filter(({ count }) => count > 0),
            ]}
          />
        }
        bulkActions={
          mayEdit
            ? (selection, clear) =>
                selection.kind === 'rows' ? (
                  <Button
                    onClick={() =>
                      void act(
                        async () => {
                          await client.disposition.removeTransferItems.mutate({
                            batchId: batch.id,
                            itemIds: selection.keys,
                          });
                          clear();
                        },
                        { done: t('disposition.removed', { n: formatNumber(selection.keys.length) }) },
                      )
                    }
                  >
                    {t('disposition.removeItems')}
                  </Button>
                ) : null
            : undefined
        }
        empty={<Empty icon="box" title={t('disposition.decideNone')} />}
      />
      <AnnexDrawer {...drawer} open={step === 'annex'} />
      <SignDrawer {...drawer} open={step === 'sign'} />
      <SendConfirm {...drawer} open={step === 'send'} />
      <CancelConfirm {...drawer} open={step === 'cancel'} />
    </div>
  );
}
