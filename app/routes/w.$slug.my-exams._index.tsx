import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { type Column, DataTable } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { ExamTabs } from '@/app/features/exam/exam-tabs';
import { PHASE_STATUS } from '@/app/features/exam/exam-words';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { formatIsoDateTime, formatNumber } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useWorkspace } from '@/app/lib/workspace';
import type { MyExamView } from '@/server/domain/exam/sitting';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('exam.mineTitle') }] };

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const search = new URL(request.url).searchParams;
  const { sitting } = context.api.workspace(params.slug ?? '');
  return loadOrThrow({ request, context }, sitting.mine(pageOfParams(search)));
};

/** The best paper that was handed in. */
const bestOf = ({ mine }: MyExamView) =>
  mine.flatMap(({ outcome }) => (outcome ? [outcome] : [])).sort((a, b) => b.score - a.score)[0];

const MyState = ({ exam, t }: { exam: MyExamView; t: Translate }) => {
  const best = bestOf(exam);
  if (exam.mine.some(({ outcome }) => outcome === null)) return <Status kind="live">{t('exam.mine_writing')}</Status>;
  if (best)
    return (
      <Status kind={best.isPassed ? 'done' : 'failed'}>
        {t(best.isPassed ? 'exam.passed' : 'exam.notPassed')} {formatNumber(best.score)}
      </Status>
    );
  return <Status kind="none">{t('exam.mine_none')}</Status>;
};

const columnsOf = (t: Translate, base: string): Column<MyExamView>[] => [
  {
    key: 'title',
    title: t('exam.title'),
    render: (exam) => <Link to={`${base}/${exam.id}`}>{exam.title}</Link>,
    onPhone: 'title',
  },
  { key: 'owner', title: t('exam.owner'), render: (exam) => exam.ownerName, truncate: true },
  { key: 'opens', title: t('exam.opensAt'), render: (exam) => formatIsoDateTime(exam.opensAt), width: '152px' },
  { key: 'closes', title: t('exam.closesAt'), render: (exam) => formatIsoDateTime(exam.closesAt), width: '152px' },
  {
    key: 'phase',
    title: t('exam.phase'),
    render: (exam) => <Status kind={PHASE_STATUS[exam.phase]}>{t(`exam.phase_${exam.phase}`)}</Status>,
    width: '104px',
  },
  { key: 'mine', title: t('exam.mineState'), render: (exam) => <MyState exam={exam} t={t} />, width: '136px' },
];

/** 我的考试. */
export default function MyExams() {
  const t = useText();
  const { rows, page } = useLoaderData<typeof loader>();
  const base = `/w/${useWorkspace().tenant.slug}/my-exams`;
  return (
    <div className="lt-page">
      <PageHeader title={t('exam.mineTitle')} lead={t('exam.mineLead')} />
      <ExamTabs />
      <DataTable
        name="my-exams"
        caption={t('exam.mineTitle')}
        columns={columnsOf(t, base)}
        rows={rows}
        page={page}
        rowKey={(exam) => exam.id}
        rowLabel={(exam) => exam.title}
        rowTo={(exam) => `${base}/${exam.id}`}
        empty={<Empty icon="cap" title={t('exam.mineEmpty')} text={t('exam.mineEmptyText')} />}
      />
    </div>
  );
}
