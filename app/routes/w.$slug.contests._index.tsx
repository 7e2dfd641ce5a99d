import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useNavigate, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import { useToast } from '@/app/components/toast';
import { ContestDrawer } from '@/app/features/exam/contest-drawer';
import { ExamTabs } from '@/app/features/exam/exam-tabs';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { downloadPath } from '@/app/lib/download';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf, recentYears, yearOfParam } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { ContestRowView } from '@/server/domain/exam/contest';
import { CONTEST_LEVELS } from '@/server/domain/exam/exam-vocabulary';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('exam.contestsTitle') }] };

const filterOf = (search: URLSearchParams) => ({
  q: search.get('q') || undefined,
  year: yearOfParam(search.get('year')),
  level: oneOf(CONTEST_LEVELS, search.get('level')),
});

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const search = new URL(request.url).searchParams;
  const { contest, exam } = context.api.workspace(params.slug ?? '');
  const load = async () => ({
    ...(await contest.list({ ...filterOf(search), ...pageOfParams(search) })),
    exams: (await exam.list({ limit: 100 })).rows.map(({ id, title }) => ({ id, title })),
  });
  return loadOrThrow({ request, context }, load());
};

const columnsOf = (t: Translate, base: string): Column<ContestRowView>[] => [
  { key: 'day', title: t('exam.heldOn'), render: (row) => row.heldOn, width: '112px' },
  {
    key: 'title',
    title: t('exam.contestTitle'),
    render: (row) => <Link to={`${base}/${row.id}`}>{row.title}</Link>,
    onPhone: 'title',
  },
  { key: 'form', title: t('exam.form'), render: (row) => t(`exam.form_${row.form}`), width: '104px' },
  { key: 'level', title: t('exam.level'), render: (row) => t(`exam.level_${row.level}`), width: '88px' },
  { key: 'organiser', title: t('exam.organiser'), render: (row) => row.organiser, truncate: true },
  { key: 'entries', title: t('exam.entryCount'), render: (row) => row.entryCount, numeric: true, width: '72px' },
  { key: 'awards', title: t('exam.awardCount'), render: (row) => row.awardCount, numeric: true, width: '72px' },
];

/** 竞赛台账. */
export default function Contests() {
  const t = useText();
  const today = useToday();
  const toast = useToast();
  const navigate = useNavigate();
  const client = useWorkspaceClient();
  const [params] = useSearchParams();
  const { rows, page, exams } = useLoaderData<typeof loader>();
  const { slug, name } = useWorkspace().tenant;
  const base = `/w/${slug}/contests`;
  const [making, setMaking] = useState(false);
  const filters: Filter[] = [
    {
      name: 'year',
      label: t('exam.year'),
      options: recentYears(today).map((year) => ({
        value: String(year),
        label: t('exam.yearN', { year: String(year) }),
      })),
    },
    {
      name: 'level',
      label: t('exam.level'),
      options: CONTEST_LEVELS.map((value) => ({ value, label: t(`exam.level_${value}`) })),
    },
  ];
  return (
    <div className="lt-page">
      <PageHeader
        title={t('exam.contestsTitle')}
        lead={t('exam.contestsLead')}
        actions={
          <>
            <a className="lt-btn" href={downloadPath(slug, 'contest.downloadContests', filterOf(params))} download>
              <Icon name="download" />
              <span>{t('exam.exportContests')}</span>
            </a>
            <Button look="primary" icon="plus" onClick={() => setMaking(true)}>
              {t('exam.createContest')}
            </Button>
          </>
        }
      />
      <ExamTabs />
      <SearchBar placeholder={t('exam.searchContests')} filters={filters} />
      <DataTable
        name="contests"
        caption={t('exam.contestsTitle')}
        columns={columnsOf(t, base)}
        rows={rows}
        page={page}
        rowKey={(row) => row.id}
        rowLabel={(row) => row.title}
        rowTo={(row) => `${base}/${row.id}`}
        filters={describeFilters(params, filters)}
        empty={<Empty icon="flag" title={t('exam.contestsEmpty')} text={t('exam.contestsEmptyText')} />}
      />
      {making ? (
        <ContestDrawer
          exams={exams}
          organiser={name}
          today={today}
          onClose={() => setMaking(false)}
          onSubmit={async (input, idempotencyKey) => {
            const { id } = await client.contest.create.mutate(input, { context: { idempotencyKey } });
            toast({ text: t('exam.saved') });
            navigate(`${base}/${id}`);
          }}
        />
      ) : null}
    </div>
  );
}
