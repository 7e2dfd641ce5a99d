import { useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { VisitView } from '@/server/domain/assessment/assessment-exchange';
import { Paragraphs } from './paragraphs';

interface Values {
  visitedOn: string;
  team: string;
  receivedBy?: string;
  notes: string;
}

const VisitDrawer = ({ sheetId, onClose }: { sheetId: string; onClose: () => void }) => {
  const t = useText();
  const toast = useToast();
  const today = useToday();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const labels = {
    visitedOn: t('assessment.visitedOn'),
    team: t('assessment.visitTeam'),
    receivedBy: t('assessment.visitReceivedBy'),
    notes: t('assessment.visitNotes'),
  };
  return (
    <FormDrawer<Values>
      open
      onClose={onClose}
      title={t('assessment.addVisit')}
      fieldLabels={labels}
      initialValues={{ visitedOn: today }}
      onSubmit={async ({ receivedBy, ...values }, idempotencyKey) => {
        const input = { ...values, sheetId, receivedBy: receivedBy ?? '' };
        await client.assessment.addVisit.mutate(input, { context: { idempotencyKey } });
        toast({ text: t('assessment.visitAdded') });
        revalidate();
      }}
    >
      <p className="lt-note">{t('assessment.visitEffect')}</p>
      <FormField name="visitedOn" label={labels.visitedOn} required>
        <input className="lt-input" type="date" max={today} />
      </FormField>
      <FormField name="team" label={labels.team} required>
        <input className="lt-input" maxLength={200} />
      </FormField>
      <FormField name="receivedBy" label={labels.receivedBy}>
        <input className="lt-input" maxLength={100} />
      </FormField>
      <FormField name="notes" label={labels.notes} required>
        <textarea className="lt-input lt-textarea" rows={6} maxLength={4000} />
      </FormField>
    </FormDrawer>
  );
};

/** 现场考核 of one sheet: who went, when, what was seen. */
export const Visits = ({ sheetId, visits, mayAdd }: { sheetId: string; visits: VisitView[]; mayAdd: boolean }) => {
  const t = useText();
  const [adding, setAdding] = useState(false);
  if (visits.length === 0 && !mayAdd) return null;
  return (
    <section className="lt-section" aria-label={t('assessment.visits')}>
      <div className="lt-section-head">
        <h2 className="lt-grow">{t('assessment.visits')}</h2>
        {mayAdd ? (
          <Button icon="plus" onClick={() => setAdding(true)}>
            {t('assessment.addVisit')}
          </Button>
        ) : null}
      </div>
      {visits.map((visit) => (
        <div key={visit.id}>
          <p>
            <span className="lt-strong lt-num">{visit.visitedOn}</span> {visit.team}{' '}
            <span className="lt-3">
              {visit.receivedBy ? t('assessment.visitReceived', { name: visit.receivedBy }) : null}
            </span>
          </p>
          <Paragraphs text={visit.notes} />
        </div>
      ))}
      {adding ? <VisitDrawer sheetId={sheetId} onClose={() => setAdding(false)} /> : null}
    </section>
  );
};
