import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { DeadlineText } from '@/app/components/deadline-text';
import { FactList } from '@/app/components/fact-list';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { ReasonDrawer } from '@/app/components/reason-drawer';
import { useToast } from '@/app/components/toast';
import { AnswerCheckDrawer } from '@/app/features/filing/check-drawers';
import { CheckStatus } from '@/app/features/filing/check-labels';
import { useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { formatIsoDateTime } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { useAct } from '@/app/lib/use-act';
import { useCan, useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { CheckView } from '@/server/domain/filing/collection-check';

export const handle: ScreenHandle = {
  crumbs: ({ params }, t) => [
    { label: t('filing.checksTitle'), to: `/w/${params.slug}/filing/checks` },
    { label: t('filing.checkCrumb') },
  ],
};

export const loader = ({ request, context, params }: LoaderFunctionArgs) =>
  loadOrThrow(
    { request, context },
    context.api.workspace(params.slug ?? '').filing.check({ checkId: params.checkId ?? '' }),
  );

const Findings = ({ check }: { check: CheckView }) => {
  const t = useText();
  if (check.findings.length === 0) {
    return <p className="lt-note lt-note-info">{t('filing.checkNothing')}</p>;
  }
  return (
    <ol className="lt-check-findings">
      {check.findings.map((finding) => (
        <li key={finding.number}>
          <h3>{t('filing.checkFinding', { n: finding.number })}</h3>
          <FactList
            isWide
            facts={[
              [t('filing.checkFact'), finding.fact],
              [t('filing.checkRequirement'), finding.requirement],
              [t('filing.checkMeasure'), finding.measure],
              [t('filing.checkDoneOn'), finding.doneOn],
            ]}
          />
        </li>
      ))}
    </ol>
  );
};

type Layer = 'answer' | 'return' | null;

const Actions = ({ check, setLayer }: { check: CheckView; setLayer: (layer: Layer) => void }) => {
  const t = useText();
  const client = useWorkspaceClient();
  const { slug } = useWorkspace().tenant;
  const { act, busy } = useAct();
  const mayAnswer = useCan('filing.manage') && check.box === 'in';
  const mayJudge = useCan('filing.supervise') && check.box === 'out' && check.state === 'answered';
  return (
    <>
      <a className="lt-btn" href={downloadPath(slug, 'filing.downloadCheckPdf', { checkId: check.id })} download>
        <Icon name="download" />
        <span>{t('filing.printPdf')}</span>
      </a>
      {mayAnswer && (check.state === 'waiting' || check.state === 'returned') ? (
        <Button look="primary" icon="send" onClick={() => setLayer('answer')}>
          {t('filing.checkAnswer')}
        </Button>
      ) : null}
      {mayJudge ? (
        <>
          <Button onClick={() => setLayer('return')}>{t('filing.checkReturn')}</Button>
          <Button
            look="primary"
            icon="check"
            busy={busy}
            onClick={() =>
              void act(() => client.filing.judgeCheck.mutate({ checkId: check.id, accepted: true }), {
                done: t('filing.checkAccepted'),
              })
            }
          >
            {t('filing.checkAccept')}
          </Button>
        </>
      ) : null}
    </>
  );
};

export default function CollectionCheck() {
  const t = useText();
  const toast = useToast();
  const check = useLoaderData<typeof loader>();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const [layer, setLayer] = useState<Layer>(null);
  const done = (text: string) => {
    setLayer(null);
    toast({ text });
    revalidate();
  };
  const isOpen = check.state === 'waiting' || check.state === 'returned';
  return (
    <div className="lt-page">
      <PageHeader
        title={t('filing.checkTitle', { name: check.unitName, year: String(check.year) })}
        actions={<Actions check={check} setLayer={setLayer} />}
      />
      <p className="lt-wrap lt-filing-line">
        <CheckStatus state={check.state} />
        {isOpen && check.dueOn ? <DeadlineText dueOn={check.dueOn} withDate /> : null}
      </p>
      {check.state === 'returned' && check.verdict?.reason ? (
        <p className="lt-note lt-note-attention lt-filing-line">
          {t('filing.checkReturnedFor', { reason: check.verdict.reason })}
        </p>
      ) : null}
      <FactList
        facts={[
          [t('filing.checkUnit'), check.unitName],
          [t('filing.checkedByUnit'), check.checkerName],
          [t('filing.checkedOn'), check.checkedOn],
          [t('filing.checkedBy'), check.checkedBy],
          [t('filing.checkDue'), check.dueOn],
          [t('filing.checkAnsweredBy'), check.answeredBy],
          [t('filing.checkAnsweredAt'), check.answeredAt ? formatIsoDateTime(check.answeredAt) : null],
          [t('filing.checkJudgedBy'), check.verdict?.decidedBy ?? null],
        ]}
      />
      <section className="lt-section" aria-labelledby="conclusion">
        <div className="lt-section-head">
          <h2 id="conclusion">{t('filing.checkConclusion')}</h2>
        </div>
        <p>{check.conclusion}</p>
      </section>
      <section className="lt-section" aria-labelledby="findings">
        <div className="lt-section-head">
          <h2 id="findings">{t('filing.checkFindings')}</h2>
        </div>
        <Findings check={check} />
      </section>
      {layer === 'answer' ? (
        <AnswerCheckDrawer
          check={check}
          onClose={() => setLayer(null)}
          onDone={() => done(t('filing.checkAnswered'))}
        />
      ) : null}
      <ReasonDrawer
        open={layer === 'return'}
        onClose={() => setLayer(null)}
        title={t('filing.checkReturn')}
        effect={t('filing.checkReturnEffect')}
        label={t('filing.checkReturnReason')}
        act={t('filing.checkReturn')}
        onSubmit={async (reason, idempotencyKey) => {
          await client.filing.judgeCheck.mutate(
            { checkId: check.id, accepted: false, reason },
            { context: { idempotencyKey } },
          );
          done(t('filing.checkReturnedDone'));
        }}
      />
    </div>
  );
}
