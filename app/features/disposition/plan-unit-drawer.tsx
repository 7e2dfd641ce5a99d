import { useRevalidator } from '@remix-run/react';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { PlanUnitView } from '@/server/domain/disposition/plan';

interface Values {
  scope: string;
  yearFrom: string;
  yearTo: string;
  dueOn: string;
}

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
    <FormDrawer<Values>
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
      <FormField name="scope" label={labels.scope} required>
        <input className="lt-input" maxLength={500} />
      </FormField>
      <div className="lt-field-pair">
        <FormField name="yearFrom" label={t('disposition.yearFrom')} required>
          <input className="lt-input" type="number" min={1000} max={2100} inputMode="numeric" />
        </FormField>
        <FormField name="yearTo" label={labels.yearTo} required>
          <input className="lt-input" type="number" min={1000} max={2100} inputMode="numeric" />
        </FormField>
        <FormField name="dueOn" label={labels.dueOn} required>
          <input className="lt-input" type="date" />
        </FormField>
      </div>
    </FormDrawer>
  );
};
