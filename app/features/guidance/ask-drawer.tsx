import { useState } from 'react';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { PhotoInput } from '@/app/components/photo-input';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import type { UploadedFile } from '@/app/lib/upload';
import { useFound } from '@/app/lib/use-found';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import { QUESTION_SUBJECTS, type QuestionSubject } from '@/server/domain/guidance/guidance-vocabulary';

export const QUESTION_FILES = 'image/png,image/jpeg,image/webp,application/pdf';
const MOST_FILES = 9;
const FEWEST_LETTERS = 2;

interface AskValues {
  title: string;
  words: string;
  about: QuestionSubject;
  aboutLabel?: string;
  files?: UploadedFile[];
}

interface AskDrawerProps {
  /** What it is about, when it was opened from there. */
  subject: { about: QuestionSubject; id: string } | null;
  onClose: () => void;
  onDone: (questionId: string) => void;
}

/** What is known already, while the question is being typed: many need not be asked. */
const Known = ({ words }: { words: string }) => {
  const t = useText();
  const client = useWorkspaceClient();
  const asked = words.trim().length < FEWEST_LETTERS ? '' : words.trim();
  const found = useFound(asked, async (q) => (await client.guidanceDesk.knowledge.query({ q, limit: 3 })).rows);
  if (!found || found.length === 0) return null;
  return (
    <section className="lt-note" aria-label={t('guidance.knownAlready')}>
      <div>
        <p className="lt-strong">{t('guidance.knownAlready')}</p>
        {found.map((entry) => (
          <details key={entry.id}>
            <summary>{entry.title}</summary>
            <p className="lt-words">{entry.answer}</p>
          </details>
        ))}
      </div>
    </section>
  );
};

/** 我要咨询. */
export const AskDrawer = ({ subject, onClose, onDone }: AskDrawerProps) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { slug } = useWorkspace().tenant;
  const [title, setTitle] = useState('');
  const labels = { title: t('guidance.question'), words: t('guidance.words'), about: t('guidance.about') };
  return (
    <FormDrawer<AskValues>
      open
      onClose={onClose}
      title={t('guidance.ask')}
      submitLabel={t('guidance.ask')}
      fieldLabels={labels}
      initialValues={{ about: subject?.about ?? 'general', files: [] }}
      width={560}
      onSubmit={async ({ files = [], aboutLabel, ...values }, idempotencyKey) => {
        const aboutId = subject && subject.about === values.about ? subject.id : undefined;
        const input = { ...values, aboutId, aboutLabel, fileObjectIds: files.map((file) => file.id) };
        const { questionId } = await client.guidanceDesk.ask.mutate(input, { context: { idempotencyKey } });
        toast({ text: t('guidance.asked') });
        onDone(questionId);
      }}
    >
      <FormField name="title" label={labels.title} required>
        <input
          className="lt-input"
          maxLength={100}
          autoComplete="off"
          onInput={({ currentTarget }) => setTitle(currentTarget.value)}
        />
      </FormField>
      <Known words={title} />
      <FormField name="words" label={labels.words} help={t('guidance.wordsHelp')} required>
        <textarea className="lt-input lt-textarea" rows={5} maxLength={2000} />
      </FormField>
      <FormField name="about" label={labels.about} required>
        <select className="lt-select">
          {QUESTION_SUBJECTS.map((about) => (
            <option key={about} value={about}>
              {t(`guidance.about_${about}`)}
            </option>
          ))}
        </select>
      </FormField>
      <FormField name="aboutLabel" label={t('guidance.aboutLabel')} help={t('guidance.aboutLabelHelp')}>
        <input className="lt-input" maxLength={100} />
      </FormField>
      <FormField name="files" label={t('guidance.files')} group>
        <PhotoInput slug={slug} label={t('guidance.files')} most={MOST_FILES} accept={QUESTION_FILES} />
      </FormField>
    </FormDrawer>
  );
};
