import { useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { ReasonDrawer } from '@/app/components/reason-drawer';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { useCan, useWorkspaceClient } from '@/app/lib/workspace';
import type { EscalationView, InspectionClosure } from '@/server/domain/inspection/closure';
import type { FindingView } from '@/server/domain/inspection/finding';
import { AnswerExtension, ExtensionLine } from './extension-parts';
import { Lessons } from './lessons';

const EscalationLine = ({ escalation, onAnswer }: { escalation: EscalationView; onAnswer: (() => void) | null }) => {
  const t = useText();
  const { level, createdAt, reason, answer, answeredOn } = escalation;
  return (
    <li>
      <p className="lt-2">
        <span className="lt-tag">{t(`closure.level_${level}`)}</span> {createdAt.slice(0, 10)} {reason}
      </p>
      {answer ? <p className="lt-2">{t('closure.answeredOn', { date: answeredOn ?? '', answer })}</p> : null}
      {onAnswer ? <Button onClick={onAnswer}>{t('closure.answerCongress')}</Button> : null}
    </li>
  );
};

const AskCongress = ({ findingId }: { findingId: string }) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button look="text" onClick={() => setAsking(true)}>
        {t('closure.askCongress')}
      </Button>
      <ReasonDrawer
        open={asking}
        onClose={() => setAsking(false)}
        title={t('closure.askCongress')}
        effect={t('closure.askCongressEffect')}
        label={t('closure.askCongressReason')}
        act={t('closure.askCongress')}
        onSubmit={async (reason, idempotencyKey) => {
          await client.closure.askCongress.mutate({ findingId, reason }, { context: { idempotencyKey } });
          toast({ text: t('closure.congressAsked') });
          revalidate();
        }}
      />
    </>
  );
};

/** Under one finding: more time that was asked for, and who was told that it is late. */
export const FollowUp = ({
  finding,
  closure,
  mayWrite,
}: {
  finding: FindingView;
  closure: InspectionClosure;
  mayWrite: boolean;
}) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const canPlan = useCan('inspection.plan');
  const [answering, setAnswering] = useState<EscalationView | null>(null);
  const extensions = closure.extensions.filter((one) => one.findingId === finding.id);
  const escalations = closure.escalations.filter((one) => one.findingId === finding.id);
  const waiting = extensions.find((one) => one.answer === null);
  const asksCongress =
    canPlan &&
    finding.isOverdue &&
    !escalations.some((one) => one.level === 'npc_question' && one.dueOn === finding.dueOn);
  return (
    <>
      {finding.firstDueOn && finding.firstDueOn !== finding.dueOn ? (
        <p className="lt-3">{t('closure.firstDueOn', { date: finding.firstDueOn })}</p>
      ) : null}
      {extensions.map((extension) => (
        <ExtensionLine key={extension.requestDispatchId} extension={extension} />
      ))}
      {mayWrite && waiting ? <AnswerExtension extension={waiting} /> : null}
      {escalations.length > 0 ? (
        <ul>
          {escalations.map((one) => (
            <EscalationLine
              key={one.id}
              escalation={one}
              onAnswer={canPlan && one.level === 'npc_question' && one.answer === null ? () => setAnswering(one) : null}
            />
          ))}
        </ul>
      ) : null}
      {finding.state === 'draft' ? null : <Lessons findingId={finding.id} mayWrite={mayWrite} />}
      {asksCongress ? <AskCongress findingId={finding.id} /> : null}
      <ReasonDrawer
        open={answering !== null}
        onClose={() => setAnswering(null)}
        title={t('closure.answerCongress')}
        effect={answering?.reason ?? ''}
        label={t('closure.congressAnswer')}
        act={t('closure.answerCongress')}
        onSubmit={async (answer) => {
          await client.closure.answerEscalation.mutate({ escalationId: answering?.id ?? '', answer });
          toast({ text: t('closure.congressAnswered') });
          revalidate();
        }}
      />
    </>
  );
};
