import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useRevalidator, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { FactList } from '@/app/components/fact-list';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import { useToast } from '@/app/components/toast';
import { ContestDrawer } from '@/app/features/exam/contest-drawer';
import { Rounds } from '@/app/features/exam/contest-rounds';
import { EntryDrawer } from '@/app/features/exam/entry-drawer';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { downloadPath } from '@/app/lib/download';
import { formatNumber } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { ContestEntryView, ContestView } from '@/server/domain/exam/contest';
import { AWARDS, type Award } from '@/server/domain/exam/exam-vocabulary';

export const handle: ScreenHandle<{ contest: ContestView }> = {
  crumbs: ({ data, params }, t) => [
    { label: t('exam.contestsTitle'), to: `/w/${params.slug}/contests` },
    { label: data?.contest.title ?? '' },
  ],
};

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const { slug = '', contestId = '' } = params;
  const search = new URL(request.url).searchParams;
  const { contest, exam } = context.api.workspace(slug);
  const load = async () => ({
    contest: await contest.byId({ contestId }),
    entries: await contest.entries({ ...pageOfParams(search), contestId, q: search.get('q') || undefined }),
    rounds: await contest.rounds({ contestId }),
    exams: (await exam.list({ limit: 100 })).rows.map(({ id, title }) => ({ id, title })),
  });
  return loadOrThrow({ request, context }, load());
};

const columnsOf = (t: Translate): Column<ContestEntryView>[] => [
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
    key: 'award',
    title: t('exam.award'),
    render: (row) => (row.award ? t(`exam.award_${row.award}`) : '—'),
    width: '96px',
  },
  { key: 'note', title: t('exam.note'), render: (row) => row.note || '—', truncate: true },
];

/** 排名次: how many of each award. */
const RankDrawer = ({ contestId, onClose }: { contestId: string; onClose: () => void }) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  return (
    <FormDrawer<Record<Award, string | number>>
      open
      onClose={onClose}
      title={t('exam.rankContest')}
      initialValues={{ first: 1, second: 2, third: 3, merit: 5 }}
      onSubmit={async ({ first, second, third, merit }, idempotencyKey) => {
        const places = { first: Number(first), second: Number(second), third: Number(third), merit: Number(merit) };
        const counts = await client.contest.rank.mutate({ contestId, ...places }, { context: { idempotencyKey } });
        toast({ text: t('exam.ranked', counts) });
        revalidate();
      }}
    >
      <p className="lt-note">{t('exam.rankEffect')}</p>
      {AWARDS.map((award) => (
        <FormField key={award} name={award} label={t(`exam.award_${award}`)} required>
          <input className="lt-input" type="number" min={0} max={1000} inputMode="numeric" />
        </FormField>
      ))}
    </FormDrawer>
  );
};

const Facts = ({ contest }: { contest: ContestView }) => {
  const t = useText();
  const { slug } = useWorkspace().tenant;
  return (
    <FactList
      facts={[
        [t('exam.heldOn'), contest.heldOn],
        [t('exam.form'), t(`exam.form_${contest.form}`)],
        [t('exam.level'), t(`exam.level_${contest.level}`)],
        [t('exam.organiser'), contest.organiser],
        [
          t('exam.contestExam'),
          contest.examId ? (
            <Link key="exam" to={`/w/${slug}/exams/${contest.examId}`}>
              {contest.examTitle}
            </Link>
          ) : null,
        ],
        [t('exam.note'), contest.note],
      ]}
    />
  );
};

/** 一次竞赛: who entered, ranks and awards. */
export default function Contest() {
  const t = useText();
  const toast = useToast();
  const today = useToday();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const [params] = useSearchParams();
  const { slug } = useWorkspace().tenant;
  const { contest, entries, rounds, exams } = useLoaderData<typeof loader>();
  const [opened, setOpened] = useState<'change' | 'enter' | 'rank' | ContestEntryView | null>(null);
  const close = () => setOpened(null);
  const done = () => {
    toast({ text: t('exam.saved') });
    revalidate();
  };
  const entry = typeof opened === 'object' ? opened : null;
  return (
    <div className="lt-page">
      <PageHeader
        title={contest.title}
        actions={
          <>
            <a
              className="lt-btn"
              href={downloadPath(slug, 'contest.downloadEntries', { contestId: contest.id })}
              download
            >
              <Icon name="download" />
              <span>{t('exam.exportEntries')}</span>
            </a>
            <Button onClick={() => setOpened('change')}>{t('exam.changeContest')}</Button>
            {contest.examId ? <Button onClick={() => setOpened('rank')}>{t('exam.rankContest')}</Button> : null}
            <Button look="primary" icon="plus" onClick={() => setOpened('enter')}>
              {t('exam.enterEntry')}
            </Button>
          </>
        }
      />
      <Facts contest={contest} />
      {contest.examId ? null : <Rounds contest={contest} rounds={rounds} />}
      <section className="lt-section">
        <h2>{t('exam.entries')}</h2>
        <SearchBar placeholder={t('exam.searchEntries')} />
        <DataTable
          name="contest-entries"
          caption={t('exam.entries')}
          columns={columnsOf(t)}
          rows={entries.rows}
          page={entries.page}
          rowKey={(row) => row.id}
          rowLabel={(row) => row.entrantName}
          rowActions={(row) => (
            <Button look="text" aria-label={`${t('common.edit')} ${row.entrantName}`} onClick={() => setOpened(row)}>
              {t('common.edit')}
            </Button>
          )}
          filters={describeFilters(params, [])}
          empty={<Empty icon="users" title={t('exam.entriesEmpty')} text={t('exam.entriesEmptyText')} />}
        />
      </section>
      {opened === 'change' ? (
        <ContestDrawer
          exams={exams}
          organiser={contest.organiser}
          today={today}
          contest={contest}
          onClose={close}
          onSubmit={async (input) => {
            await client.contest.change.mutate({ ...input, contestId: contest.id, rowVersion: contest.rowVersion });
            done();
          }}
        />
      ) : null}
      {opened === 'rank' ? <RankDrawer contestId={contest.id} onClose={close} /> : null}
      {opened === 'enter' || entry ? (
        <EntryDrawer
          entry={entry ?? undefined}
          onClose={close}
          onSubmit={async (line, idempotencyKey) => {
            if (entry)
              await client.contest.changeEntry.mutate({ entryId: entry.id, rowVersion: entry.rowVersion, entry: line });
            else
              await client.contest.enter.mutate(
                { contestId: contest.id, entries: [line] },
                { context: { idempotencyKey } },
              );
            done();
          }}
        />
      ) : null}
    </div>
  );
}
