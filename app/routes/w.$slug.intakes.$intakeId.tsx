import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { FactList } from '@/app/components/fact-list';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { ReasonDrawer } from '@/app/components/reason-drawer';
import { Segments } from '@/app/components/segments';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { useToast } from '@/app/components/toast';
import { DECISION_STATUS, INTAKE_STATUS, problemText } from '@/app/features/disposition/disposition-labels';
import { FinishDrawer } from '@/app/features/disposition/finish-drawer';
import { archivesCodeColumn, recordColumns } from '@/app/features/disposition/record-columns';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useAct } from '@/app/lib/use-act';
import { useCan, useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
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
  const filter = { onlyProblems: show === 'problems', decision: oneOf(INTAKE_DECISIONS, show) };
  const items = await loadOrThrow(asked, disposition.intakeItems({ intakeId, ...filter, ...pageOfParams(search) }));
  const fonds = intake.state === 'pending_review' ? await loadOrThrow(asked, archive.fonds()) : [];
  return { intake, items, fonds };
};

const Facts = ({ intake }: { intake: IntakeDetail }) => {
  const t = useText();
  const { facts } = intake;
  if (!facts) return null;
  const rows: [string, string | null][] = [
    [t('disposition.sender'), intake.senderName],
    [
      t('disposition.fonds'),
      `${facts.fondsNumber} ${facts.fondsName}${facts.fondsClosedOn ? ` (${t('disposition.fondsClosed')})` : ''}`,
    ],
    [t('disposition.basis'), t(`disposition.basis_${facts.basis}`)],
    [t('disposition.countsLabel'), t('disposition.counts', facts.counts)],
    [t('disposition.signature'), `${facts.signedName} ${facts.signedOn}`],
    [t('disposition.openOpinion'), facts.openOpinion],
    [t('disposition.disclosureStatus'), facts.disclosureStatus],
    [t('disposition.secrecyStatus'), facts.secrecyStatus],
    [t('disposition.fourProperty'), facts.fourProperty],
    [t('disposition.description'), facts.description],
    [
      t('disposition.receivedByName'),
      intake.decidedByName ? `${intake.decidedByName} ${intake.decidedOn ?? ''}` : null,
    ],
    [t('disposition.place'), intake.place],
  ];
  return (
    <section className="lt-section" aria-label={t('disposition.facts')}>
      <FactList facts={rows} isWide />
    </section>
  );
};

const columnsOf = (t: Translate): Column<IntakeItemView>[] => [
  ...recordColumns<IntakeItemView>(t),
  {
    key: 'problems',
    title: t('disposition.problems'),
    render: (row) => row.reason ?? problemText(row.problems, t),
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
  ...INTAKE_DECISIONS.map((value) => ({
    value,
    label: t(`disposition.decision_${value}`),
    count: intake.decisions[value],
  })),
];

const Head = ({ intake, onFinish }: { intake: IntakeDetail; onFinish: () => void }) => {
  const t = useText();
  const client = useWorkspaceClient();
  const { slug } = useWorkspace().tenant;
  const { act, busy } = useAct();
  const mayReceive = useCan('disposition.receive') && intake.state === 'pending_review';
  return (
    <PageHeader
      title={intake.title}
      lead={
        <>
          <Status kind={INTAKE_STATUS[intake.state]}>{t(`disposition.intake_${intake.state}`)}</Status>
          {[
            intake.batchNumber,
            t('disposition.round', { n: intake.round }),
            t('disposition.decisionsLine', intake.decisions),
          ]
            .map((words) => `${t('common.comma')}${words}`)
            .join('')}
        </>
      }
      actions={
        <>
          <a
            className="lt-btn"
            href={downloadPath(slug, 'disposition.downloadIntakeDeed', { intakeId: intake.id })}
            download
          >
            <Icon name="print" />
            <span>{t('disposition.downloadDeed')}</span>
          </a>
          {intake.accessionId ? (
            <Link className="lt-btn" to={`/w/${slug}/accessions/${intake.accessionId}`}>
              {t('disposition.openAccession')}
            </Link>
          ) : null}
          {mayReceive && intake.decisions.open > 0 ? (
            <Button
              look="primary"
              icon="check"
              busy={busy}
              onClick={() =>
                void act(() =>
                  client.disposition.decideIntake.mutate({ intakeId: intake.id, which: 'sound', decision: 'accepted' }),
                )
              }
            >
              {t('disposition.acceptSound')}
            </Button>
          ) : null}
          {mayReceive && intake.decisions.open === 0 ? (
            <Button look="primary" icon="inbox" onClick={onFinish}>
              {t('disposition.finish')}
            </Button>
          ) : null}
        </>
      }
    />
  );
};

export default function Intake() {
  const t = useText();
  const toast = useToast();
  const { intake, items, fonds } = useLoaderData<typeof loader>();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const { act } = useAct();
  const [finishing, setFinishing] = useState(false);
  const [returning, setReturning] = useState<{ keys: string[]; clear: () => void } | null>(null);
  const mayReceive = useCan('disposition.receive') && intake.state === 'pending_review';
  const decide = async (itemIds: string[], decision: 'accepted' | 'returned', reason?: string) => {
    const input = { intakeId: intake.id, which: 'named' as const, itemIds, decision, reason };
    const { decided } = await client.disposition.decideIntake.mutate(input);
    return decided;
  };
  return (
    <div className="lt-page">
      <Head intake={intake} onFinish={() => setFinishing(true)} />
      <Facts intake={intake} />
      <DataTable
        name="intake-items"
        caption={t('disposition.itemsCaption')}
        columns={columnsOf(t)}
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
      <FinishDrawer intake={intake} fonds={fonds} open={finishing} onClose={() => setFinishing(false)} />
    </div>
  );
}
