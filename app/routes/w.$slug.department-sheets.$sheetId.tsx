import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { FactList } from '@/app/components/fact-list';
import { PageHeader } from '@/app/components/page-header';
import { ReasonDrawer } from '@/app/components/reason-drawer';
import { Status } from '@/app/components/status';
import { useToast } from '@/app/components/toast';
import { percentText } from '@/app/features/assessment/assessment-labels';
import { DEPARTMENT_STATUS } from '@/app/features/department/department-labels';
import { EvidenceFiles, PointsForm, type SaidAnswer } from '@/app/features/department/points-form';
import { useText } from '@/app/i18n/use-text';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { useCan, useWorkspaceClient } from '@/app/lib/workspace';
import type { DepartmentAnswer, DepartmentSheetView } from '@/server/domain/assessment/department';

export const handle: ScreenHandle<DepartmentSheetView> = {
  crumbs: ({ data, params }, t) => [
    { label: t('department.mineTitle'), to: `/w/${params.slug}/department-sheets` },
    { label: data ? `${data.departmentName} ${data.title}` : '' },
  ],
};

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const { slug = '', sheetId = '' } = params;
  return loadOrThrow({ request, context }, context.api.workspace(slug).departmentAssessment.sheetById({ sheetId }));
};

/** What was given, for whoever may not change it any more. */
const Given = ({ sheet }: { sheet: DepartmentSheetView }) => {
  const t = useText();
  const pointsOf = (answers: readonly DepartmentAnswer[], code: string) => answers.find((one) => one.itemCode === code);
  return (
    <ol className="lt-probe-rows">
      {sheet.list.items.map((item, at) => {
        const self = pointsOf(sheet.selfAnswers, item.code);
        const review = pointsOf(sheet.reviewAnswers, item.code);
        return (
          <li key={item.code}>
            <span className="lt-strong">
              {at + 1}. {item.zh}
            </span>{' '}
            <span className="lt-3">{t('department.fullPoints', { n: item.score ?? 0 })}</span>{' '}
            {self?.points === undefined || self.points === null ? null : (
              <span className="lt-2">
                {t('department.selfSaid', { points: self.points })} {self.note}{' '}
              </span>
            )}
            {review?.points === undefined || review.points === null ? null : (
              <span>
                {t('department.reviewSaid', { points: review.points })} {review.note}
              </span>
            )}
            <EvidenceFiles sheet={sheet} itemCode={item.code} />
          </li>
        );
      })}
    </ol>
  );
};

/** One department's sheet: it scores itself, the archivist beside it. */
export default function DepartmentSheet() {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const sheet = useLoaderData<typeof loader>();
  const mayManage = useCan('filing.manage');
  const [returning, setReturning] = useState(false);
  const isOpen = sheet.roundState === 'open';
  const key = { sheetId: sheet.id, rowVersion: sheet.rowVersion };
  const saveSelf = async (answers: SaidAnswer[], _opinion: string, isDone: boolean) => {
    await client.departmentAssessment.saveSelf.mutate({ ...key, answers, isDone });
    toast({ text: t(isDone ? 'department.submitted' : 'department.saved') });
    revalidate();
  };
  const saveReview = async (answers: DepartmentAnswer[], opinion: string, isDone: boolean) => {
    await client.departmentAssessment.review.mutate({ ...key, answers, opinion, isDone });
    toast({ text: t(isDone ? 'department.finished' : 'department.saved') });
    revalidate();
  };
  const form = () => {
    if (isOpen && mayManage)
      return (
        <PointsForm
          key={sheet.rowVersion}
          sheet={sheet}
          initial={sheet.reviewAnswers}
          beside={{ answers: sheet.selfAnswers, word: 'department.selfSaid' }}
          withOpinion
          withFiles={false}
          doneLabel={t('department.finish')}
          onSave={saveReview}
        />
      );
    if (isOpen && sheet.state === 'open')
      return (
        <PointsForm
          key={sheet.rowVersion}
          sheet={sheet}
          initial={sheet.selfAnswers}
          beside={null}
          withOpinion={false}
          withFiles
          doneLabel={t('department.submit')}
          onSave={saveSelf}
        />
      );
    return <Given sheet={sheet} />;
  };
  return (
    <div className="lt-page lt-paper-page">
      <PageHeader
        title={sheet.departmentName}
        lead={
          <>
            <Status kind={DEPARTMENT_STATUS[sheet.state]}>{t(`department.state_${sheet.state}`)}</Status> {sheet.title}{' '}
            {sheet.words}
          </>
        }
        actions={
          mayManage && isOpen && sheet.state === 'submitted' ? (
            <Button onClick={() => setReturning(true)}>{t('department.return')}</Button>
          ) : null
        }
      />
      {sheet.returnReason ? (
        <p className="lt-note">{t('department.returnedFor', { reason: sheet.returnReason })}</p>
      ) : null}
      <FactList
        facts={[
          [t('department.dueOn'), sheet.dueOn],
          [
            t('department.filing', { year: String(sheet.year - 1) }),
            sheet.filing ? t('department.filingSaid', sheet.filing) : null,
          ],
          [t('department.selfPercent'), sheet.selfPercent === null ? null : percentText(sheet.selfPercent)],
          [t('department.submittedBy'), sheet.submittedByName],
          [t('department.got'), sheet.gotPoints === null ? null : String(sheet.gotPoints)],
          [t('department.grade'), sheet.gradeName],
          [t('department.rank'), sheet.rank === null ? null : String(sheet.rank)],
          [t('department.reviewedBy'), sheet.reviewedByName],
          [t('department.opinion'), sheet.state === 'reviewed' ? sheet.opinion : null],
        ]}
      />
      {form()}
      <ReasonDrawer
        open={returning}
        onClose={() => setReturning(false)}
        title={t('department.return')}
        effect={t('department.returnEffect')}
        label={t('department.returnReason')}
        act={t('department.return')}
        onSubmit={async (reason) => {
          await client.departmentAssessment.return.mutate({ ...key, reason });
          toast({ text: t('department.returned') });
          revalidate();
        }}
      />
    </div>
  );
}
