import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useText } from '@/app/i18n/use-text';
import type { ContestView, CreateContestInput } from '@/server/domain/exam/contest';
import {
  CONTEST_FORMS,
  CONTEST_LEVELS,
  type ContestForm,
  type ContestLevel,
} from '@/server/domain/exam/exam-vocabulary';

interface Values {
  title: string;
  form: ContestForm;
  level: ContestLevel;
  organiser: string;
  heldOn: string;
  examId?: string;
  note?: string;
}

interface ContestDrawerProps {
  exams: readonly { id: string; title: string }[];
  organiser: string;
  today: string;
  contest?: ContestView;
  onClose: () => void;
  onSubmit: (input: CreateContestInput, idempotencyKey: string) => Promise<void>;
}

/** 登记竞赛: held here or elsewhere; one that is an exam here takes its entries from the papers. */
export const ContestDrawer = ({ exams, organiser, today, contest, onClose, onSubmit }: ContestDrawerProps) => {
  const t = useText();
  const labels = {
    title: t('exam.contestTitle'),
    form: t('exam.form'),
    level: t('exam.level'),
    organiser: t('exam.organiser'),
    heldOn: t('exam.heldOn'),
    examId: t('exam.contestExam'),
    note: t('exam.note'),
  };
  const initial: Partial<Values> = contest
    ? {
        title: contest.title,
        form: contest.form,
        level: contest.level,
        organiser: contest.organiser,
        heldOn: contest.heldOn,
        examId: contest.examId ?? '',
        note: contest.note,
      }
    : { form: 'knowledge', level: 'district', organiser, heldOn: today };
  return (
    <FormDrawer<Values>
      open
      onClose={onClose}
      title={t(contest ? 'exam.changeContest' : 'exam.createContest')}
      fieldLabels={labels}
      initialValues={initial}
      onSubmit={({ examId, ...values }, key) => onSubmit({ ...values, note: values.note, examId: examId || null }, key)}
    >
      <FormField name="title" label={labels.title} required>
        <input className="lt-input" maxLength={120} />
      </FormField>
      <FormField name="form" label={labels.form} required>
        <select className="lt-select">
          {CONTEST_FORMS.map((form) => (
            <option key={form} value={form}>
              {t(`exam.form_${form}`)}
            </option>
          ))}
        </select>
      </FormField>
      <FormField name="level" label={labels.level} required>
        <select className="lt-select">
          {CONTEST_LEVELS.map((level) => (
            <option key={level} value={level}>
              {t(`exam.level_${level}`)}
            </option>
          ))}
        </select>
      </FormField>
      <FormField name="organiser" label={labels.organiser} required>
        <input className="lt-input" maxLength={80} />
      </FormField>
      <FormField name="heldOn" label={labels.heldOn} required>
        <input className="lt-input" type="date" />
      </FormField>
      <FormField name="examId" label={labels.examId} help={t('exam.contestExamHelp')}>
        <select className="lt-select">
          <option value="" />
          {exams.map((exam) => (
            <option key={exam.id} value={exam.id}>
              {exam.title}
            </option>
          ))}
        </select>
      </FormField>
      <FormField name="note" label={labels.note}>
        <textarea className="lt-input lt-textarea" rows={3} maxLength={1000} />
      </FormField>
    </FormDrawer>
  );
};
