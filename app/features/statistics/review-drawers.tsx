import { useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { Confirm } from '@/app/components/confirm';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { ReasonDrawer } from '@/app/components/reason-drawer';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { newIdempotencyKey } from '@/app/lib/trpc';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { UnitReturnView } from '@/server/domain/statistics/statistics';

interface AboutForm {
  year: number;
  formKey: string;
  /** What the form is called. */
  name: string;
  onClose: () => void;
}

/** 布置, 催报; to all units that fill the form in when no unit is named. */
export const CallDrawer = ({ year, formKey, name, unit, onClose }: AboutForm & { unit: UnitReturnView | null }) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  return (
    <FormDrawer<{ dueOn: string; note?: string }>
      open
      onClose={onClose}
      title={t('statistics.callTitle', { year: String(year), name })}
      submitLabel={t('statistics.callSubmit')}
      fieldLabels={{ dueOn: t('statistics.dueOn'), note: t('statistics.callNote') }}
      initialValues={{ dueOn: unit?.dueOn ?? '' }}
      onSubmit={async ({ dueOn, note }, idempotencyKey) => {
        const unitTenantIds = unit ? [unit.tenantId] : undefined;
        const input = { year, formKey, dueOn, note: note || undefined, unitTenantIds };
        const { sent } = await client.statistics.callUnits.mutate(input, { context: { idempotencyKey } });
        toast({ text: t('statistics.callDone', { n: sent }) });
        revalidate();
      }}
    >
      <p className="lt-reason-effect">
        {unit ? t('statistics.callOne', { name: unit.name }) : t('statistics.callEffect')}
      </p>
      <FormField name="dueOn" label={t('statistics.dueOn')} required>
        <input type="date" className="lt-input" />
      </FormField>
      <FormField name="note" label={t('statistics.callNote')}>
        <textarea className="lt-input lt-textarea" rows={3} maxLength={500} />
      </FormField>
    </FormDrawer>
  );
};

type AboutUnit = AboutForm & { unit: UnitReturnView };

/** 退回 with a reason. */
export const SendBackDrawer = ({ year, formKey, name, unit, onClose }: AboutUnit) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  return (
    <ReasonDrawer
      open
      onClose={onClose}
      title={t('statistics.sendBackTitle', { unit: unit.name, name })}
      effect={t('statistics.sendBackEffect')}
      label={t('statistics.reason')}
      act={t('statistics.sendBack')}
      onSubmit={async (reason, idempotencyKey) => {
        const input = { year, formKey, unitTenantId: unit.tenantId, decision: 'returned', reason } as const;
        await client.statistics.review.mutate(input, { context: { idempotencyKey } });
        toast({ text: t('statistics.sendBackDone', { unit: unit.name }) });
        revalidate();
      }}
    />
  );
};

/** 审核通过, which locks it. */
export const AcceptConfirm = ({ year, formKey, name, unit, onClose }: AboutUnit) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const [idempotencyKey] = useState(newIdempotencyKey);
  return (
    <Confirm
      open
      onClose={onClose}
      title={t('statistics.acceptTitle', { unit: unit.name, name })}
      effect={t('statistics.acceptEffect')}
      act={t('statistics.accept')}
      onConfirm={async () => {
        const input = { year, formKey, unitTenantId: unit.tenantId, decision: 'accepted' } as const;
        await client.statistics.review.mutate(input, { context: { idempotencyKey } });
        toast({ text: t('statistics.acceptDone', { unit: unit.name }) });
        revalidate();
      }}
    />
  );
};
