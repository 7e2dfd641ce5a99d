import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useNavigate, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { ExamTabs } from '@/app/features/exam/exam-tabs';
import { PHASE_STATUS } from '@/app/features/exam/exam-words';
import { PublishDrawer } from '@/app/features/exam/publish-drawer';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { formatIsoDateTime, formatNumber } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useNewAsked } from '@/app/lib/use-new-asked';
import { useWorkspace } from '@/app/lib/workspace';
import type { ExamRowView } from '@/server/domain/exam/exam';
import { EXAM_PURPOSES } from '@/server/domain/exam/exam-vocabulary';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('exam.examsTitle') }] };

const CHOICES = 100;

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const search = new URL(request.url).searchParams;
  const { exam, training } = context.api.workspace(params.slug ?? '');
  const load = async () => ({
    ...(await exam.list({
      ...pageOfParams(search),
      q: search.get('q') || undefined,
      purpose: oneOf(EXAM_PURPOSES, search.get('purpose')),
    })),
    papers: (await exam.papers({ state: 'current', limit: CHOICES })).rows,
    units: await exam.units(),
    sessions: (await training.sessions({ limit: CHOICES })).rows
      .filter((session) => session.attendanceCount > 0)
      .map(({ id, title, heldOn }) => ({ id, title, heldOn })),
  });
  return loadOrThrow({ request, context }, load());
};

const columnsOf = (t: Translate, base: string): Column<ExamRowView>[] => [
  {
    key: 'title',
    title: t('exam.title'),
    render: (exam) => <Link to={`${base}/${exam.id}`}>{exam.title}</Link>,
    onPhone: 'title',
  },
  { key: 'purpose', title: t('exam.purpose'), render: (exam) => t(`exam.purpose_${exam.purpose}`), width: '96px' },
  { key: 'opens', title: t('exam.opensAt'), render: (exam) => formatIsoDateTime(exam.opensAt), width: '152px' },
  { key: 'closes', title: t('exam.closesAt'), render: (exam) => formatIsoDateTime(exam.closesAt), width: '152px' },
  { key: 'minutes', title: t('exam.minutesShort'), render: (exam) => exam.minutes, numeric: true, width: '104px' },
  {
    key: 'count',
    title: t('exam.questionCount'),
    render: (exam) => exam.questionCount,
    numeric: true,
    width: '72px',
    hiddenAtFirst: true,
  },
  {
    key: 'pass',
    title: t('exam.passPoints'),
    render: (exam) => `${formatNumber(exam.passPoints)} / ${formatNumber(exam.totalPoints)}`,
    numeric: true,
    width: '104px',
  },
  { key: 'units', title: t('exam.unitCount'), render: (exam) => exam.unitCount, numeric: true, width: '72px' },
  {
    key: 'phase',
    title: t('exam.phase'),
    render: (exam) => <Status kind={PHASE_STATUS[exam.phase]}>{t(`exam.phase_${exam.phase}`)}</Status>,
    width: '104px',
  },
];

/** 考试. */
export default function Exams() {
  const t = useText();
  const today = useToday();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const { rows, page, papers, units, sessions } = useLoaderData<typeof loader>();
  const base = `/w/${useWorkspace().tenant.slug}/exams`;
  const [publishing, setPublishing] = useState(false);
  useNewAsked(true, () => setPublishing(true));
  const filters: Filter[] = [
    {
      name: 'purpose',
      label: t('exam.purpose'),
      options: EXAM_PURPOSES.map((value) => ({ value, label: t(`exam.purpose_${value}`) })),
    },
  ];
  return (
    <div className="lt-page">
      <PageHeader
        title={t('exam.examsTitle')}
        lead={t('exam.examsLead')}
        actions={
          <Button look="primary" icon="plus" onClick={() => setPublishing(true)}>
            {t('exam.publish')}
          </Button>
        }
      />
      <ExamTabs />
      <SearchBar placeholder={t('exam.searchExams')} filters={filters} />
      <DataTable
        name="exams"
        caption={t('exam.examsTitle')}
        columns={columnsOf(t, base)}
        rows={rows}
        page={page}
        rowKey={(exam) => exam.id}
        rowLabel={(exam) => exam.title}
        rowTo={(exam) => `${base}/${exam.id}`}
        filters={describeFilters(params, filters)}
        empty={<Empty icon="cap" title={t('exam.examsEmpty')} text={t('exam.examsEmptyText')} />}
      />
      {publishing ? (
        <PublishDrawer
          papers={papers}
          sessions={sessions}
          units={units}
          today={today}
          onClose={() => setPublishing(false)}
          onDone={(id) => navigate(`${base}/${id}`)}
        />
      ) : null}
    </div>
  );
}
