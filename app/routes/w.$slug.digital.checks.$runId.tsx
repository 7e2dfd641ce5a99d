import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useNavigate } from '@remix-run/react';
import { Button } from '@/app/components/button';
import { type Figure, FigureRow } from '@/app/components/figure-row';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { Status } from '@/app/components/status';
import { scopeWords, VERDICT_KINDS } from '@/app/features/digital/checks/check-words';
import { ItemTable } from '@/app/features/digital/checks/item-table';
import { type OnlyRecords, RecordTable } from '@/app/features/digital/checks/record-table';
import { useFollow } from '@/app/features/digital/use-follow';
import { useLocale, useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { formatIsoDateTime, formatNumber } from '@/app/lib/format';
import { loadOrThrow, notFound } from '@/app/lib/load.server';
import { oneOf } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { newIdempotencyKey } from '@/app/lib/trpc';
import { useAct } from '@/app/lib/use-act';
import { useCan, useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { FourPropertyDetail } from '@/server/domain/digital/four-property';
import { UNVERIFIED_CODES, writtenCode } from '@/server/domain/digital/four-property-rules';
import { phaseName, resultName } from '@/server/domain/digital/four-property-words';

export const handle: ScreenHandle<{ run: FourPropertyDetail }> = {
  crumbs: ({ data, params }, t) => [
    { label: t('digital.title'), to: `/w/${params.slug}/digital` },
    { label: t('fourProperty.title'), to: `/w/${params.slug}/digital/checks` },
    { label: data ? scopeWords(data.run, t) : '' },
  ],
};

const UUID = /^[0-9a-f-]{36}$/i;
const FILTERS = ['all', 'failed', 'open', 'passed', 'changed'] as const satisfies readonly OnlyRecords[];

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const asked = { request, context };
  const runId = params.runId ?? '';
  if (!UUID.test(runId)) {
    throw notFound(context.requestId);
  }
  const search = new URL(request.url).searchParams;
  const only = oneOf(FILTERS, search.get('only')) ?? 'all';
  const { digital } = context.api.workspace(params.slug ?? '');
  const run = await loadOrThrow(asked, digital.fourPropertyById({ runId }));
  const records = await loadOrThrow(asked, digital.fourPropertyRecords({ runId, only, ...pageOfParams(search) }));
  return { run, records, only };
};

const figuresOf = (run: FourPropertyDetail, t: ReturnType<typeof useText>): Figure[] =>
  (
    [
      ['records', run.recordCount],
      ['files', run.fileCount],
      ['passed', run.passedCount],
      ['open', run.openCount],
      ['failed', run.failedCount],
      ['changed', run.changedCount],
    ] as const
  ).map(([key, value]) => ({ key, label: t(`fourProperty.${key}`), value: formatNumber(value) }));

const Notes = ({ run }: { run: FourPropertyDetail }) => {
  const t = useText();
  const codes = UNVERIFIED_CODES.map((code) => writtenCode(run.phase, code)).join(t('common.list'));
  return (
    <>
      {run.openedCount < run.fileCount ? (
        <p className="lt-note">
          {t('fourProperty.openedNote', { n: run.openedCount, others: run.fileCount - run.openedCount })}
        </p>
      ) : null}
      {run.notScanned > 0 ? (
        <p className="lt-note lt-note-failed" role="status">
          {t('fourProperty.notScanned', { n: run.notScanned })}
        </p>
      ) : null}
      {run.openCount > 0 ? <p className="lt-note">{t('fourProperty.openNote', { n: run.openCount })}</p> : null}
      <p className="lt-3">{t('fourProperty.ruleSet', { set: run.ruleSet, codes })}</p>
    </>
  );
};

const Opinions = ({ run }: { run: FourPropertyDetail }) => {
  const t = useText();
  const locale = useLocale();
  if (run.opinions.length === 0) return null;
  return (
    <section className="lt-section" aria-labelledby="opinions">
      <div className="lt-section-head">
        <h2 id="opinions">{t('fourProperty.opinions')}</h2>
      </div>
      <ul className="lt-plain-list">
        {run.opinions.map((opinion) => (
          <li key={opinion.id}>
            {t('fourProperty.opinionLine', {
              code: `${writtenCode(run.phase, opinion.code)} ${opinion.referenceCode ?? ''}`.trim(),
              verdict: resultName(opinion.verdict, locale),
              reason: opinion.reason,
              name: opinion.decidedByName,
              time: formatIsoDateTime(opinion.decidedAt),
            })}
          </li>
        ))}
      </ul>
    </section>
  );
};

const Actions = ({ run }: { run: FourPropertyDetail }) => {
  const t = useText();
  const navigate = useNavigate();
  const client = useWorkspaceClient();
  const { slug } = useWorkspace().tenant;
  const { act, busy } = useAct();
  const { scope } = run;
  const again = () =>
    act(async () => {
      // What was due has been judged by this run: nothing of it is due again.
      if (scope.kind === 'due') return;
      const asked = { phase: run.phase, scope };
      const options = { context: { idempotencyKey: newIdempotencyKey() } };
      const { runId } = await client.digital.startFourProperty.mutate(asked, options);
      navigate(`/w/${slug}/digital/checks/${runId}`);
    });
  const canWrite = useCan('digital.write');
  return (
    <>
      {canWrite && run.state === 'done' && scope.kind !== 'due' ? (
        <Button icon="check" busy={busy} onClick={() => void again()}>
          {t('fourProperty.again')}
        </Button>
      ) : null}
      {run.state === 'done' ? (
        <a
          className="lt-btn lt-btn-primary"
          href={downloadPath(slug, 'digital.downloadFourPropertyReport', { runId: run.id })}
          download
        >
          <Icon name="print" />
          <span>{t('fourProperty.report')}</span>
        </a>
      ) : null}
    </>
  );
};

/** One run: what each item found, which records failed, what differs from the run before. */
export default function FourPropertyRun() {
  const t = useText();
  const locale = useLocale();
  const { run, records, only } = useLoaderData<typeof loader>();
  const canWrite = useCan('digital.write');
  const isWorking = run.state === 'owed' || run.state === 'running';
  useFollow(isWorking);
  const kind = run.verdict ? VERDICT_KINDS[run.verdict] : isWorking ? 'live' : 'none';
  const word = run.verdict
    ? t(`fourProperty.verdict_${run.verdict}`)
    : run.state === 'done'
      ? t('fourProperty.verdictNone')
      : t(`fourProperty.state_${run.state}`);
  return (
    <div className="lt-page">
      <PageHeader
        title={scopeWords(run, t)}
        lead={
          <>
            <Status kind={kind}>{word}</Status> {phaseName(run.phase, locale)} {formatIsoDateTime(run.createdAt)}
          </>
        }
        actions={<Actions run={run} />}
      />
      {isWorking ? (
        <p className="lt-note lt-note-info" role="status">
          {t('fourProperty.working', { done: run.recordCount })}
        </p>
      ) : null}
      <FigureRow figures={figuresOf(run, t)} label={t('fourProperty.title')} />
      <Notes run={run} />
      <section className="lt-section" aria-labelledby="records">
        <div className="lt-section-head">
          <h2 id="records">{t('fourProperty.recordsTitle')}</h2>
        </div>
        <RecordTable run={run} records={records} only={only} />
      </section>
      <section className="lt-section" aria-labelledby="items">
        <div className="lt-section-head">
          <h2 id="items">{t('fourProperty.items')}</h2>
        </div>
        <ItemTable run={run} canDecide={canWrite && run.state === 'done'} />
      </section>
      <Opinions run={run} />
    </div>
  );
}
