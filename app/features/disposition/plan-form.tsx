import { useNavigate } from '@remix-run/react';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { UnitPicker } from '@/app/features/training/unit-picker';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { KnownUnitView } from '@/server/domain/tenancy/known-unit';
import { PlanLineFields, type PlanLineValues } from './plan-line-fields';

interface Values extends PlanLineValues {
  title: string;
  requirement: string;
  unitTenantIds: number[];
}

/** 新建年度接收计划: the units ticked share scope, years and date. */
export const PlanForm = ({
  open,
  onClose,
  units,
}: {
  open: boolean;
  onClose: () => void;
  units: readonly KnownUnitView[];
}) => {
  const t = useText();
  const toast = useToast();
  const today = useToday();
  const client = useWorkspaceClient();
  const navigate = useNavigate();
  const { slug } = useWorkspace().tenant;
  const year = Number(today.slice(0, 4));
  const labels = {
    title: t('disposition.planTitle'),
    requirement: t('disposition.requirement'),
    unitTenantIds: t('disposition.units'),
  };
  return (
    <FormDrawer<Values>
      open={open}
      onClose={onClose}
      title={t('disposition.newPlan')}
      width={560}
      initialValues={{
        title: t('disposition.planTitleOf', { year: String(year) }),
        unitTenantIds: [],
        yearFrom: String(year - 15),
        yearTo: String(year - 11),
        dueOn: `${year}-12-31`,
      }}
      fieldLabels={labels}
      onSubmit={async ({ unitTenantIds, scope, yearFrom, yearTo, dueOn, ...plan }, idempotencyKey) => {
        const shared = { scope, yearFrom: Number(yearFrom), yearTo: Number(yearTo), dueOn };
        const lines = unitTenantIds.map((unitTenantId) => ({ unitTenantId, ...shared }));
        const options = { context: { idempotencyKey } };
        const { planId } = await client.disposition.createPlan.mutate({ ...plan, year, units: lines }, options);
        toast({ text: t('disposition.planMade') });
        // Each unit's own years and day are set there, before it is issued.
        navigate(`/w/${slug}/intake-plans/${planId}`);
      }}
    >
      <FormField name="title" label={labels.title} required>
        <input className="lt-input" maxLength={200} autoComplete="off" />
      </FormField>
      <FormField name="requirement" label={labels.requirement} required>
        <textarea className="lt-input lt-textarea" rows={3} maxLength={2000} />
      </FormField>
      <PlanLineFields />
      <FormField
        name="unitTenantIds"
        label={labels.unitTenantIds}
        required
        help={t('disposition.unitsHelp')}
        rules={[{ type: 'array', min: 1, message: t('form.fieldRequired', { label: labels.unitTenantIds }) }]}
      >
        <UnitPicker units={units} label={labels.unitTenantIds} />
      </FormField>
    </FormDrawer>
  );
};
