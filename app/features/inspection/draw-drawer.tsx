import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { InspectorView, PoolPreview } from '@/server/domain/inspection/campaign';
import { FEWEST_INSPECTORS } from '@/server/domain/inspection/vocabulary';
import { CheckList } from './check-list';

interface ChoiceProps {
  campaignId: string;
  pool: PoolPreview;
  open: boolean;
  onClose: () => void;
  onDone: () => void;
}

const peopleOf = (people: readonly InspectorView[]) =>
  people.map(({ accountId, name }) => ({ value: accountId, label: name }));

interface DrawValues {
  units: string | number;
  inspectors: string | number;
  recused?: string[];
}

/** 随机抽取: how many units, how many inspectors each, who stays out. The rest is the seed's. */
export const DrawDrawer = ({ campaignId, pool, open, onClose, onDone }: ChoiceProps) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const labels = {
    units: t('inspection.drawUnits'),
    inspectors: t('inspection.drawInspectors'),
    recusedAccountIds: t('inspection.recused'),
  };
  return (
    <FormDrawer<DrawValues>
      open={open}
      onClose={onClose}
      title={t('inspection.drawTitle')}
      submitLabel={t('inspection.draw')}
      initialValues={{ units: Math.min(2, pool.units.length), inspectors: FEWEST_INSPECTORS, recused: [] }}
      fieldLabels={labels}
      onSubmit={async ({ units, inspectors, recused = [] }, idempotencyKey) => {
        const input = {
          campaignId,
          units: Number(units),
          inspectors: Number(inspectors),
          recusedAccountIds: recused,
        };
        await client.inspection.draw.mutate(input, { context: { idempotencyKey } });
        toast({ text: t('inspection.drawn') });
        onDone();
      }}
    >
      <p className="lt-note">{t('inspection.drawEffect')}</p>
      <FormField name="units" label={labels.units} required>
        <input className="lt-input" type="number" min={1} max={pool.units.length} inputMode="numeric" />
      </FormField>
      <FormField name="inspectors" label={labels.inspectors} required>
        <input className="lt-input" type="number" min={FEWEST_INSPECTORS} max={9} inputMode="numeric" />
      </FormField>
      <FormField name="recused" label={labels.recusedAccountIds}>
        <CheckList label={labels.recusedAccountIds} choices={peopleOf(pool.inspectors)} />
      </FormField>
    </FormDrawer>
  );
};

interface NameValues {
  unitSlugs: string[];
  inspectorAccountIds: string[];
}

/** 指定单位: for special checks and look-backs. */
export const NameUnitsDrawer = ({ campaignId, pool, open, onClose, onDone }: ChoiceProps) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const labels = { unitSlugs: t('inspection.units'), inspectorAccountIds: t('inspection.inspectors') };
  return (
    <FormDrawer<NameValues>
      open={open}
      onClose={onClose}
      title={t('inspection.nameUnitsTitle')}
      submitLabel={t('inspection.nameUnits')}
      initialValues={{ unitSlugs: [], inspectorAccountIds: [] }}
      fieldLabels={labels}
      onSubmit={async (values, idempotencyKey) => {
        await client.inspection.nameUnits.mutate({ campaignId, ...values }, { context: { idempotencyKey } });
        toast({ text: t('inspection.named') });
        onDone();
      }}
    >
      <p className="lt-note">{t('inspection.nameUnitsEffect')}</p>
      <FormField name="unitSlugs" label={labels.unitSlugs} required>
        <CheckList
          label={labels.unitSlugs}
          choices={pool.units.map(({ slug, name }) => ({ value: slug, label: name }))}
        />
      </FormField>
      <FormField name="inspectorAccountIds" label={labels.inspectorAccountIds} required>
        <CheckList label={labels.inspectorAccountIds} choices={peopleOf(pool.inspectors)} />
      </FormField>
    </FormDrawer>
  );
};
