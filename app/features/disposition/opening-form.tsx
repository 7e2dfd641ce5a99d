import { useRevalidator } from '@remix-run/react';
import { Form } from 'antd';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { categoryOptions } from '@/app/features/archive/archive-labels';
import { useCategories } from '@/app/features/archive/use-categories';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { FondsView } from '@/server/domain/archive/archive-list';
import {
  OPENING_OUTCOMES,
  OPENING_REASONS,
  type OpeningOutcome,
  type OpeningReason,
} from '@/server/domain/disposition/vocabulary';

interface Values {
  decisionNumber: string;
  outcome: OpeningOutcome;
  reasonCode?: OpeningReason;
  reason?: string;
  delayedUntil?: string;
  approvedBy?: string;
  decidedOn: string;
  publishedOn?: string;
  fondsId?: string;
  categoryCode?: string;
  yearFrom?: string;
  yearTo?: string;
  onlyUnreviewed: boolean;
}

const selectionOf = (values: Values) => ({
  fondsId: values.fondsId || undefined,
  categoryCode: values.categoryCode || undefined,
  yearFrom: values.yearFrom ? Number(values.yearFrom) : undefined,
  yearTo: values.yearTo ? Number(values.yearTo) : undefined,
  onlyUnreviewed: values.onlyUnreviewed,
});

/** Counts before anything is decided: the number is part of the decision. */
const Count = () => {
  const t = useText();
  const client = useWorkspaceClient();
  const form = Form.useFormInstance<Values>();
  const [items, setItems] = useState<number | null>(null);
  const count = async () => {
    const selection = selectionOf(form.getFieldsValue(true) as Values);
    setItems((await client.disposition.previewOpening.query({ selection }).catch(() => ({ items: 0 }))).items);
  };
  return (
    <p className="lt-row lt-form-aside">
      <Button onClick={() => void count()}>{t('disposition.countThem')}</Button>
      <span role="status">
        {items === null ? '' : items === 0 ? t('disposition.decideNone') : t('disposition.decideEffect', { n: items })}
      </span>
    </p>
  );
};

const Reason = () => {
  const t = useText();
  const outcome = Form.useWatch('outcome') as OpeningOutcome | undefined;
  if (!outcome || outcome === 'open') return null;
  return (
    <>
      <FormField name="reasonCode" label={t('disposition.reasonCode')} required>
        <select className="lt-select">
          {OPENING_REASONS.map((reason) => (
            <option key={reason} value={reason}>
              {t(`disposition.reason_${reason}`)}
            </option>
          ))}
        </select>
      </FormField>
      <FormField name="reason" label={t('disposition.reasonText')}>
        <textarea className="lt-input lt-textarea" rows={2} maxLength={500} />
      </FormField>
      {outcome === 'delayed' ? (
        <div className="lt-field-pair">
          <FormField name="delayedUntil" label={t('disposition.delayedUntil')} required>
            <input className="lt-input" type="date" />
          </FormField>
          <FormField
            name="approvedBy"
            label={t('disposition.approvedBy')}
            required
            help={t('disposition.approvedByHelp')}
          >
            <input className="lt-input" maxLength={100} />
          </FormField>
        </div>
      ) : null}
    </>
  );
};

const Scope = ({ fonds }: { fonds: readonly FondsView[] }) => {
  const t = useText();
  const categories = useCategories();
  return (
    <div className="lt-field-pair">
      <FormField name="fondsId" label={t('disposition.fonds')}>
        <select className="lt-select">
          <option value="">{t('disposition.allFonds')}</option>
          {fonds.map((one) => (
            <option key={one.id} value={one.id}>{`${one.number} ${one.name}`}</option>
          ))}
        </select>
      </FormField>
      <FormField name="categoryCode" label={t('disposition.category')}>
        <select className="lt-select">
          <option value="">{t('disposition.allCategories')}</option>
          {categoryOptions(categories).map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      </FormField>
      <FormField name="yearFrom" label={t('disposition.yearFrom')}>
        <input className="lt-input" type="number" min={1000} max={2100} inputMode="numeric" />
      </FormField>
      <FormField name="yearTo" label={t('disposition.yearTo')}>
        <input className="lt-input" type="number" min={1000} max={2100} inputMode="numeric" />
      </FormField>
    </div>
  );
};

interface OpeningFormProps {
  open: boolean;
  onClose: () => void;
  fonds: readonly FondsView[];
  yearTo: number;
}

/** 作出开放决定 on some of the holdings. */
export const OpeningForm = ({ open, onClose, fonds, yearTo }: OpeningFormProps) => {
  const t = useText();
  const toast = useToast();
  const today = useToday();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const labels = { decisionNumber: t('disposition.decisionNumber'), reasonCode: t('disposition.reasonCode') };
  return (
    <FormDrawer<Values>
      open={open}
      onClose={onClose}
      title={t('disposition.decide')}
      width={560}
      initialValues={{ outcome: 'open', decidedOn: today, yearTo: String(yearTo), onlyUnreviewed: true }}
      fieldLabels={labels}
      onSubmit={async (values, idempotencyKey) => {
        const { decisionNumber, outcome, reason, decidedOn } = values;
        const isOpen = outcome === 'open';
        const input = {
          decisionNumber,
          outcome,
          decidedOn,
          publishedOn: (isOpen && values.publishedOn) || undefined,
          reasonCode: isOpen ? undefined : values.reasonCode,
          reason: isOpen ? undefined : reason,
          delayedUntil: outcome === 'delayed' ? values.delayedUntil : undefined,
          approvedBy: outcome === 'delayed' ? values.approvedBy : undefined,
          selection: selectionOf(values),
        };
        const made = await client.disposition.decideOpening.mutate(input, { context: { idempotencyKey } });
        toast({
          text: made.jobId
            ? t('disposition.decisionStarted')
            : t('disposition.decisionMade', { n: made.itemCount ?? 0 }),
        });
        revalidate();
      }}
    >
      <FormField name="decisionNumber" label={labels.decisionNumber} required>
        <input className="lt-input" maxLength={60} autoComplete="off" />
      </FormField>
      <Scope fonds={fonds} />
      <FormField name="onlyUnreviewed" label={t('disposition.onlyUnreviewed')} valuePropName="checked" group>
        <input type="checkbox" className="lt-checkbox" />
      </FormField>
      <Count />
      <div className="lt-field-pair">
        <FormField name="outcome" label={t('disposition.outcome')} required>
          <select className="lt-select">
            {OPENING_OUTCOMES.map((outcome) => (
              <option key={outcome} value={outcome}>
                {t(`disposition.outcome_${outcome}`)}
              </option>
            ))}
          </select>
        </FormField>
        <FormField name="decidedOn" label={t('disposition.decidedOn')} required>
          <input className="lt-input" type="date" />
        </FormField>
        <FormField name="publishedOn" label={t('disposition.publishedOn')}>
          <input className="lt-input" type="date" />
        </FormField>
      </div>
      <Reason />
    </FormDrawer>
  );
};
