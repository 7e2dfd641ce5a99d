import { Checkbox, Form } from 'antd';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { categoryOptions, retentionOptions } from '@/app/features/archive/archive-labels';
import { useCategories } from '@/app/features/archive/use-categories';
import { useLocale, useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import { RETENTION_BASES } from '@/server/domain/archive/retention';
import type { RuleView, ScheduleView } from '@/server/domain/filing/retention-schedule';
import { Options } from './filing-labels';

type Values = Pick<RuleView, 'code' | 'categoryCode' | 'description' | 'retentionCode' | 'basis' | 'isMinimum'> & {
  source?: string;
};

/** One line of the schedule; what the authority wants changed stands above the text. */
export const RuleDrawer = (props: {
  schedule: ScheduleView;
  rule: RuleView | null;
  onClose: () => void;
  onDone: () => void;
}) => {
  const t = useText();
  const locale = useLocale();
  const categories = useCategories();
  const client = useWorkspaceClient();
  const { schedule, rule } = props;
  const labels = {
    code: t('filing.ruleCode'),
    description: t('filing.ruleText'),
    retentionCode: t('filing.retention'),
  };
  return (
    <FormDrawer<Values>
      open
      onClose={props.onClose}
      title={rule ? t('filing.ruleEdit') : t('filing.ruleAdd')}
      fieldLabels={labels}
      initialValues={
        rule
          ? { ...rule, source: rule.source ?? '' }
          : { categoryCode: 'WS', retentionCode: 'D30', basis: 'formed', isMinimum: false }
      }
      onSubmit={async (values, idempotencyKey) => {
        const input = {
          scheduleId: schedule.id,
          rowVersion: schedule.rowVersion,
          code: values.code,
          categoryCode: values.categoryCode,
          description: values.description,
          retentionCode: values.retentionCode,
          basis: values.basis,
          isMinimum: values.isMinimum ?? false,
          source: values.source || undefined,
        };
        await (rule
          ? client.filing.updateRule.mutate({ ...input, ruleId: rule.id })
          : client.filing.addRule.mutate(input, { context: { idempotencyKey } }));
        props.onDone();
      }}
    >
      {rule?.returnedReason ? (
        <p className="lt-note lt-note-attention">{t('filing.reasonHere', { reason: rule.returnedReason })}</p>
      ) : null}
      <div className="lt-field-pair">
        <FormField name="code" label={labels.code} required>
          <input className="lt-input" maxLength={20} autoComplete="off" />
        </FormField>
        <FormField name="categoryCode" label={t('filing.category')} required>
          <select className="lt-select">
            <Options options={categoryOptions(categories, rule?.categoryCode)} />
          </select>
        </FormField>
      </div>
      <FormField name="description" label={labels.description} required>
        <textarea className="lt-input lt-textarea" rows={3} maxLength={300} />
      </FormField>
      <div className="lt-field-pair">
        <FormField name="retentionCode" label={labels.retentionCode} required>
          <select className="lt-select">
            <Options options={retentionOptions(locale)} />
          </select>
        </FormField>
        <FormField name="basis" label={t('filing.ruleBasis')} required>
          <select className="lt-select">
            <Options options={RETENTION_BASES.map((basis) => ({ value: basis, label: t(`filing.basis_${basis}`) }))} />
          </select>
        </FormField>
      </div>
      <Form.Item name="isMinimum" valuePropName="checked">
        <Checkbox>{t('filing.ruleMinimumLong')}</Checkbox>
      </Form.Item>
      <FormField name="source" label={t('filing.ruleSource')}>
        <input className="lt-input" maxLength={200} autoComplete="off" />
      </FormField>
    </FormDrawer>
  );
};
