import { useParams } from '@remix-run/react';
import { useCallback, useEffect, useState } from 'react';
import { Button } from '@/app/components/button';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { Status } from '@/app/components/status';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { useWorkspaceClient } from '@/app/lib/workspace';
import { addDays } from '@/server/domain/shared/working-days';
import type { LessonChoiceView, LessonView } from '@/server/domain/training/course';

const DAYS_TO_LEARN = 14;

/** One question for all demands of the page, asked again only after something was assigned. */
let asked: { inspectionId: string; rows: Promise<LessonView[]> } | null = null;

/** 指定学习 under one demand: what was sent, whether somebody has finished, and the way to send more. */
export const Lessons = ({ findingId, mayWrite }: { findingId: string; mayWrite: boolean }) => {
  const t = useText();
  const toast = useToast();
  const today = useToday();
  const client = useWorkspaceClient();
  const { inspectionId = '' } = useParams();
  const [lessons, setLessons] = useState<LessonView[]>([]);
  const [choices, setChoices] = useState<LessonChoiceView[] | null>(null);
  const read = useCallback(
    async (isFresh: boolean) => {
      if (isFresh || asked?.inspectionId !== inspectionId)
        asked = { inspectionId, rows: client.courses.lessons.query({ inspectionId }).catch(() => []) };
      setLessons((await asked.rows).filter((one) => one.findingId === findingId));
    },
    [client, inspectionId, findingId],
  );
  useEffect(() => void read(false), [read]);
  return (
    <>
      {lessons.length > 0 ? (
        <ul aria-label={t('course.lessons')}>
          {lessons.map((lesson) => (
            <li key={lesson.dispatchId} className="lt-row">
              <span className="lt-tag">{t('course.lessonTag')}</span>
              <span className="lt-grow">{lesson.title}</span>
              <Status kind={lesson.doneOn ? 'done' : lesson.isLate ? 'overdue' : 'live'}>
                {lesson.doneOn
                  ? t('course.lessonDone', { date: lesson.doneOn, n: lesson.finished })
                  : t('course.lessonOpen', { date: lesson.dueOn ?? '—' })}
              </Status>
            </li>
          ))}
        </ul>
      ) : null}
      {mayWrite ? (
        <Button
          look="text"
          onClick={() => void client.courses.lessonChoices.query().then(setChoices, () => setChoices([]))}
        >
          {t('course.assign')}
        </Button>
      ) : null}
      {choices ? (
        <FormDrawer<{ materialId: string; dueOn: string }>
          open
          onClose={() => setChoices(null)}
          title={t('course.assignTitle')}
          submitLabel={t('course.assign')}
          initialValues={{ materialId: choices[0]?.materialId ?? '', dueOn: addDays(today, DAYS_TO_LEARN) }}
          fieldLabels={{ materialId: t('course.assignMaterial'), dueOn: t('course.assignDueOn') }}
          onSubmit={async (values, idempotencyKey) => {
            const input = { findingId, ...values };
            await client.courses.assignLesson.mutate(input, { context: { idempotencyKey } });
            toast({ text: t('course.assigned') });
            await read(true);
          }}
        >
          <p className="lt-2">{t(choices.length > 0 ? 'course.assignEffect' : 'course.assignNone')}</p>
          <FormField name="materialId" label={t('course.assignMaterial')} required>
            <select className="lt-select">
              {choices.map((choice) => (
                <option key={choice.materialId} value={choice.materialId}>
                  {choice.title}（{choice.courseTitle}）
                </option>
              ))}
            </select>
          </FormField>
          <FormField name="dueOn" label={t('course.assignDueOn')} required>
            <input className="lt-input" type="date" />
          </FormField>
        </FormDrawer>
      ) : null}
    </>
  );
};
