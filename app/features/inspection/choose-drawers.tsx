import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import { CheckList } from './check-list';
import { type ChoiceProps, PoolNotes, peopleOf } from './draw-drawer';

/** 全覆盖: nobody is left out, so only the inspectors are drawn. */
export const CoverAllDrawer = ({ campaign, pool, open, onClose, onDone }: ChoiceProps) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const labels = { inspectors: t('inspection.drawInspectors'), recusedAccountIds: t('inspection.recused') };
  return (
    <FormDrawer<{ inspectors: string | number; recused?: string[] }>
      open={open}
      onClose={onClose}
      title={t('inspectionPlan.coverAllTitle')}
      submitLabel={t('inspectionPlan.coverAll')}
      initialValues={{ inspectors: campaign.rule.inspectorsPerUnit, recused: [] }}
      fieldLabels={labels}
      onSubmit={async ({ inspectors, recused = [] }, idempotencyKey) => {
        const input = { campaignId: campaign.id, inspectors: Number(inspectors), recusedAccountIds: recused };
        await client.inspectionPlan.coverAll.mutate(input, { context: { idempotencyKey } });
        toast({ text: t('inspectionPlan.coverAllDone') });
        onDone();
      }}
    >
      <p className="lt-note">{t('inspectionPlan.coverAllEffect', { n: pool.units.length })}</p>
      <PoolNotes pool={pool} />
      <FormField name="inspectors" label={labels.inspectors} required>
        <input className="lt-input" type="number" min={campaign.rule.inspectorsPerUnit} max={9} inputMode="numeric" />
      </FormField>
      <FormField name="recused" label={labels.recusedAccountIds} group>
        <CheckList label={labels.recusedAccountIds} choices={peopleOf(pool.inspectors)} />
      </FormField>
    </FormDrawer>
  );
};

interface NameValues {
  unitSlugs: string[];
  inspectorAccountIds: string[];
  reason: string;
}

/** 指定单位, for a reason: special checks and look-backs. */
export const NameUnitsDrawer = ({ campaign, pool, open, onClose, onDone }: ChoiceProps) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const labels = {
    unitSlugs: t('inspection.units'),
    inspectorAccountIds: t('inspection.inspectors'),
    reason: t('inspectionPlan.selectionReason'),
  };
  return (
    <FormDrawer<NameValues>
      open={open}
      onClose={onClose}
      title={t('inspection.nameUnitsTitle')}
      submitLabel={t('inspection.nameUnits')}
      initialValues={{ unitSlugs: [], inspectorAccountIds: [] }}
      fieldLabels={labels}
      onSubmit={async (values, idempotencyKey) => {
        await client.inspection.nameUnits.mutate(
          { campaignId: campaign.id, ...values },
          { context: { idempotencyKey } },
        );
        toast({ text: t('inspection.named') });
        onDone();
      }}
    >
      <p className="lt-note">{t('inspection.nameUnitsEffect')}</p>
      <PoolNotes pool={pool} />
      <FormField name="unitSlugs" label={labels.unitSlugs} required group>
        <CheckList
          label={labels.unitSlugs}
          choices={pool.units.map(({ slug, name }) => ({ value: slug, label: name }))}
        />
      </FormField>
      <FormField name="inspectorAccountIds" label={labels.inspectorAccountIds} required group>
        <CheckList label={labels.inspectorAccountIds} choices={peopleOf(pool.inspectors)} />
      </FormField>
      <FormField name="reason" label={labels.reason} required>
        <textarea className="lt-input lt-textarea" rows={2} maxLength={500} />
      </FormField>
    </FormDrawer>
  );
};
