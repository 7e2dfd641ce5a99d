import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useNavigate, useRevalidator, useSearchParams } from '@remix-run/react';
import { useEffect, useState } from 'react';
import { Button } from '@/app/components/button';
import { DataTable } from '@/app/components/data-table';
import { FigureRow } from '@/app/components/figure-row';
import { PageHeader } from '@/app/components/page-header';
import { ReasonDrawer } from '@/app/components/reason-drawer';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { useToast } from '@/app/components/toast';
import { checkColumns } from '@/app/features/archive/check-columns';
import { CheckExport } from '@/app/features/archive/check-export';
import { CHECK_STATUS, scopeName } from '@/app/features/archive/check-labels';
import { CheckRuleList } from '@/app/features/archive/check-rule-list';
import type { Translate } from '@/app/i18n/messages';
import { useLocale, useText } from '@/app/i18n/use-text';
import { formatIsoDateTime, formatNumber } from '@/app/lib/format';
import { loadOrThrow, notFound } from '@/app/lib/load.server';
import { oneOf } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useAct } from '@/app/lib/use-act';
import { useCan, useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import { CHECK_RULE_CODES } from '@/server/domain/archive/check-rules';
import type { CheckResultView, CheckRunDetailView } from '@/server/domain/archive/check-run';

export const handle: ScreenHandle<{ run: CheckRunDetailView }> = {
  crumbs: ({ data, params }, t) => [
    { label: t('archive.title'), to: `/w/${params.slug}/archives` },
    { label: t('check.title'), to: `/w/${params.slug}/checks` },
    { label: data ? scopeName(data.run.scope, t) : '' },
  ],
};

const UUID = /^[0-9a-f-]{36}$/i;
const ASK_MS = 1_500;

const filtersOf = (search: URLSearchParams, runId: string) => ({
  runId,
  ruleCode: oneOf(CHECK_RULE_CODES, search.get('rule')),
  severity: oneOf(['error', 'warning'] as const, search.get('severity')),
  status: oneOf(['open', 'explained', 'all'] as const, search.get('status')) ?? ('open' as const),
  comparison: oneOf(['new', 'still', 'gone'] as const, search.get('compare')),
});

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const asked = { request, context };
  const runId = params.runId ?? '';
  if (!UUID.test(runId)) {
    throw notFound(context.requestId);
  }
  const search = new URL(request.url).searchParams;
  const api = context.api.workspace(params.slug ?? '').archive;
  const run = await loadOrThrow(asked, api.checkById({ runId }));
  const results = await loadOrThrow(asked, api.checkResults({ ...filtersOf(search, runId), ...pageOfParams(search) }));
  return { run, results };
};

/** Asks again while a worker is at it; the page can be left and come back to at any time. */
const useFollowedRun = (run: CheckRunDetailView): void => {
  const { revalidate, state } = useRevalidator();
  const working = run.state === 'owed' || run.state === 'running';
  useEffect(() => {
    if (!working || state !== 'idle') {
      return;
    }
    const timer = setTimeout(() => revalidate(), ASK_MS);
    return () => clearTimeout(timer);
  }, [working, state, revalidate]);
};

const choicesOf = (t: Translate): Filter[] => [
  {
    name: 'severity',
    label: t('check.severity'),
    options: (['error', 'warning'] as const).map((value) => ({ value, label: t(`check.severity_${value}`) })),
  },
  {
    name: 'status',
    label: t('check.status'),
    options: (['open', 'explained', 'all'] as const).map((value) => ({ value, label: t(`check.status_${value}`) })),
  },
  {
    name: 'compare',
    label: t('check.comparison'),
    options: (['new', 'still', 'gone'] as const).map((value) => ({ value, label: t(`check.comparison_${value}`) })),
  },
];

const Working = ({ run }: { run: CheckRunDetailView }) => {
  const t = useText();
  const { progress } = run;
  if (run.state === 'failed') {
    return (
      <p className="lt-note lt-note-failed" role="alert">
        {t('check.failedNote')}
      </p>
    );
  }
  if (run.state === 'done' || !progress?.total) {
    return null;
  }
  const share = Math.min(100, Math.round((progress.done / progress.total) * 100));
  return (
    <div className="lt-note" role="status">
      <span>{t('check.progress', { done: progress.done, total: progress.total })}</span>
      <span
        className="lt-bar"
        role="progressbar"
        aria-valuenow={share}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-label={t('check.state_running')}
      >
        <i style={{ width: `${share}%` }} />
      </span>
    </div>
  );
};

const Figures = ({ run }: { run: CheckRunDetailView }) => {
  const t = useText();
  const figure = (key: string, label: string, value: number | null) => ({
    key,
    label,
    value: value === null ? '—' : formatNumber(value),
  });
  return (
    <FigureRow
      label={t('check.title')}
      figures={[
        figure('items', t('check.runItems'), run.itemCount),
        figure('errors', t('check.runErrors'), run.errorCount),
        figure('warnings', t('check.runWarnings'), run.warningCount),
        figure('new', t('check.comparison_new'), run.newCount),
        figure('still', t('check.comparison_still'), run.stillCount),
        figure('gone', t('check.comparison_gone'), run.goneCount),
      ]}
    />
  );
};

const Withdraw = ({ row }: { row: CheckResultView }) => {
  const t = useText();
  const client = useWorkspaceClient();
  const { act, busy } = useAct();
  const id = row.explanation?.id;
  return id ? (
    <Button
      look="text"
      busy={busy}
      onClick={() => void act(() => client.archive.withdrawExplanation.mutate({ id }), { done: t('check.withdrawn') })}
    >
      {t('check.withdraw')}
    </Button>
  ) : null;
};

/** Starts the same check once more. */
const Again = ({ run }: { run: CheckRunDetailView }) => {
  const t = useText();
  const navigate = useNavigate();
  const client = useWorkspaceClient();
  const { slug } = useWorkspace().tenant;
  const { act, busy } = useAct();
  const { scope } = run;
  if (scope.kind === 'selection' || (run.state !== 'done' && run.state !== 'failed')) {
    return null;
  }
  const rules = run.rules.flatMap((rule) => oneOf(CHECK_RULE_CODES, rule.code) ?? []);
  return (
    <Button
      icon="refresh"
      busy={busy}
      onClick={() =>
        void act(async () => {
          const { runId } = await client.archive.startCheck.mutate({ scope, rules });
          navigate(`/w/${slug}/checks/${runId}`);
        })
      }
    >
      {t('check.again')}
    </Button>
  );
};

export default function Check() {
  const t = useText();
  const locale = useLocale();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const { run, results } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const [explaining, setExplaining] = useState<string[]>([]);
  const { slug } = useWorkspace().tenant;
  const canWrite = useCan('archive.write');
  useFollowedRun(run);
  const choices = choicesOf(t);
  const asked = filtersOf(params, run.id);
  return (
    <div className="lt-page">
      <PageHeader
        title={scopeName(run.scope, t)}
        lead={
          <>
            <Status kind={CHECK_STATUS[run.state]}>{t(`check.state_${run.state}`)}</Status>{' '}
            {formatIsoDateTime(run.createdAt)} {run.askedByName}
          </>
        }
        actions={canWrite ? <Again run={run} /> : null}
      />
      <Working run={run} />
      {run.state === 'done' ? (
        <>
          <Figures run={run} />
          <div className="lt-search-layout">
            <CheckRuleList run={run} />
            <DataTable
              lead={<SearchBar placeholder="" withText={false} filters={choices} keep={['rule']} />}
              name="check-results"
              caption={t('check.resultsCaption')}
              columns={checkColumns(t, locale, `/w/${slug}/archives`)}
              rows={results.rows}
              page={results.page}
              rowKey={(row) => row.id}
              rowLabel={(row) => row.subject}
              filters={describeFilters(params, choices)}
              clearTo={`/w/${slug}/checks/${run.id}`}
              tools={<CheckExport key={params.toString()} asked={asked} />}
              rowActions={canWrite ? (row) => <Withdraw row={row} /> : undefined}
              bulkActions={
                canWrite && asked.comparison !== 'gone'
                  ? (selection) =>
                      selection.kind === 'rows' ? (
                        <Button icon="pen" onClick={() => setExplaining(selection.keys)}>
                          {t('check.explain')}
                        </Button>
                      ) : null
                  : undefined
              }
              empty={<Empty icon="check" title={t('check.resultsNone')} text={t('check.resultsNoneText')} />}
            />
          </div>
        </>
      ) : null}
      <ReasonDrawer
        open={explaining.length > 0}
        onClose={() => setExplaining([])}
        title={t('check.explainTitle')}
        effect={t('check.explainEffect')}
        label={t('check.explainReason')}
        act={t('check.explainAct')}
        onSubmit={async (reason, idempotencyKey) => {
          const { explained } = await client.archive.explainCheck.mutate(
            { runId: run.id, resultIds: explaining, reason },
            { context: { idempotencyKey } },
          );
          toast({ text: t('check.explained', { n: explained }) });
          revalidate();
        }}
      />
    </div>
  );
}
