import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useNavigate } from '@remix-run/react';
import { Button } from '@/app/components/button';
import { CallFailureNote } from '@/app/components/call-failure-note';
import { FactList } from '@/app/components/fact-list';
import { useSubmission } from '@/app/components/form-drawer';
import { PageHeader } from '@/app/components/page-header';
import { Status } from '@/app/components/status';
import { PHASE_STATUS } from '@/app/features/exam/exam-words';
import { useText } from '@/app/i18n/use-text';
import { formatIsoDateTime, formatNumber } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { MyExamView } from '@/server/domain/exam/sitting';

export const handle: ScreenHandle<MyExamView> = {
  crumbs: ({ data, params }, t) => [
    { label: t('exam.mineTitle'), to: `/w/${params.slug}/my-exams` },
    { label: data?.title ?? '' },
  ],
};

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const { slug = '', examId = '' } = params;
  return loadOrThrow({ request, context }, context.api.workspace(slug).sitting.exam({ examId }));
};

/** What was handed in so far, and a paper that is open. */
const Papers = ({ exam, base }: { exam: MyExamView; base: string }) => {
  const t = useText();
  if (exam.mine.length === 0) return null;
  return (
    <section className="lt-section">
      <h2>{t('exam.myPapers')}</h2>
      <ul>
        {exam.mine.map(({ id, number, outcome, endsAt }) => (
          <li key={id}>
            <Link className="lt-in-text" to={`${base}/sitting/${id}`} reloadDocument>
              {t('exam.attemptN', { n: number })}
            </Link>{' '}
            {outcome ? (
              <>
                {t('exam.scoreOf', { n: formatNumber(outcome.score), total: formatNumber(outcome.totalPoints) })}{' '}
                <Status kind={outcome.isPassed ? 'done' : 'failed'}>
                  {t(outcome.isPassed ? 'exam.passed' : 'exam.notPassed')}
                </Status>
              </>
            ) : (
              t('exam.paperUntil', { time: formatIsoDateTime(endsAt) })
            )}
          </li>
        ))}
      </ul>
    </section>
  );
};

/** 考试: what it is, how long, and the one button. */
export default function MyExam() {
  const t = useText();
  const exam = useLoaderData<typeof loader>();
  const client = useWorkspaceClient();
  const navigate = useNavigate();
  const base = `/w/${useWorkspace().tenant.slug}`;
  const { busy, failure, submit } = useSubmission();
  const open = exam.mine.find(({ outcome }) => outcome === null);
  const start = () =>
    void submit(async (idempotencyKey) => {
      const { attemptId } = await client.sitting.start.mutate({ examId: exam.id }, { context: { idempotencyKey } });
      navigate(`${base}/sitting/${attemptId}`);
    });
  return (
    <div className="lt-page">
      <PageHeader
        title={exam.title}
        lead={<Status kind={PHASE_STATUS[exam.phase]}>{t(`exam.phase_${exam.phase}`)}</Status>}
      />
      <FactList
        facts={[
          [t('exam.owner'), exam.ownerName],
          [t('exam.opensAt'), formatIsoDateTime(exam.opensAt)],
          [t('exam.closesAt'), formatIsoDateTime(exam.closesAt)],
          [t('exam.minutes'), t('exam.minutesN', { n: exam.minutes })],
          [t('exam.questionCount'), t('exam.questionsN', { n: exam.questionCount })],
          [t('exam.totalPoints'), t('exam.points', { n: formatNumber(exam.totalPoints) })],
          [t('exam.passPoints'), t('exam.points', { n: formatNumber(exam.passPoints) })],
          [
            t('exam.attempts'),
            t('exam.attemptsLeft', { n: Math.max(0, exam.attempts - exam.mine.length), total: exam.attempts }),
          ],
        ]}
      />
      {failure ? <CallFailureNote failure={failure} /> : null}
      {exam.canSit ? (
        <>
          <p className="lt-note">{t(open ? 'exam.resumeText' : 'exam.startText', { n: exam.minutes })}</p>
          <Button look="primary" icon="pen" busy={busy} onClick={start}>
            {t(open ? 'exam.resume' : 'exam.start')}
          </Button>
        </>
      ) : (
        <p className="lt-note">{t(exam.phase === 'running' ? 'exam.noAttemptLeft' : `exam.wait_${exam.phase}`)}</p>
      )}
      <Papers exam={exam} base={base} />
    </div>
  );
}
