import { useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { ReasonDrawer } from '@/app/components/reason-drawer';
import { Status } from '@/app/components/status';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { ExtensionView } from '@/server/domain/inspection/closure';

/** What was asked and what was said to it. */
export const ExtensionLine = ({ extension }: { extension: ExtensionView }) => {
  const t = useText();
  const { answer } = extension;
  return (
    <p className="lt-2">
      <Status kind={answer === null ? 'live' : answer.granted ? 'done' : 'failed'}>
        {answer === null
          ? t('closure.extensionWaiting')
          : answer.granted
            ? t('closure.extensionGranted', { date: answer.until ?? '', reason: answer.reason })
            : t('closure.extensionRefused', { reason: answer.reason })}
      </Status>{' '}
      {t('closure.extensionAsked', { date: extension.askedUntil, reason: extension.reason })}
    </p>
  );
};

interface AskValues {
  askedUntil: string;
  reason: string;
}

/** 申请延期, by the unit. */
export const AskExtension = ({ findingDispatchId, dueOn }: { findingDispatchId: string; dueOn: string | null }) => {
  const t = useText();
  const toast = useToast();
  const today = useToday();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const [asking, setAsking] = useState(false);
  const labels = { askedUntil: t('closure.askedUntil'), reason: t('closure.extensionReason') };
  return (
    <>
      <Button onClick={() => setAsking(true)}>{t('closure.askExtension')}</Button>
      <FormDrawer<AskValues>
        open={asking}
        onClose={() => setAsking(false)}
        title={t('closure.askExtension')}
        submitLabel={t('closure.askExtension')}
        fieldLabels={labels}
        onSubmit={async (values, idempotencyKey) => {
          const input = { findingDispatchId, ...values };
          await client.closure.askExtension.mutate(input, { context: { idempotencyKey } });
          toast({ text: t('closure.extensionSent') });
          revalidate();
        }}
      >
        <FormField name="askedUntil" label={labels.askedUntil} required>
          <input className="lt-input" type="date" min={dueOn && dueOn > today ? dueOn : today} />
        </FormField>
        <FormField name="reason" label={labels.reason} required>
          <textarea className="lt-input lt-textarea" rows={3} maxLength={500} />
        </FormField>
      </FormDrawer>
    </>
  );
};

interface GrantValues {
  until: string;
  reason: string;
}

/** 批复, by the inspector, beside the finding. */
export const AnswerExtension = ({ extension }: { extension: ExtensionView }) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const [act, setAct] = useState<'grant' | 'refuse' | null>(null);
  const labels = { until: t('closure.extensionUntil'), reason: t('closure.extensionReply') };
  const answer = async (input: { granted: boolean; until?: string; reason: string }, idempotencyKey: string) => {
    const { requestDispatchId } = extension;
    await client.closure.answerExtension.mutate({ requestDispatchId, ...input }, { context: { idempotencyKey } });
    toast({ text: t('closure.extensionAnswered') });
    revalidate();
  };
  return (
    <div className="lt-row">
      <Button onClick={() => setAct('grant')}>{t('closure.grantExtension')}</Button>
      <Button onClick={() => setAct('refuse')}>{t('closure.refuseExtension')}</Button>
      <FormDrawer<GrantValues>
        open={act === 'grant'}
        onClose={() => setAct(null)}
        title={t('closure.grantExtension')}
        submitLabel={t('closure.grantExtension')}
        initialValues={{ until: extension.askedUntil }}
        fieldLabels={labels}
        onSubmit={(values, idempotencyKey) => answer({ granted: true, ...values }, idempotencyKey)}
      >
        <p className="lt-note">{t('closure.extensionEffect')}</p>
        <FormField name="until" label={labels.until} required>
          <input className="lt-input" type="date" />
        </FormField>
        <FormField name="reason" label={labels.reason} required>
          <textarea className="lt-input lt-textarea" rows={3} maxLength={500} />
        </FormField>
      </FormDrawer>
      <ReasonDrawer
        open={act === 'refuse'}
        onClose={() => setAct(null)}
        title={t('closure.refuseExtension')}
        effect={t('closure.extensionEffect')}
        label={labels.reason}
        act={t('closure.refuseExtension')}
        onSubmit={(reason, idempotencyKey) => answer({ granted: false, reason }, idempotencyKey)}
      />
    </div>
  );
};
