import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useNavigate, useRevalidator, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { useToast } from '@/app/components/toast';
import { ExamTabs } from '@/app/features/exam/exam-tabs';
import { ImportQuestions } from '@/app/features/exam/import-questions';
import { QuestionDrawer } from '@/app/features/exam/question-drawer';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import { BANK_STATES, DIFFICULTIES, QUESTION_KINDS } from '@/server/domain/exam/exam-vocabulary';
import type { QuestionView } from '@/server/domain/exam/question';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('exam.bankTitle') }] };

const filterOf = (search: URLSearchParams) => ({
  q: search.get('q') || undefined,
  topic: search.get('topic') || undefined,
  kind: oneOf(QUESTION_KINDS, search.get('kind')),
  difficulty: oneOf(DIFFICULTIES, search.get('difficulty')),
  state: oneOf(BANK_STATES, search.get('state')),
});

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const search = new URL(request.url).searchParams;
  const { exam } = context.api.workspace(params.slug ?? '');
  const load = async () => ({
    ...(await exam.questions({ ...filterOf(search), ...pageOfParams(search) })),
    topics: [...new Set((await exam.topics()).map((one) => one.topic))],
  });
  return loadOrThrow({ request, context }, load());
};

const columnsOf = (t: Translate, base: string): Column<QuestionView>[] => [
  {
    key: 'stem',
    title: t('exam.stem'),
    render: (row) => <Link to={`${base}/${row.id}`}>{row.said.stem}</Link>,
    truncate: true,
    onPhone: 'title',
  },
  { key: 'kind', title: t('exam.kind'), render: (row) => t(`exam.kind_${row.said.kind}`), width: '96px' },
  { key: 'topic', title: t('exam.topic'), render: (row) => row.said.topic, width: '136px' },
  {
    key: 'difficulty',
    title: t('exam.difficulty'),
    render: (row) => t(`exam.difficulty_${row.said.difficulty}`),
    width: '72px',
  },
  {
    key: 'source',
    title: t('exam.source'),
    render: (row) => row.said.source || '—',
    truncate: true,
    hiddenAtFirst: true,
  },
  { key: 'used', title: t('exam.usedIn'), render: (row) => row.usedIn, numeric: true, width: '96px' },
  { key: 'by', title: t('exam.enteredBy'), render: (row) => row.createdByName, width: '96px', hiddenAtFirst: true },
  {
    key: 'state',
    title: t('exam.state'),
    render: (row) => <Status kind={row.state === 'current' ? 'done' : 'none'}>{t(`exam.state_${row.state}`)}</Status>,
    width: '96px',
  },
];

const filtersOf = (t: Translate, topics: readonly string[]): Filter[] => [
  {
    name: 'kind',
    label: t('exam.kind'),
    options: QUESTION_KINDS.map((value) => ({ value, label: t(`exam.kind_${value}`) })),
  },
  { name: 'topic', label: t('exam.topic'), options: topics.map((value) => ({ value, label: value })) },
  {
    name: 'difficulty',
    label: t('exam.difficulty'),
    options: DIFFICULTIES.map((value) => ({ value, label: t(`exam.difficulty_${value}`) })),
  },
  {
    name: 'state',
    label: t('exam.state'),
    options: BANK_STATES.map((value) => ({ value, label: t(`exam.state_${value}`) })),
  },
];

/** 题库. */
export default function QuestionBank() {
  const t = useText();
  const toast = useToast();
  const navigate = useNavigate();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const [params] = useSearchParams();
  const { rows, page, topics } = useLoaderData<typeof loader>();
  const { slug } = useWorkspace().tenant;
  const base = `/w/${slug}/exam-questions`;
  const [opened, setOpened] = useState<'form' | 'import' | null>(null);
  const filters = filtersOf(t, topics);
  return (
    <div className="lt-page">
      <PageHeader
        title={t('exam.bankTitle')}
        lead={t('exam.bankLead')}
        actions={
          <>
            <a className="lt-btn" href={downloadPath(slug, 'exam.downloadTemplate', {})} download>
              <Icon name="file" />
              <span>{t('exam.template')}</span>
            </a>
            <a className="lt-btn" href={downloadPath(slug, 'exam.downloadQuestions', filterOf(params))} download>
              <Icon name="download" />
              <span>{t('exam.exportBank')}</span>
            </a>
            <Button icon="upload" onClick={() => setOpened(opened === 'import' ? null : 'import')}>
              {t('exam.importTitle')}
            </Button>
            <Button look="primary" icon="plus" onClick={() => setOpened('form')}>
              {t('exam.createQuestion')}
            </Button>
          </>
        }
      />
      <ExamTabs />
      {opened === 'import' ? (
        <ImportQuestions
          onDone={(counts) => {
            setOpened(null);
            toast({ text: t('exam.importDone', counts) });
            revalidate();
          }}
        />
      ) : null}
      <SearchBar placeholder={t('exam.searchBank')} filters={filters} />
      <DataTable
        name="exam-questions"
        caption={t('exam.bankTitle')}
        columns={columnsOf(t, base)}
        rows={rows}
        page={page}
        rowKey={(row) => row.id}
        rowLabel={(row) => row.said.stem}
        rowTo={(row) => `${base}/${row.id}`}
        filters={describeFilters(params, filters)}
        empty={<Empty icon="list" title={t('exam.bankEmpty')} text={t('exam.bankEmptyText')} />}
      />
      {opened === 'form' ? (
        <QuestionDrawer
          topics={topics}
          onClose={() => setOpened(null)}
          onSubmit={async (said, _reason, idempotencyKey) => {
            const { id, twins } = await client.exam.createQuestion.mutate({ said }, { context: { idempotencyKey } });
            toast({ text: twins > 0 ? t('exam.createdTwin', { n: twins }) : t('exam.createdQuestion') });
            if (twins > 0) navigate(`${base}/${id}`);
            else revalidate();
          }}
        />
      ) : null}
    </div>
  );
}
