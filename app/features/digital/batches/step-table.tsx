import { useState } from 'react';
import { Button } from '@/app/components/button';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { formatIsoDate, formatNumber } from '@/app/lib/format';
import { useAct } from '@/app/lib/use-act';
import { useWorkspaceClient } from '@/app/lib/workspace';
import {
  type BatchDetail,
  REPORTED_STEPS,
  type ReportedStep,
  SCAN_STEPS,
  stepBefore,
} from '@/server/domain/digital/digitisation';

export interface AskedStep {
  step: ReportedStep;
  count: number;
  itemIds?: string[];
}

/** Asks once more with the number, then reports the step. */
export const StepDrawer = ({
  batchId,
  asked,
  onClose,
}: {
  batchId: string;
  asked: AskedStep | null;
  onClose: () => void;
}) => {
  const t = useText();
  const client = useWorkspaceClient();
  const toast = useToast();
  const { act } = useAct();
  const step = asked?.step ?? 'out';
  const send = async (values: { twoPages: '1' | '2'; note: string }) => {
    const { records, isDone } = await client.digitisation.reportStep.mutate({
      batchId,
      step,
      itemIds: asked?.itemIds,
      pagesPerFrame: values.twoPages === '2' ? 2 : 1,
      note: values.note,
    });
    toast({ text: isDone ? t('digitisation.stepDoneAll') : t('digitisation.stepSaved', { n: records }) });
    await act(async () => undefined);
  };
  return (
    <FormDrawer<{ twoPages: '1' | '2'; note: string }>
      open={asked !== null}
      onClose={onClose}
      title={t(`digitisation.act_${step}`)}
      initialValues={{ twoPages: '1', note: '' }}
      fieldLabels={{ note: t('digitisation.note') }}
      submitLabel={t(`digitisation.act_${step}`)}
      onSubmit={send}
    >
      <p className="lt-reason-effect">
        {t('digitisation.actEffect', { n: asked?.count ?? 0, step: t(`digitisation.step_${step}`) })}
      </p>
      {step === 'scanned' ? (
        <FormField name="twoPages" label={t('digitisation.pagesPerFrame')} required>
          <select className="lt-select">
            <option value="1">{t('digitisation.pagesPerFrame_1')}</option>
            <option value="2">{t('digitisation.pagesPerFrame_2')}</option>
          </select>
        </FormField>
      ) : null}
      <FormField name="note" label={t('digitisation.note')}>
        <input className="lt-input" maxLength={200} />
      </FormField>
    </FormDrawer>
  );
};

const isReported = (step: string): step is ReportedStep => (REPORTED_STEPS as readonly string[]).includes(step);

/** 七个步骤: how many records did each, who and when, and the button for those that wait. */
export const StepTable = ({ batch, canWrite }: { batch: BatchDetail; canWrite: boolean }) => {
  const t = useText();
  const [asked, setAsked] = useState<AskedStep | null>(null);
  return (
    <section className="lt-section" aria-labelledby="steps">
      <div className="lt-section-head">
        <h2 id="steps">{t('digitisation.steps')}</h2>
      </div>
      <ol className="lt-scan-steps">
        {SCAN_STEPS.map((step) => {
          const done = batch.done.find((line) => line.step === step);
          const waiting = batch.steps[stepBefore(step)];
          return (
            <li key={step}>
              <strong>{t(`digitisation.step_${step}`)}</strong>
              <span>{t('digitisation.stepDone', { n: done?.records ?? 0 })}</span>
              {done ? (
                <small>
                  {t('digitisation.stepBy', {
                    names: done.names.join(t('common.list')),
                    from: formatIsoDate(done.firstAt),
                    to: formatIsoDate(done.lastAt),
                  })}
                </small>
              ) : null}
              {canWrite && batch.state === 'running' && isReported(step) && waiting > 0 ? (
                <Button onClick={() => setAsked({ step, count: waiting })}>
                  {t(`digitisation.act_${step}`)} {formatNumber(waiting)}
                </Button>
              ) : waiting > 0 && batch.state === 'running' ? (
                <small>{t('digitisation.stepWaiting', { n: waiting })}</small>
              ) : null}
            </li>
          );
        })}
      </ol>
      <StepDrawer batchId={batch.id} asked={asked} onClose={() => setAsked(null)} />
    </section>
  );
};
