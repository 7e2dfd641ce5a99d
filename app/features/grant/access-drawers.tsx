import { Radio } from 'antd';
import { useId } from 'react';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { CheckList } from '@/app/features/inspection/check-list';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { formatIsoDateTime } from '@/app/lib/format';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { GrantView } from '@/server/domain/tenancy/grant';
import {
  LONGEST_ACCESS_DAYS,
  RECORD_CLASSES,
  type RecordClass,
  USUAL_ACCESS_DAYS,
} from '@/server/domain/tenancy/grant-vocabulary';
import { grantExtent } from './grant-labels';

export interface AskableUnit {
  slug: string;
  name: string;
}

interface Asked {
  unit: string;
  recordClasses: RecordClass[];
  yearFrom: string;
  yearTo: string;
  days: string;
  reason: string;
}

const USUAL_YEARS = 5;
const MOST = 500;

interface AskAccessDrawerProps {
  open: boolean;
  units: readonly AskableUnit[];
  /** The unit that the drawer was opened for; null: it is named here. */
  unit: AskableUnit | null;
  onClose: () => void;
  onDone: () => void;
}

/** 申请查阅: which unit, what of it, how long and why. */
export const AskAccessDrawer = ({ open, units, unit, onClose, onDone }: AskAccessDrawerProps) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const listId = useId();
  const year = Number(useToday().slice(0, 4));
  const named = (typed: string) => units.find((one) => one.name === typed.trim());
  const labels = {
    unit: t('grant.askUnit'),
    recordClasses: t('grant.askClasses'),
    yearFrom: t('grant.askYearFrom'),
    yearTo: t('grant.askYearTo'),
    days: t('grant.askDays'),
    reason: t('grant.askReason'),
  };
  return (
    <FormDrawer<Asked>
      open={open}
      onClose={onClose}
      title={t('grant.askTitle')}
      submitLabel={t('grant.askSend')}
      fieldLabels={labels}
      initialValues={{
        unit: unit?.name ?? '',
        recordClasses: ['archive'],
        yearFrom: String(year - USUAL_YEARS),
        yearTo: String(year),
        days: String(USUAL_ACCESS_DAYS),
        reason: '',
      }}
      onSubmit={async (asked, idempotencyKey) => {
        const chosen = named(asked.unit);
        if (!chosen) return;
        await client.grants.ask.mutate(
          {
            unitSlug: chosen.slug,
            recordClasses: asked.recordClasses,
            yearFrom: Number(asked.yearFrom),
            yearTo: Number(asked.yearTo),
            days: Number(asked.days),
            reason: asked.reason,
          },
          { context: { idempotencyKey } },
        );
        toast({ text: t('grant.asked', { unit: chosen.name }) });
        onDone();
      }}
    >
      <p className="lt-note">{t('grant.askEffect')}</p>
      <FormField
        name="unit"
        label={labels.unit}
        help={t('grant.askUnitHelp')}
        required
        rules={[
          {
            validator: async (_rule, typed: string) => {
              if (typed && !named(typed)) throw new Error(t('grant.askUnitUnknown'));
            },
          },
        ]}
      >
        <input className="lt-input" list={listId} autoComplete="off" />
      </FormField>
      <datalist id={listId}>
        {units.map(({ slug, name }) => (
          <option key={slug} value={name} />
        ))}
      </datalist>
      <FormField name="reason" label={labels.reason} required>
        <textarea className="lt-input lt-textarea" rows={3} maxLength={MOST} />
      </FormField>
      <FormField name="recordClasses" label={labels.recordClasses} required group>
        <CheckList
          label={labels.recordClasses}
          choices={RECORD_CLASSES.map((value) => ({ value, label: t(`grant.class_${value}`) }))}
        />
      </FormField>
      <div className="lt-three">
        <FormField name="yearFrom" label={labels.yearFrom} required>
          <input className="lt-input" type="number" min={1000} max={2999} />
        </FormField>
        <FormField name="yearTo" label={labels.yearTo} required>
          <input className="lt-input" type="number" min={1000} max={2999} />
        </FormField>
        <FormField name="days" label={labels.days} required>
          <input className="lt-input" type="number" min={1} max={LONGEST_ACCESS_DAYS} />
        </FormField>
      </div>
    </FormDrawer>
  );
};

interface Answer {
  decision: 'give' | 'refuse';
  reason?: string;
}

interface AnswerRequestDrawerProps {
  /** Null: closed. */
  grant: GrantView | null;
  onClose: () => void;
  onDone: () => void;
}

/** 答复查阅申请: nothing is open before the unit has agreed. */
export const AnswerRequestDrawer = ({ grant, onClose, onDone }: AnswerRequestDrawerProps) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const labels = { decision: t('grant.answerDecision'), reason: t('grant.answerRequestReason') };
  return (
    <FormDrawer<Answer>
      open={grant !== null}
      onClose={onClose}
      title={t('grant.answerRequestTitle')}
      submitLabel={t('grant.answerRequest')}
      fieldLabels={labels}
      onSubmit={async ({ decision, reason }, idempotencyKey) => {
        await client.grants.answerRequest.mutate(
          { grantId: grant?.id ?? '', decision, reason: reason?.trim() || undefined },
          { context: { idempotencyKey } },
        );
        toast({ text: t('grant.requestAnswered') });
        onDone();
      }}
    >
      <p className="lt-note">
        {t('grant.answerRequestText', {
          owner: grant?.ownerName ?? '',
          names: grant?.inspectorNames.join(t('common.list')) ?? '',
          until: grant ? formatIsoDateTime(grant.validTo) : '',
          reason: grant?.reason ?? '',
        })}
      </p>
      {grant ? <p>{grantExtent(grant, t)}</p> : null}
      <FormField name="decision" label={labels.decision} required>
        <Radio.Group
          vertical
          options={[
            { value: 'give', label: t('grant.answerGive') },
            { value: 'refuse', label: t('grant.answerRefuse') },
          ]}
        />
      </FormField>
      <FormField name="reason" label={labels.reason}>
        <textarea className="lt-input lt-textarea" rows={3} maxLength={MOST} />
      </FormField>
    </FormDrawer>
  );
};
