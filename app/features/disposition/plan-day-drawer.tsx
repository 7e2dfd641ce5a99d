import { useRevalidator } from '@remix-run/react';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { PlanUnitView } from '@/server/domain/disposition/plan';

/** 改期 of one unit's line of an issued plan. */
export const PlanDayDrawer = ({
  planId,
  unit,
  onClose,
}: {
  planId: string;
  unit: PlanUnitView;
  onClose: () => void;
}) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  return (
    <FormDrawer<{ dueOn: string; reason: string }>
      open
      onClose={onClose}
      title={`${t('disposition.planDayMove')}${t('common.colon')}${unit.unitName}`}
      submitLabel={t('disposition.planDayMove')}
      initialValues={{ dueOn: unit.dueOn }}
      fieldLabels={{ dueOn: t('disposition.dueOn'), reason: t('disposition.planDayReason') }}
      onSubmit={async ({ dueOn, reason }) => {
        await client.disposition.movePlanDay.mutate({ planId, unitTenantId: unit.unitTenantId, dueOn, reason });
        toast({ text: t('disposition.planDayMoved', { unit: unit.unitName }) });
        revalidate();
      }}
    >
      <p className="lt-note">{t('disposition.planDayEffect')}</p>
      <FormField name="dueOn" label={t('disposition.dueOn')} required>
        <input className="lt-input" type="date" />
      </FormField>
      <FormField name="reason" label={t('disposition.planDayReason')} required>
        <textarea className="lt-input lt-textarea" rows={3} maxLength={200} />
      </FormField>
    </FormDrawer>
  );
};
