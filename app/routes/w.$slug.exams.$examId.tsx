import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useSearchParams } from '@remix-run/react';
import { type Column, DataTable } from '@/app/components/data-table';
import { FactList } from '@/app/components/fact-list';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { ExamActions } from '@/app/features/exam/exam-actions';
import { PHASE_STATUS } from '@/app/features/exam/exam-words';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { formatIsoDateTime, formatNumber } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useWorkspace } from '@/app/lib/workspace';
import type { ExamView, ResultView } from '@/server/domain/exam/exam';

export const handle: ScreenHandle<{ exam: ExamView }> = {
  crumbs: ({ data, params }, t) => [
    { label: t('exam.examsTitle'), to: `/w/${params.slug}/exams` },
    { label: data?.exam.title ?? '' },
  ],
};

const PASSED = ['yes', 'no'] as const;

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const { slug = '', examId = '' } = params;
  const search = new URL(request.url).searchParams;
  const { exam } = context.api.workspace(slug);
  const passed = oneOf(PASSED, search.get('passed'));
  const load = async () => ({
    exam: await exam.byId({ examId }),
    results: await exam.results({
      ...pageOfParams(search),
      examId,
      q: search.get('q') || undefined,
      passed: passed && passed === 'yes',
    }),
  });
  return loadOrThrow({ request, context }, load());
};

const columnsOf = (t: Translate): Column<ResultView>[] => [
  { key: 'person', title: t('exam.person'), render: (row) => row.personName, width: '120px', onPhone: 'title' },
  { key: 'unit', title: t('exam.unit'), render: (row) => row.unitName, truncate: true },
  { key: 'score', title: t('exam.score'), render: (row) => formatNumber(row.score), numeric: true, width: '72px' },
  {
    key: 'passed',
    title: t('exam.result'),
    render: (row) => (
      <Status kind={row.isPassed ? 'done' : 'failed'}>{t(row.isPassed ? 'exam.passed' : 'exam.notPassed')}</Status>
    ),
    width: '104px',
  },
  { key: 'number', title: t('exam.attemptNumber'), render: (row) => row.number, numeric: true, width: '72px' },
  { key: 'at', title: t('exam.handedInAt'), render: (row) => formatIsoDateTime(row.handedInAt), width: '152px' },
  { key: 'by', title: t('exam.endedBy'), render: (row) => t(`exam.endedBy_${row.endedBy}`), width: '120px' },
];

const share = (part: number, whole: number): string => (whole === 0 ? '—' : `${Math.round((part * 100) / whole)}%`);

const Facts = ({ exam }: { exam: ExamView }) => {
  const t = useText();
  const { totals } = exam;
  return (
    <FactList
      facts={[
        [t('exam.opensAt'), formatIsoDateTime(exam.opensAt)],
        [t('exam.closesAt'), formatIsoDateTime(exam.closesAt)],
        [t('exam.minutes'), t('exam.minutesN', { n: exam.minutes })],
        [t('exam.attempts'), exam.attempts],
        [t('exam.paper'), exam.paperTitle],
        [t('exam.passPoints'), `${formatNumber(exam.passPoints)} / ${formatNumber(exam.totalPoints)}`],
        [t('exam.session'), exam.session?.title],
        [t('exam.handedInCount'), t('exam.peopleN', { n: totals.people, papers: totals.handedIn })],
        [t('exam.passedCount'), t('exam.passedN', { n: totals.passed, share: share(totals.passed, totals.people) })],
        [
          t('exam.average'),
          totals.average === null
            ? null
            : t('exam.averageN', { n: formatNumber(totals.average), best: formatNumber(totals.best ?? 0) }),
        ],
      ]}
    />
  );
};

/** 各单位: those without a paper stand at the foot. */
const Units = ({ exam }: { exam: ExamView }) => {
  const t = useText();
  if (exam.units.length === 0) return null;
  return (
    <section className="lt-section" aria-label={t('exam.byUnit')}>
      <h2>{t('exam.byUnit')}</h2>
      <ul>
        {exam.units.map((unit) => (
          <li key={unit.unitName}>
            {unit.unitName}
            {t('common.colon')}
            {unit.people === 0
              ? t('exam.unitNobody')
              : t('exam.unitLine', {
                  n: unit.people,
                  passed: unit.passed,
                  average: formatNumber(unit.average ?? 0),
                })}
          </li>
        ))}
      </ul>
    </section>
  );
};

/** 各题: the hardest first, what to teach again. */
const Questions = ({ exam }: { exam: ExamView }) => {
  const t = useText();
  const base = `/w/${useWorkspace().tenant.slug}/exam-questions`;
  if (exam.questions.length === 0) return null;
  return (
    <section className="lt-section" aria-label={t('exam.byQuestion')}>
      <h2>{t('exam.byQuestion')}</h2>
      <ol>
        {exam.questions.map((question) => (
          <li key={question.questionId}>
            <Link className="lt-in-text" to={`${base}/${question.questionId}`}>
              {question.said.stem}
            </Link>{' '}
            {t('exam.rightShare', {
              share: share(question.right, question.asked),
              right: question.right,
              asked: question.asked,
            })}
          </li>
        ))}
      </ol>
    </section>
  );
};

/** 一场考试: facts, results, units, questions. */
export default function Exam() {
  const t = useText();
  const { exam, results } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const filters: Filter[] = [
    {
      name: 'passed',
      label: t('exam.result'),
      options: [
        { value: 'yes', label: t('exam.passed') },
        { value: 'no', label: t('exam.notPassed') },
      ],
    },
  ];
  return (
    <div className="lt-page">
      <PageHeader
        title={exam.title}
        lead={<Status kind={PHASE_STATUS[exam.phase]}>{t(`exam.phase_${exam.phase}`)}</Status>}
        actions={<ExamActions exam={exam} />}
      />
      <Facts exam={exam} />
      <section className="lt-section">
        <h2>{t('exam.results')}</h2>
        <SearchBar placeholder={t('exam.searchResults')} filters={filters} />
        <DataTable
          name="exam-results"
          caption={t('exam.results')}
          columns={columnsOf(t)}
          rows={results.rows}
          page={results.page}
          rowKey={(row) => row.id}
          rowLabel={(row) => row.personName}
          filters={describeFilters(params, filters)}
          empty={<Empty icon="users" title={t('exam.resultsEmpty')} text={t('exam.resultsEmptyText')} />}
        />
      </section>
      <Units exam={exam} />
      <Questions exam={exam} />
    </div>
  );
}
