import { useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { Confirm } from '@/app/components/confirm';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { ReasonDrawer } from '@/app/components/reason-drawer';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { newIdempotencyKey } from '@/app/lib/trpc';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { UnitReportingView } from '@/server/domain/figure/reporting';

interface CallDrawerProps {
  year: number;
  /** Whom it goes to; all units below when null. */
  unit: UnitReportingView | null;
  count: number;
  onClose: () => void;
}

/** 布置报送, 催报. */
export const CallDrawer = ({ year, unit, count, onClose }: CallDrawerProps) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  return (
    <FormDrawer<{ dueOn: string; note?: string }>
      open
      onClose={onClose}
      title={t('figure.callTitle', { year: String(year) })}
      submitLabel={t('figure.callSubmit')}
      fieldLabels={{ dueOn: t('figure.dueOn'), note: t('figure.callNote') }}
      initialValues={{ dueOn: unit?.dueOn ?? '' }}
      onSubmit={async ({ dueOn, note }, idempotencyKey) => {
        const input = { year, dueOn, note: note || undefined, unitTenantIds: unit ? [unit.tenantId] : undefined };
        const { sent } = await client.figure.callUnits.mutate(input, { context: { idempotencyKey } });
        toast({ text: t('figure.callDone', { n: sent }) });
        revalidate();
      }}
    >
      <p className="lt-reason-effect">{t('figure.callEffect', { n: unit ? 1 : count })}</p>
      <FormField name="dueOn" label={t('figure.dueOn')} required>
        <input type="date" className="lt-input" />
      </FormField>
      <FormField name="note" label={t('figure.callNote')}>
        <textarea className="lt-input lt-textarea" rows={3} maxLength={500} />
      </FormField>
    </FormDrawer>
  );
};

interface UnitActProps {
  year: number;
  unit: UnitReportingView;
  onClose: () => void;
}

/** 退回 with a reason. */
export const ReturnDrawer = ({ year, unit, onClose }: UnitActProps) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  return (
    <ReasonDrawer
      open
      onClose={onClose}
      title={t('figure.giveBackTitle', { name: unit.name, year: String(year) })}
      effect={t('figure.giveBackEffect')}
      label={t('figure.giveBackReason')}
      act={t('figure.giveBack')}
      onSubmit={async (reason, idempotencyKey) => {
        const input = { year, unitTenantId: unit.tenantId, decision: 'returned', reason } as const;
        await client.figure.review.mutate(input, { context: { idempotencyKey } });
        toast({ text: t('figure.giveBackDone') });
        revalidate();
      }}
    />
  );
};

/** 确认. */
export const AcceptConfirm = ({ year, unit, onClose }: UnitActProps) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const [idempotencyKey] = useState(newIdempotencyKey);
  return (
    <Confirm
      open
      onClose={onClose}
      title={t('figure.acceptTitle', { name: unit.name, year: String(year) })}
      effect={t('figure.acceptEffect')}
      act={t('figure.accept')}
      onConfirm={async () => {
        const input = { year, unitTenantId: unit.tenantId, decision: 'accepted' } as const;
        await client.figure.review.mutate(input, { context: { idempotencyKey } });
        toast({ text: t('figure.acceptDone') });
        revalidate();
      }}
    />
  );
};

/** 上报汇总. */
export const HandOnConfirm = ({ year, to, onClose }: { year: number; to: string; onClose: () => void }) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const [idempotencyKey] = useState(newIdempotencyKey);
  return (
    <Confirm
      open
      onClose={onClose}
      title={t('figure.handOnTitle', { year: String(year) })}
      effect={t('figure.handOnEffect', { to })}
      act={t('figure.handOn')}
      onConfirm={async () => {
        const { released } = await client.figure.handOn.mutate({ year }, { context: { idempotencyKey } });
        toast({ text: t('figure.handOnDone', { n: released, to }) });
        revalidate();
      }}
    />
  );
};
