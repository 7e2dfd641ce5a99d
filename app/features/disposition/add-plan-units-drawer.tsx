import { useRevalidator } from '@remix-run/react';
import { useEffect, useState } from 'react';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { UnitPicker } from '@/app/features/training/unit-picker';
import { useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { PlanView } from '@/server/domain/disposition/plan';
import type { KnownUnitView } from '@/server/domain/tenancy/known-unit';
import { PlanLineFields, type PlanLineValues } from './plan-line-fields';

/** Units whose records come here; asked when the drawer opens, null until the answer is there. */
const useTransferors = (): readonly KnownUnitView[] | null => {
  const client = useWorkspaceClient();
  const [units, setUnits] = useState<readonly KnownUnitView[] | null>(null);
  useEffect(() => {
    client.disposition.transferors
      .query()
      .then((partners) =>
        setUnits(partners.map(({ tenantId, slug, name, kind }) => ({ tenantId, slug, name, kind })) as KnownUnitView[]),
      )
      // Nobody to choose: the drawer is opened again.
      .catch(() => setUnits([]));
  }, [client]);
  return units;
};

/** More units for a plan that was not issued: they share scope, years and day, and each can be changed afterwards. */
export const AddPlanUnitsDrawer = ({ plan, onClose }: { plan: PlanView; onClose: () => void }) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const units = useTransferors();
  const label = t('disposition.units');
  return (
    <FormDrawer<PlanLineValues & { unitTenantIds: number[] }>
      open
      onClose={onClose}
      title={t('disposition.planUnitsAdd')}
      width={560}
      initialValues={{
        unitTenantIds: [],
        yearFrom: String(plan.year - 15),
        yearTo: String(plan.year - 11),
        dueOn: `${plan.year}-12-31`,
      }}
      fieldLabels={{ unitTenantIds: label }}
      onSubmit={async ({ unitTenantIds, scope, yearFrom, yearTo, dueOn }, idempotencyKey) => {
        const shared = { scope, yearFrom: Number(yearFrom), yearTo: Number(yearTo), dueOn };
        const lines = unitTenantIds.map((unitTenantId) => ({ unitTenantId, ...shared }));
        const asked = { planId: plan.id, units: lines };
        const { added } = await client.disposition.addPlanUnits.mutate(asked, { context: { idempotencyKey } });
        toast({ text: t('disposition.planUnitsAdded', { n: added, known: lines.length - added }) });
        revalidate();
      }}
    >
      <PlanLineFields />
      <FormField
        name="unitTenantIds"
        label={label}
        required
        rules={[{ type: 'array', min: 1, message: t('form.fieldRequired', { label }) }]}
      >
        <UnitPicker units={units ?? []} label={label} />
      </FormField>
    </FormDrawer>
  );
};
