import { useRevalidator } from '@remix-run/react';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { PhotoInput } from '@/app/components/photo-input';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import type { UploadedFile } from '@/app/lib/upload';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { QuestionView } from '@/server/domain/guidance/guidance-question';
import { QUESTION_SUBJECTS, type QuestionSubject } from '@/server/domain/guidance/guidance-vocabulary';
import { QUESTION_FILES } from './ask-drawer';

const MOST_FILES = 9;
const idsOf = (files: readonly UploadedFile[] | undefined): string[] => (files ?? []).map((file) => file.id);

interface DrawerProps {
  question: QuestionView;
  onClose: () => void;
}

const Files = () => {
  const t = useText();
  const { slug } = useWorkspace().tenant;
  return (
    <FormField name="files" label={t('guidance.files')} group>
      <PhotoInput slug={slug} label={t('guidance.files')} most={MOST_FILES} accept={QUESTION_FILES} />
    </FormField>
  );
};

/** 答复, and 追问: what is said next in the thread. */
export const SayDrawer = ({ question, onClose }: DrawerProps) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const isOffice = question.side === 'received';
  const title = t(isOffice ? 'guidance.answer' : 'guidance.askAgain');
  const say = async (values: { words: string; files?: UploadedFile[] }, idempotencyKey: string) => {
    const input = { questionId: question.id, words: values.words, fileObjectIds: idsOf(values.files) };
    const context = { context: { idempotencyKey } };
    if (isOffice) {
      const { replyNumber } = await client.guidanceDesk.answer.mutate(input, context);
      toast({ text: t('guidance.answered', { number: replyNumber }) });
    } else {
      await client.guidanceDesk.askAgain.mutate(input, context);
      toast({ text: t('guidance.asked') });
    }
    revalidate();
  };
  return (
    <FormDrawer<{ words: string; files?: UploadedFile[] }>
      open
      onClose={onClose}
      title={title}
      submitLabel={title}
      fieldLabels={{ words: t('guidance.words') }}
      initialValues={{ files: [] }}
      width={560}
      onSubmit={say}
    >
      {isOffice ? <p className="lt-note">{t('guidance.answerEffect')}</p> : null}
      <FormField name="words" label={t('guidance.words')} required>
        <textarea className="lt-input lt-textarea" rows={10} maxLength={isOffice ? 8000 : 2000} />
      </FormField>
      <Files />
    </FormDrawer>
  );
};

interface EntryValues {
  about: QuestionSubject;
  title: string;
  question: string;
  answer: string;
}
interface EntryDrawerProps {
  title: string;
  effect: string;
  initial: Partial<EntryValues>;
  onClose: () => void;
  onSubmit: (values: EntryValues, idempotencyKey: string) => Promise<void>;
}

/** An entry of the knowledge base, in words for all units. */
export const EntryDrawer = ({ title, effect, initial, onClose, onSubmit }: EntryDrawerProps) => {
  const t = useText();
  const labels = {
    title: t('guidance.entryTitle'),
    question: t('guidance.entryQuestion'),
    answer: t('guidance.entryAnswer'),
  };
  return (
    <FormDrawer<EntryValues>
      open
      onClose={onClose}
      title={title}
      fieldLabels={labels}
      initialValues={{ about: 'general', ...initial }}
      width={560}
      onSubmit={onSubmit}
    >
      <p className="lt-note">{effect}</p>
      <FormField name="title" label={labels.title} required>
        <input className="lt-input" maxLength={100} />
      </FormField>
      <FormField name="about" label={t('guidance.about')} required>
        <select className="lt-select">
          {QUESTION_SUBJECTS.map((about) => (
            <option key={about} value={about}>
              {t(`guidance.about_${about}`)}
            </option>
          ))}
        </select>
      </FormField>
      <FormField name="question" label={labels.question} required>
        <textarea className="lt-input lt-textarea" rows={4} maxLength={2000} />
      </FormField>
      <FormField name="answer" label={labels.answer} required>
        <textarea className="lt-input lt-textarea" rows={8} maxLength={8000} />
      </FormField>
    </FormDrawer>
  );
};
