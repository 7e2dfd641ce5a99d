import { Form } from 'antd';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { CampaignView, InspectorView, PoolPreview } from '@/server/domain/inspection/campaign';
import {
  QUOTA_KINDS,
  type QuotaKind,
  STRATUM_FIELDS,
  type StratumField,
} from '@/server/domain/inspection/plan-vocabulary';
import { CheckList } from './check-list';
import { StrataPreview } from './strata-preview';

export interface ChoiceProps {
  campaign: CampaignView;
  pool: PoolPreview;
  open: boolean;
  onClose: () => void;
  onDone: () => void;
}

export const peopleOf = (people: readonly InspectorView[]) =>
  people.map(({ accountId, name }) => ({ value: accountId, label: name }));

interface DrawValues {
  quotaKind: QuotaKind;
  units?: string | number;
  each?: string | number;
  share?: string | number;
  stratifyBy?: StratumField[];
  inspectors: string | number;
  recused?: string[];
}

const quotaOf = (values: DrawValues) => {
  if (values.quotaKind === 'share') return { share: Number(values.share) };
  return values.quotaKind === 'each' ? { each: Number(values.each) } : { units: Number(values.units) };
};

/** What the libraries say before anything is drawn: certificates, recusals, who is exempt. */
export const PoolNotes = ({ pool }: { pool: PoolPreview }) => {
  const t = useText();
  const doubtful = pool.inspectors.filter((one) => one.certificate === 'missing' || one.certificate === 'expired');
  const recusals = pool.inspectors.reduce((sum, one) => sum + one.recusedSlugs.length, 0);
  const notes = [
    doubtful.length > 0
      ? t('inspectionPlan.certificateWarning', { names: doubtful.map((one) => one.name).join(t('common.list')) })
      : null,
    recusals > 0 ? t('inspectionPlan.recusalNote', { n: recusals }) : null,
    pool.exemptUnits.length > 0 ? t('inspectionPlan.exemptNote', { n: pool.exemptUnits.length }) : null,
  ].filter((note): note is string => note !== null);
  return notes.map((note) => (
    <p key={note} className="lt-note">
      {note}
    </p>
  ));
};

/** One number, whose meaning the choice above it says; and what comes of it, stratum by stratum. */
const QuotaFields = ({ pool }: { pool: PoolPreview }) => {
  const t = useText();
  const kind: QuotaKind = Form.useWatch('quotaKind') ?? 'total';
  const typed: unknown = Form.useWatch(kind === 'total' ? 'units' : kind);
  const stratifyBy: StratumField[] = Form.useWatch('stratifyBy') ?? [];
  const fields = {
    total: { name: 'units', label: t('inspection.drawUnits'), max: Math.min(500, pool.units.length) },
    each: { name: 'each', label: t('inspectionPlan.drawEach'), max: 500 },
    share: { name: 'share', label: t('inspectionPlan.drawShare'), max: 100 },
  };
  const { name, label, max } = fields[kind];
  return (
    <>
      <FormField key={name} name={name} label={label} required>
        <input className="lt-input" type="number" min={1} max={max} inputMode="numeric" />
      </FormField>
      <StrataPreview units={pool.units} stratifyBy={stratifyBy} quota={{ kind, value: Number(typed) || 0 }} />
    </>
  );
};

/** 随机抽取: how many units of which strata, how many inspectors each, who stays out. The rest is the seed's. */
export const DrawDrawer = ({ campaign, pool, open, onClose, onDone }: ChoiceProps) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { planLine } = campaign;
  const labels = {
    units: t('inspection.drawUnits'),
    inspectors: t('inspection.drawInspectors'),
    recusedAccountIds: t('inspection.recused'),
    stratifyBy: t('inspectionPlan.stratifyBy'),
  };
  return (
    <FormDrawer<DrawValues>
      open={open}
      onClose={onClose}
      title={t('inspection.drawTitle')}
      submitLabel={t('inspection.draw')}
      initialValues={{
        quotaKind: planLine?.share ? 'share' : 'total',
        units: planLine?.units ?? Math.min(2, pool.units.length),
        each: 1,
        share: planLine?.share ?? 10,
        stratifyBy: [],
        inspectors: campaign.rule.inspectorsPerUnit,
        recused: [],
      }}
      fieldLabels={labels}
      onSubmit={async (values, idempotencyKey) => {
        const input = {
          campaignId: campaign.id,
          ...quotaOf(values),
          stratifyBy: values.stratifyBy ?? [],
          inspectors: Number(values.inspectors),
          recusedAccountIds: values.recused ?? [],
        };
        await client.inspection.draw.mutate(input, { context: { idempotencyKey } });
        toast({ text: t('inspection.drawn') });
        onDone();
      }}
    >
      <p className="lt-note">{t('inspection.drawEffect')}</p>
      <PoolNotes pool={pool} />
      <FormField name="stratifyBy" label={labels.stratifyBy} group>
        <CheckList
          label={labels.stratifyBy}
          choices={STRATUM_FIELDS.map((value) => ({ value, label: t(`inspectionPlan.stratum_${value}`) }))}
        />
      </FormField>
      <FormField name="quotaKind" label={t('inspectionPlan.quotaKind')} required>
        <select className="lt-select">
          {QUOTA_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {t(`inspectionPlan.quota_${kind}`)}
            </option>
          ))}
        </select>
      </FormField>
      <QuotaFields pool={pool} />
      <FormField name="inspectors" label={labels.inspectors} required>
        <input className="lt-input" type="number" min={campaign.rule.inspectorsPerUnit} max={9} inputMode="numeric" />
      </FormField>
      <FormField name="recused" label={labels.recusedAccountIds} group>
        <CheckList label={labels.recusedAccountIds} choices={peopleOf(pool.inspectors)} />
      </FormField>
    </FormDrawer>
  );
};
