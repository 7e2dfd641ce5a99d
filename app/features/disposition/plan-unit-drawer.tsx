import { useRevalidator } from '@remix-run/react';
import { FormDrawer } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { PlanUnitView } from '@/server/domain/disposition/plan';
import { PlanLineFields, type PlanLineValues } from './plan-line-fields';

/** What one unit hands over and by when, until the plan is issued. */
export const PlanUnitDrawer = ({
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
  const labels = { scope: t('disposition.scope'), yearTo: t('disposition.yearTo'), dueOn: t('disposition.dueOn') };
  return (
    <FormDrawer<PlanLineValues>
      open
      onClose={onClose}
      title={unit.unitName}
      initialValues={{
        scope: unit.scope,
        yearFrom: String(unit.yearFrom),
        yearTo: String(unit.yearTo),
        dueOn: unit.dueOn,
      }}
      fieldLabels={labels}
      onSubmit={async ({ scope, yearFrom, yearTo, dueOn }) => {
        await client.disposition.changePlanUnit.mutate({
          planId,
          unitTenantId: unit.unitTenantId,
          scope,
          yearFrom: Number(yearFrom),
          yearTo: Number(yearTo),
          dueOn,
        });
        toast({ text: t('disposition.planUnitChanged') });
        revalidate();
      }}
    >
      <PlanLineFields />
    </FormDrawer>
  );
};
