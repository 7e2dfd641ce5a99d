import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { ObjectRowView } from '@/server/domain/inspection/library';
import { RISK_LEVELS, type RiskLevel } from '@/server/domain/inspection/plan-vocabulary';

interface Values {
  riskLevel: RiskLevel | '';
  riskReason?: string;
  lastScore?: string | number;
  lastScoreOn?: string;
  exemptUntil?: string;
  exemptReason?: string;
}

const typed = (text: string | number | undefined): string | undefined => {
  const value = String(text ?? '').trim();
  return value === '' ? undefined : value;
};

/** 风险等级, 免检 and an earlier score of one unit. Everything else of it follows from supervision. */
export const ObjectDrawer = (props: { row: ObjectRowView; onClose: () => void; onDone: () => void }) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { row } = props;
  const labels = {
    riskLevel: t('inspectionPlan.risk'),
    riskReason: t('inspectionPlan.riskReason'),
    lastScore: t('inspectionPlan.lastScore'),
    lastScoreOn: t('inspectionPlan.lastScoreOn'),
    exemptUntil: t('inspectionPlan.exemptUntil'),
    exemptReason: t('inspectionPlan.exemptReason'),
  };
  const save = async (values: Values) => {
    const score = typed(values.lastScore);
    await client.inspectionPlan.saveObject.mutate({
      unitSlug: row.slug,
      rowVersion: row.rowVersion,
      riskLevel: values.riskLevel || undefined,
      riskReason: typed(values.riskReason),
      lastScore: score === undefined ? undefined : Number(score),
      lastScoreOn: typed(values.lastScoreOn),
      exemptUntil: typed(values.exemptUntil),
      exemptReason: typed(values.exemptReason),
    });
    toast({ text: t('inspectionPlan.objectSaved') });
    props.onDone();
  };
  return (
    <FormDrawer<Values>
      open
      onClose={props.onClose}
      title={t('inspectionPlan.editObjectTitle', { unit: row.name })}
      initialValues={{
        riskLevel: row.riskLevel ?? '',
        riskReason: row.riskReason ?? '',
        lastScore: row.lastScore ?? '',
        lastScoreOn: row.lastScoreOn ?? '',
        exemptUntil: row.exemptUntil ?? '',
        exemptReason: row.exemptReason ?? '',
      }}
      fieldLabels={labels}
      onSubmit={save}
    >
      <FormField
        name="riskLevel"
        label={labels.riskLevel}
        help={t('inspectionPlan.riskSuggested', { level: t(`inspectionPlan.risk_${row.suggestedRisk}`) })}
      >
        <select className="lt-select">
          <option value="">{t('inspectionPlan.risk_none')}</option>
          {RISK_LEVELS.map((level) => (
            <option key={level} value={level}>
              {t(`inspectionPlan.risk_${level}`)}
            </option>
          ))}
        </select>
      </FormField>
      <FormField name="riskReason" label={labels.riskReason}>
        <textarea className="lt-input lt-textarea" rows={2} maxLength={300} />
      </FormField>
      <FormField name="lastScore" label={labels.lastScore} help={t('inspectionPlan.lastScoreHelp')}>
        <input className="lt-input" type="number" min={0} max={1000} step="any" inputMode="decimal" />
      </FormField>
      <FormField name="lastScoreOn" label={labels.lastScoreOn}>
        <input className="lt-input" type="date" />
      </FormField>
      <FormField name="exemptUntil" label={labels.exemptUntil} help={t('inspectionPlan.exemptHelp')}>
        <input className="lt-input" type="date" />
      </FormField>
      <FormField name="exemptReason" label={labels.exemptReason}>
        <textarea className="lt-input lt-textarea" rows={2} maxLength={300} />
      </FormField>
    </FormDrawer>
  );
};
