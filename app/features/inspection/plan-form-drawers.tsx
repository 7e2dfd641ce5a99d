import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { InspectionRuleView, PlanView } from '@/server/domain/inspection/plan';

interface PlanValues {
  year: string | number;
  title: string;
  basis: string;
}

/** 新建 or 修改: the year of a plan stays what it was. */
export const PlanFormDrawer = (props: {
  open: boolean;
  plan?: PlanView;
  onClose: () => void;
  onDone: (planId: string) => void;
}) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { plan } = props;
  const year = Number(useToday().slice(0, 4));
  const labels = {
    year: t('inspectionPlan.year'),
    title: t('inspectionPlan.planTitle'),
    basis: t('inspectionPlan.basis'),
  };
  const save = async (values: PlanValues, idempotencyKey: string) => {
    const { title, basis } = values;
    if (plan) {
      await client.inspectionPlan.update.mutate({ planId: plan.id, rowVersion: plan.rowVersion, title, basis });
      toast({ text: t('inspectionPlan.lineSaved') });
      props.onDone(plan.id);
      return;
    }
    const input = { year: Number(values.year), title, basis };
    const { id } = await client.inspectionPlan.create.mutate(input, { context: { idempotencyKey } });
    toast({ text: t('inspectionPlan.created') });
    props.onDone(id);
  };
  return (
    <FormDrawer<PlanValues>
      open={props.open}
      onClose={props.onClose}
      title={t(plan ? 'inspectionPlan.edit' : 'inspectionPlan.create')}
      initialValues={plan ? { title: plan.title, basis: plan.basis } : { year }}
      fieldLabels={labels}
      onSubmit={save}
    >
      {plan ? null : (
        <FormField name="year" label={labels.year} required>
          <input className="lt-input" type="number" min={2000} max={2999} inputMode="numeric" />
        </FormField>
      )}
      <FormField name="title" label={labels.title} required>
        <input className="lt-input" maxLength={200} />
      </FormField>
      <FormField name="basis" label={labels.basis} help={t('inspectionPlan.basisHelp')} required>
        <textarea className="lt-input lt-textarea" rows={4} maxLength={1000} />
      </FormField>
    </FormDrawer>
  );
};

interface RuleValues {
  noticeLeadDays: string | number;
  inspectorsPerUnit: string | number;
  longestExtensionDays: string | number;
  basis: string;
  validFrom: string;
}

/** 检查规则: a new one from a day on; places differ, and change their minds. */
export const RuleDrawer = (props: {
  open: boolean;
  rule: InspectionRuleView;
  onClose: () => void;
  onDone: () => void;
}) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const today = useToday();
  const labels = {
    noticeLeadDays: t('inspectionPlan.noticeLead'),
    inspectorsPerUnit: t('inspectionPlan.inspectorsPerUnit'),
    longestExtensionDays: t('inspectionPlan.longestExtension'),
    basis: t('inspectionPlan.ruleBasis'),
    validFrom: t('inspectionPlan.validFrom'),
  };
  return (
    <FormDrawer<RuleValues>
      open={props.open}
      onClose={props.onClose}
      title={t('inspectionPlan.ruleTitle')}
      initialValues={{ ...props.rule, basis: props.rule.basis ?? '', validFrom: today }}
      fieldLabels={labels}
      onSubmit={async (values, idempotencyKey) => {
        const input = {
          noticeLeadDays: Number(values.noticeLeadDays),
          inspectorsPerUnit: Number(values.inspectorsPerUnit),
          longestExtensionDays: Number(values.longestExtensionDays),
          basis: values.basis,
          validFrom: values.validFrom,
        };
        await client.inspectionPlan.saveRule.mutate(input, { context: { idempotencyKey } });
        toast({ text: t('inspectionPlan.ruleSaved') });
        props.onDone();
      }}
    >
      <p className="lt-note">{t('inspectionPlan.ruleEffect')}</p>
      <FormField name="noticeLeadDays" label={labels.noticeLeadDays} required>
        <input className="lt-input" type="number" min={1} max={60} inputMode="numeric" />
      </FormField>
      <FormField name="inspectorsPerUnit" label={labels.inspectorsPerUnit} required>
        <input className="lt-input" type="number" min={2} max={9} inputMode="numeric" />
      </FormField>
      <FormField name="longestExtensionDays" label={labels.longestExtensionDays} required>
        <input className="lt-input" type="number" min={1} max={180} inputMode="numeric" />
      </FormField>
      <FormField name="basis" label={labels.basis} required>
        <textarea className="lt-input lt-textarea" rows={2} maxLength={300} />
      </FormField>
      <FormField name="validFrom" label={labels.validFrom} required>
        <input className="lt-input" type="date" />
      </FormField>
    </FormDrawer>
  );
};
