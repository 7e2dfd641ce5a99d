import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { FactList } from '@/app/components/fact-list';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { CloseRoundDrawer, ScoreDrawer } from '@/app/features/exam/round-drawers';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { formatNumber } from '@/app/lib/format';
import { loadOrThrow, notFound } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useWorkspace } from '@/app/lib/workspace';
import type { ContestView } from '@/server/domain/exam/contest';
import type { ContestRoundView, RoundResultView } from '@/server/domain/exam/contest-round';

export const handle: ScreenHandle<{ contest: ContestView; round: ContestRoundView }> = {
  crumbs: ({ data, params }, t) => [
    { label: t('exam.contestsTitle'), to: `/w/${params.slug}/contests` },
    { label: data?.contest.title ?? '', to: `/w/${params.slug}/contests/${params.contestId}` },
    { label: data?.round.title ?? '' },
  ],
};

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const { slug = '', contestId = '', roundId = '' } = params;
  const search = new URL(request.url).searchParams;
  const { contest } = context.api.workspace(slug);
  const load = async () => {
    const results = await contest.roundResults({ ...pageOfParams(search), roundId });
    const rounds = await contest.rounds({ contestId });
    return { contest: await contest.byId({ contestId }), rounds, results, cut: await contest.roundCut({ roundId }) };
  };
  const { rounds, ...loaded } = await loadOrThrow({ request, context }, load());
  const round = rounds.find((one) => one.id === roundId);
  if (!round) throw notFound(context.requestId);
  return { ...loaded, round };
};

const Outcome = ({ round, row }: { round: ContestRoundView; row: RoundResultView }) => {
  const t = useText();
  if (round.state === 'open') return '—';
  if (row.rank === null) return t('exam.outcome_absent');
  if (round.advances === null) return t('exam.outcome_final');
  return (
    <Status kind={row.advanced ? 'done' : 'none'}>{t(row.advanced ? 'exam.outcome_on' : 'exam.outcome_out')}</Status>
  );
};

const columnsOf = (t: Translate, round: ContestRoundView): Column<RoundResultView>[] => [
  { key: 'rank', title: t('exam.rank'), render: (row) => row.rank ?? '—', numeric: true, width: '72px' },
  { key: 'entrant', title: t('exam.entrant'), render: (row) => row.entrantName, onPhone: 'title', width: '160px' },
  { key: 'unit', title: t('exam.unit'), render: (row) => row.unitName, truncate: true },
  {
    key: 'score',
    title: t('exam.score'),
    render: (row) => (row.score === null ? '—' : formatNumber(row.score)),
    numeric: true,
    width: '88px',
  },
  {
    key: 'outcome',
    title: t('exam.roundOutcome'),
    render: (row) => <Outcome round={round} row={row} />,
    width: '128px',
  },
];

/** 一轮比赛: points, then ranks and who goes on. */
export default function ContestRound() {
  const t = useText();
  const { round, results, cut } = useLoaderData<typeof loader>();
  const { slug } = useWorkspace().tenant;
  const [layer, setLayer] = useState<'score' | 'close' | null>(null);
  const isOpen = round.state === 'open';
  return (
    <div className="lt-page">
      <PageHeader
        title={round.title}
        actions={
          <>
            <a className="lt-btn" href={downloadPath(slug, 'contest.downloadRound', { roundId: round.id })} download>
              <Icon name="download" />
              <span>{t('exam.exportRound')}</span>
            </a>
            {isOpen && round.scored > 0 ? (
              <Button onClick={() => setLayer('close')}>{t('exam.closeRound')}</Button>
            ) : null}
            {isOpen ? (
              <Button look="primary" icon="pen" onClick={() => setLayer('score')}>
                {t('exam.scoreRound')}
              </Button>
            ) : null}
          </>
        }
      />
      <FactList
        facts={[
          [t('exam.heldOn'), round.heldOn],
          [t('exam.roundState'), t(`exam.round_${round.state}`)],
          [t('exam.roundEntrants'), formatNumber(round.entrants)],
          [t('exam.roundScored'), formatNumber(round.scored)],
          [t('exam.roundAdvances'), round.advances === null ? t('exam.roundFinal') : formatNumber(round.advances)],
        ]}
      />
      <section className="lt-section">
        <h2>{t('exam.roundResults')}</h2>
        <DataTable
          name="round-results"
          caption={t('exam.roundResults')}
          columns={columnsOf(t, round)}
          rows={results.rows}
          page={results.page}
          rowKey={(row) => row.entryId}
          rowLabel={(row) => row.entrantName}
          empty={<Empty icon="users" title={t('exam.roundEmpty')} />}
        />
      </section>
      {layer === 'score' ? <ScoreDrawer roundId={round.id} rows={results.rows} onClose={() => setLayer(null)} /> : null}
      {layer === 'close' ? <CloseRoundDrawer round={round} cut={cut} onClose={() => setLayer(null)} /> : null}
    </div>
  );
}
