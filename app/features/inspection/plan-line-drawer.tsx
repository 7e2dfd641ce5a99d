import { Form } from 'antd';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { useChecklistChoices } from '@/app/features/checklist/use-checklist-choices';
import { useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { PlanLineView } from '@/server/domain/inspection/plan';
import { CAMPAIGN_THEMES, type CampaignTheme } from '@/server/domain/inspection/plan-vocabulary';
import {
  CAMPAIGN_KINDS,
  type CampaignKind,
  SELECTION_METHODS,
  type SelectionMethod,
} from '@/server/domain/inspection/vocabulary';
import { CheckList } from './check-list';
import { partnersOf } from './partners';

const KINDS = ['department', 'township', 'institution', 'village', 'enterprise', 'repository', 'vendor'] as const;
type Kind = PlanLineView['subjectKinds'][number];
const MONTHS = Array.from({ length: 12 }, (_, index) => index + 1);

interface Values {
  title: string;
  kind: CampaignKind;
  theme?: CampaignTheme;
  selectedBy: SelectionMethod;
  quota: 'share' | 'units';
  share?: string | number;
  units?: string | number;
  subjectKinds: Kind[];
  checklistCode: string;
  scope: string;
  jointPartners?: string;
  rounds: string | number;
  monthFrom: string | number;
  monthTo: string | number;
}

const toFacts = (values: Values) => {
  const isDrawn = values.selectedBy === 'random';
  return {
    title: values.title,
    kind: values.kind,
    theme: values.kind === 'special' ? (values.theme ?? 'filing') : undefined,
    selectedBy: values.selectedBy,
    subjectKinds: values.subjectKinds,
    jointPartners: partnersOf(values.jointPartners),
    checklistCode: values.checklistCode,
    scope: values.scope,
    share: isDrawn && values.quota === 'share' ? Number(values.share) : undefined,
    units: isDrawn && values.quota === 'units' ? Number(values.units) : undefined,
    rounds: Number(values.rounds),
    monthFrom: Number(values.monthFrom),
    monthTo: Number(values.monthTo),
  };
};

const NEW: Partial<Values> = {
  kind: 'enforcement',
  theme: 'filing',
  selectedBy: 'random',
  quota: 'share',
  share: 10,
  subjectKinds: ['department'],
  checklistCode: 'checklist_organ',
  rounds: 1,
  monthFrom: 4,
  monthTo: 6,
};
const valuesOf = (line: PlanLineView): Partial<Values> => ({
  ...line,
  theme: line.theme ?? 'filing',
  quota: line.units === null ? 'share' : 'units',
  share: line.share ?? 10,
  units: line.units ?? 1,
  jointPartners: line.jointPartners.join('、'),
});

interface Options {
  codes: readonly string[] | readonly number[];
  label: (code: never) => string;
}
const Select = ({ codes, label, ...rest }: Options & { value?: string; onChange?: () => void }) => (
  <select className="lt-select" {...rest}>
    {codes.map((code) => (
      <option key={code} value={code}>
        {label(code as never)}
      </option>
    ))}
  </select>
);

/** Fields that depend on one another: a theme for special checks, a quota where units are drawn. */
const Dependent = ({ field }: { field: 'theme' | 'quota' }) => {
  const t = useText();
  const kind: CampaignKind | undefined = Form.useWatch('kind');
  const selectedBy: SelectionMethod | undefined = Form.useWatch('selectedBy');
  const quota: string | undefined = Form.useWatch('quota');
  if (field === 'theme') {
    return kind === 'special' ? (
      <FormField name="theme" label={t('inspectionPlan.theme')} required>
        <Select codes={CAMPAIGN_THEMES} label={(code: CampaignTheme) => t(`inspectionPlan.theme_${code}`)} />
      </FormField>
    ) : null;
  }
  if (selectedBy !== 'random') return null;
  const byShare = quota !== 'units';
  return (
    <>
      <FormField name="quota" label={t('inspectionPlan.quota')} required>
        <Select
          codes={['share', 'units']}
          label={(code: string) => t(code === 'share' ? 'inspectionPlan.quotaShare' : 'inspectionPlan.quotaUnits')}
        />
      </FormField>
      <FormField
        key={byShare ? 'share' : 'units'}
        name={byShare ? 'share' : 'units'}
        label={t(byShare ? 'inspectionPlan.share' : 'inspectionPlan.unitCount')}
        required
      >
        <input className="lt-input" type="number" min={1} max={byShare ? 100 : 500} inputMode="numeric" />
      </FormField>
    </>
  );
};

/** 计划项: whom, what for, how many, when, with whom. */
export const PlanLineDrawer = (props: {
  open: boolean;
  planId: string;
  line?: PlanLineView | undefined;
  onClose: () => void;
  onDone: () => void;
}) => {
  const t = useText();
  const checklists = useChecklistChoices(props.open);
  const toast = useToast();
  const client = useWorkspaceClient();
  const { line } = props;
  const labels = {
    title: t('inspectionPlan.lineTitle'),
    subjectKinds: t('inspectionPlan.subjects'),
    scope: t('inspectionPlan.scope'),
    share: t('inspectionPlan.share'),
    units: t('inspectionPlan.unitCount'),
    rounds: t('inspectionPlan.roundCount'),
    monthTo: t('inspectionPlan.monthTo'),
    jointPartners: t('inspectionPlan.partners'),
  };
  const save = async (values: Values, idempotencyKey: string) => {
    const facts = toFacts(values);
    if (line) await client.inspectionPlan.updateLine.mutate({ lineId: line.id, ...facts });
    else
      await client.inspectionPlan.addLine.mutate({ planId: props.planId, ...facts }, { context: { idempotencyKey } });
    toast({ text: t(line ? 'inspectionPlan.lineSaved' : 'inspectionPlan.lineAdded') });
    props.onDone();
  };
  const month = (code: number) => t('inspectionPlan.month', { n: code });
  return (
    <FormDrawer<Values>
      open={props.open}
      onClose={props.onClose}
      title={t(line ? 'inspectionPlan.editLine' : 'inspectionPlan.addLine')}
      initialValues={line ? valuesOf(line) : NEW}
      fieldLabels={labels}
      onSubmit={save}
    >
      <FormField name="title" label={labels.title} required>
        <input className="lt-input" maxLength={200} />
      </FormField>
      <FormField name="kind" label={t('inspection.kind')} required>
        <Select codes={CAMPAIGN_KINDS} label={(code: CampaignKind) => t(`inspection.kind_${code}`)} />
      </FormField>
      <Dependent field="theme" />
      <FormField name="subjectKinds" label={labels.subjectKinds} required group>
        <CheckList
          label={labels.subjectKinds}
          choices={KINDS.map((value) => ({ value, label: t(`tenancy.kind_${value}`) }))}
        />
      </FormField>
      <FormField name="checklistCode" label={t('inspection.checklist')} required>
        <select className="lt-select">
          {checklists.map((choice) => (
            <option key={choice.code} value={choice.code}>
              {choice.name}
            </option>
          ))}
        </select>
      </FormField>
      <FormField name="scope" label={labels.scope} required>
        <textarea className="lt-input lt-textarea" rows={2} maxLength={500} />
      </FormField>
      <FormField name="selectedBy" label={t('inspection.selectedBy')} required>
        <Select codes={SELECTION_METHODS} label={(code: SelectionMethod) => t(`inspection.selectedBy_${code}`)} />
      </FormField>
      <Dependent field="quota" />
      <FormField name="rounds" label={labels.rounds} required>
        <input className="lt-input" type="number" min={1} max={12} inputMode="numeric" />
      </FormField>
      <FormField name="monthFrom" label={t('inspectionPlan.monthFrom')} required>
        <Select codes={MONTHS} label={month} />
      </FormField>
      <FormField name="monthTo" label={labels.monthTo} required>
        <Select codes={MONTHS} label={month} />
      </FormField>
      <FormField name="jointPartners" label={labels.jointPartners} help={t('inspection.jointPartnersHelp')}>
        <input className="lt-input" maxLength={500} />
      </FormField>
    </FormDrawer>
  );
};
