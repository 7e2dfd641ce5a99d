import { useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { Status } from '@/app/components/status';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { InspectionClosure } from '@/server/domain/inspection/closure';
import type { LookBackOutcome } from '@/server/domain/inspection/closure-words';

type LookBackItem = InspectionClosure['lookBack'][number];

interface DecideValues {
  note: string;
  dueOn?: string;
}

const DecideDrawer = (props: {
  inspectionId: string;
  act: { item: LookBackItem; outcome: LookBackOutcome } | null;
  suggestedDueOn: string | null;
  onClose: () => void;
}) => {
  const { inspectionId, act, suggestedDueOn, onClose } = props;
  const t = useText();
  const toast = useToast();
  const today = useToday();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const isReopened = act?.outcome === 'reopened';
  const labels = { note: t('closure.decisionNote'), dueOn: t('inspection.dueOn') };
  const title = t(isReopened ? 'closure.reopenItem' : 'closure.closeItem');
  return (
    <FormDrawer<DecideValues>
      open={act !== null}
      onClose={onClose}
      title={title}
      submitLabel={title}
      initialValues={suggestedDueOn ? { dueOn: suggestedDueOn } : {}}
      fieldLabels={labels}
      onSubmit={async ({ note, dueOn }, idempotencyKey) => {
        if (act) {
          const decision = { inspectionId, findingId: act.item.findingId, outcome: act.outcome, note };
          const input = isReopened ? { ...decision, dueOn } : decision;
          await client.closure.decideLookBack.mutate(input, { context: { idempotencyKey } });
        }
        toast({ text: t('closure.decided') });
        revalidate();
      }}
    >
      <p className="lt-note">{t(isReopened ? 'closure.reopenItemEffect' : 'closure.closeItemEffect')}</p>
      {act ? <p>{act.item.fact}</p> : null}
      <FormField name="note" label={labels.note} required>
        <textarea className="lt-input lt-textarea" rows={4} maxLength={1000} />
      </FormField>
      {isReopened ? (
        <FormField name="dueOn" label={labels.dueOn} required>
          <input className="lt-input" type="date" min={today} />
        </FormField>
      ) : null}
    </FormDrawer>
  );
};

interface LookBackPanelProps {
  inspectionId: string;
  items: readonly LookBackItem[];
  mayWrite: boolean;
  suggestedDueOn: string | null;
}

/** 回头看: what was found here before, each to be said settled or taken up again. */
export const LookBackPanel = ({ inspectionId, items, mayWrite, suggestedDueOn }: LookBackPanelProps) => {
  const t = useText();
  const [act, setAct] = useState<{ item: LookBackItem; outcome: LookBackOutcome } | null>(null);
  const done = items.filter((item) => item.outcome !== null).length;
  const title = t('closure.lookBack', { n: items.length });
  return (
    <section aria-label={title}>
      <div className="lt-section-head">
        <h2>{title}</h2>
        <span className="lt-3">{t('closure.lookBackDecided', { done, all: items.length })}</span>
      </div>
      <ol>
        {items.map((item) => (
          <li key={item.findingId} className="lt-finding">
            <p>{item.fact}</p>
            <p className="lt-3">
              {item.campaignTitle} {item.issuedOn ?? ''} {t(`inspection.severity_${item.severity}`)}
            </p>
            {item.outcome ? (
              <p>
                <Status kind={item.outcome === 'closed' ? 'done' : 'attention'}>
                  {t(`closure.outcome_${item.outcome}`)}
                </Status>{' '}
                <span className="lt-2">{item.note}</span>
              </p>
            ) : mayWrite ? (
              <div className="lt-row">
                <Button icon="check" onClick={() => setAct({ item, outcome: 'closed' })}>
                  {t('closure.closeItem')}
                </Button>
                <Button onClick={() => setAct({ item, outcome: 'reopened' })}>{t('closure.reopenItem')}</Button>
              </div>
            ) : null}
          </li>
        ))}
      </ol>
      <DecideDrawer
        inspectionId={inspectionId}
        act={act}
        suggestedDueOn={suggestedDueOn}
        onClose={() => setAct(null)}
      />
    </section>
  );
};
