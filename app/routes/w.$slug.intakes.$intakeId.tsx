import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { ReasonDrawer } from '@/app/components/reason-drawer';
import { Segments } from '@/app/components/segments';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { useToast } from '@/app/components/toast';
import { DECISION_STATUS, problemText } from '@/app/features/disposition/disposition-labels';
import { FinishDrawer } from '@/app/features/disposition/finish-drawer';
import { IntakeFacts } from '@/app/features/disposition/intake-facts';
import { IntakeHead } from '@/app/features/disposition/intake-head';
import { GiveCodeDrawer, IntakeNote } from '@/app/features/disposition/intake-stops';
import { archivesCodeColumn, recordColumns } from '@/app/features/disposition/record-columns';
import type { Locale, Translate } from '@/app/i18n/messages';
import { useLocale, useText } from '@/app/i18n/use-text';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useAct } from '@/app/lib/use-act';
import { useCan, useWorkspaceClient } from '@/app/lib/workspace';
import type { IntakeDetail, IntakeItemView } from '@/server/domain/disposition/intake';
import { INTAKE_DECISIONS } from '@/server/domain/disposition/vocabulary';

type Data = Awaited<ReturnType<typeof loader>>;

export const handle: ScreenHandle<Data> = {
  crumbs: ({ data, params }, t) => [
    { label: t('disposition.intakesTitle'), to: `/w/${params.slug}/intakes` },
    { label: data?.intake.batchNumber ?? '' },
  ],
};

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const { slug = '', intakeId = '' } = params;
  const asked = { request, context };
  const search = new URL(request.url).searchParams;
  const { disposition, archive } = context.api.workspace(slug);
  const intake = await loadOrThrow(asked, disposition.intakeById({ intakeId }));
  const show = search.get('show');
  const filter = {
    onlyProblems: show === 'problems',
    onlyStopped: show === 'stopped',
    decision: oneOf(INTAKE_DECISIONS, show),
  };
  const items = await loadOrThrow(asked, disposition.intakeItems({ intakeId, ...filter, ...pageOfParams(search) }));
  const fonds = intake.state === 'pending_review' ? await loadOrThrow(asked, archive.fonds()) : [];
  return { intake, items, fonds };
};

/** What stopped it comes first, then the code that it will have, then what the checks say. */
const problemsOf = (row: IntakeItemView, t: Translate) => {
  if (row.stopCode)
    return <Status kind="failed">{t(`disposition.stop_${row.stopCode}`, { detail: row.stopDetail ?? '' })}</Status>;
  if (row.givenCode && row.archivesCode === null) return t('disposition.codeGiven', { code: row.givenCode });
  return row.reason ?? problemText(row.problems, t);
};

const columnsOf = (t: Translate, locale: Locale): Column<IntakeItemView>[] => [
  ...recordColumns<IntakeItemView>(t, locale),
  {
    key: 'problems',
    title: t('disposition.problems'),
    render: (row) => problemsOf(row, t),
    width: '240px',
  },
  {
    key: 'decision',
    title: t('disposition.outcome'),
    render: (row) => <Status kind={DECISION_STATUS[row.decision]}>{t(`disposition.decision_${row.decision}`)}</Status>,
    width: '96px',
  },
  archivesCodeColumn(t),
];

const segmentsOf = (intake: IntakeDetail, t: Translate) => [
  { value: 'all', label: t('disposition.allItems'), count: intake.itemCount },
  { value: 'problems', label: t('disposition.onlyProblems'), count: intake.wrongCount + intake.warnedCount },
  ...(intake.stoppedCount > 0
    ? [{ value: 'stopped', label: t('disposition.onlyStopped'), count: intake.stoppedCount }]
    : []),
  ...INTAKE_DECISIONS.map((value) => ({
    value,
    label: t(`disposition.decision_${value}`),
    count: intake.decisions[value],
  })),
];

export default function Intake() {
  const t = useText();
  const locale = useLocale();
  const toast = useToast();
  const { intake, items, fonds } = useLoaderData<typeof loader>();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const { act } = useAct();
  const [finishing, setFinishing] = useState(false);
  const [returning, setReturning] = useState<{ keys: string[]; clear: () => void } | null>(null);
  const [returningAll, setReturningAll] = useState(false);
  const [recoding, setRecoding] = useState<IntakeItemView | null>(null);
  const mayReceive = useCan('disposition.receive') && intake.state === 'pending_review';
  const decide = async (itemIds: string[], decision: 'accepted' | 'returned', reason?: string) => {
    const input = { intakeId: intake.id, which: 'named' as const, itemIds, decision, reason };
    const { decided } = await client.disposition.decideIntake.mutate(input);
    return decided;
  };
  return (
    <div className="lt-page">
      <IntakeHead intake={intake} onFinish={() => setFinishing(true)} onReturn={() => setReturningAll(true)} />
      <IntakeNote intake={intake} />
      <IntakeFacts intake={intake} />
      <DataTable
        name="intake-items"
        caption={t('disposition.itemsCaption')}
        columns={columnsOf(t, locale)}
        rows={items.rows}
        page={items.page}
        rowKey={(row) => row.originItemId}
        rowLabel={(row) => row.referenceCode}
        lead={<Segments name="show" label={t('disposition.outcome')} segments={segmentsOf(intake, t)} />}
        bulkActions={
          mayReceive
            ? (selection, clear) =>
                selection.kind === 'rows' ? (
                  <>
                    <Button onClick={() => void act(() => decide(selection.keys, 'accepted').then(clear))}>
                      {t('disposition.acceptChosen')}
                    </Button>
                    <Button onClick={() => setReturning({ keys: selection.keys, clear })}>
                      {t('disposition.returnChosen')}
                    </Button>
                  </>
                ) : null
            : undefined
        }
        rowActions={
          mayReceive
            ? (row) =>
                row.decision === 'returned' ? null : (
                  <button type="button" className="lt-link" onClick={() => setRecoding(row)}>
                    {t('disposition.giveCode')}
                  </button>
                )
            : undefined
        }
        empty={<Empty icon="box" title={t('disposition.decideNone')} />}
      />
      <ReasonDrawer
        open={returning !== null}
        onClose={() => setReturning(null)}
        title={t('disposition.returnTitle', { n: returning?.keys.length ?? 0 })}
        effect={t('disposition.returnText')}
        label={t('disposition.returnReason')}
        act={t('disposition.returnChosen')}
        onSubmit={async (reason) => {
          const decided = await decide(returning?.keys ?? [], 'returned', reason);
          returning?.clear();
          toast({ text: t('disposition.decided', { n: decided }) });
          revalidate();
        }}
      />
      <ReasonDrawer
        open={returningAll}
        onClose={() => setReturningAll(false)}
        title={t('disposition.returnDelivery')}
        effect={t('disposition.returnDeliveryText', { sender: intake.senderName })}
        label={t('disposition.returnReason')}
        act={t('disposition.returnDelivery')}
        onSubmit={async (reason, idempotencyKey) => {
          await client.disposition.returnDelivery.mutate(
            { intakeId: intake.id, reason },
            { context: { idempotencyKey } },
          );
          toast({ text: t('disposition.deliveryReturned') });
          revalidate();
        }}
      />
      <GiveCodeDrawer intakeId={intake.id} item={recoding} onClose={() => setRecoding(null)} />
      <FinishDrawer intake={intake} fonds={fonds} open={finishing} onClose={() => setFinishing(false)} />
    </div>
  );
}
