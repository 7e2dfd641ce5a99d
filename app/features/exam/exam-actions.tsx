import { useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { Icon } from '@/app/components/icon';
import { ReasonDrawer } from '@/app/components/reason-drawer';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { ExamView } from '@/server/domain/exam/exam';
import { instantOf, typedOf } from './publish-drawer';

/** 改时间. Once it is open, only the end can be put off. */
const MoveDrawer = ({ exam, onClose }: { exam: ExamView; onClose: () => void }) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const labels = { opensAt: t('exam.opensAt'), closesAt: t('exam.closesAt') };
  return (
    <FormDrawer<{ opensAt: string; closesAt: string }>
      open
      onClose={onClose}
      title={t('exam.move')}
      fieldLabels={labels}
      initialValues={{ opensAt: typedOf(exam.opensAt), closesAt: typedOf(exam.closesAt) }}
      onSubmit={async (values) => {
        const unchanged = values.opensAt === typedOf(exam.opensAt);
        await client.exam.move.mutate({
          examId: exam.id,
          rowVersion: exam.rowVersion,
          opensAt: unchanged ? exam.opensAt : instantOf(values.opensAt),
          closesAt: instantOf(values.closesAt),
        });
        toast({ text: t('exam.moved') });
        revalidate();
      }}
    >
      <p className="lt-note">{t(exam.phase === 'coming' ? 'exam.moveEffect' : 'exam.moveLater')}</p>
      <FormField name="opensAt" label={labels.opensAt} required>
        <input className="lt-input" type="datetime-local" readOnly={exam.phase !== 'coming'} />
      </FormField>
      <FormField name="closesAt" label={labels.closesAt} required>
        <input className="lt-input" type="datetime-local" />
      </FormField>
    </FormDrawer>
  );
};

/** What can be done with an exam: its times, its results, taking it back. */
export const ExamActions = ({ exam }: { exam: ExamView }) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const { slug } = useWorkspace().tenant;
  const [opened, setOpened] = useState<'move' | 'cancel' | null>(null);
  return (
    <>
      {exam.totals.handedIn > 0 ? (
        <a className="lt-btn" href={downloadPath(slug, 'exam.downloadResults', { examId: exam.id })} download>
          <Icon name="download" />
          <span>{t('exam.exportResults')}</span>
        </a>
      ) : null}
      {exam.totals.passed > 0 ? (
        <a className="lt-btn" href={downloadPath(slug, 'exam.downloadPassed', { examId: exam.id })} download>
          <Icon name="download" />
          <span>{t('exam.exportPassed')}</span>
        </a>
      ) : null}
      {exam.phase === 'cancelled' ? null : <Button onClick={() => setOpened('move')}>{t('exam.move')}</Button>}
      {exam.phase === 'coming' ? <Button onClick={() => setOpened('cancel')}>{t('exam.cancel')}</Button> : null}
      {opened === 'move' ? <MoveDrawer exam={exam} onClose={() => setOpened(null)} /> : null}
      <ReasonDrawer
        open={opened === 'cancel'}
        onClose={() => setOpened(null)}
        title={t('exam.cancel')}
        effect={t('exam.cancelEffect')}
        label={t('exam.cancelReason')}
        act={t('exam.cancel')}
        onSubmit={async (reason) => {
          await client.exam.cancel.mutate({ examId: exam.id, rowVersion: exam.rowVersion, reason });
          toast({ text: t('exam.cancelled') });
          revalidate();
        }}
      />
    </>
  );
};
