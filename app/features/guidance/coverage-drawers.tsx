import { useRevalidator } from '@remix-run/react';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { CoverageOfKind, CoverageView } from '@/server/domain/guidance/guidance-coverage';
import { HARD_MARKS, type HardMark } from '@/server/domain/guidance/guidance-vocabulary';

/** 指导计划 of one kind of unit. */
export const PlanDrawer = ({ year, of, onClose }: { year: number; of: CoverageOfKind; onClose: () => void }) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const labels = { targetUnits: t('guidance.target'), note: t('guidance.planNote') };
  return (
    <FormDrawer<{ targetUnits: string | number; note?: string }>
      open
      onClose={onClose}
      title={t('guidance.planOf', { kind: t(`tenancy.kind_${of.kind}`), year: String(year) })}
      fieldLabels={labels}
      initialValues={{ targetUnits: of.target ?? of.units, note: of.note }}
      onSubmit={async ({ targetUnits, note }) => {
        const input = { year, unitKind: of.kind, targetUnits: Number(targetUnits), note, rowVersion: of.planVersion };
        await client.guidance.savePlan.mutate(input);
        toast({ text: t('guidance.planSaved') });
        revalidate();
      }}
    >
      <FormField name="targetUnits" label={labels.targetUnits} required>
        <input className="lt-input" type="number" min={1} max={100_000} inputMode="numeric" />
      </FormField>
      <FormField name="note" label={labels.note}>
        <textarea className="lt-input lt-textarea" rows={3} maxLength={500} />
      </FormField>
    </FormDrawer>
  );
};

/** 急重难: why this unit is to be guided before others. */
export const MarkDrawer = ({ unit, onClose }: { unit: CoverageView; onClose: () => void }) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const labels = { mark: t('guidance.mark'), reason: t('guidance.markReason') };
  return (
    <FormDrawer<{ mark: HardMark | ''; reason?: string }>
      open
      onClose={onClose}
      title={t('guidance.markOf', { name: unit.name })}
      fieldLabels={labels}
      initialValues={{ mark: unit.mark ?? 'urgent', reason: unit.markReason }}
      onSubmit={async ({ mark, reason }) => {
        const input = { unitTenantId: unit.tenantId, mark: mark || null, reason, rowVersion: unit.markVersion };
        await client.guidance.markUnit.mutate(input);
        toast({ text: t('guidance.markSaved') });
        revalidate();
      }}
    >
      <FormField name="mark" label={labels.mark}>
        <select className="lt-select">
          {HARD_MARKS.map((mark) => (
            <option key={mark} value={mark}>
              {t(`guidance.mark_${mark}`)}
            </option>
          ))}
          <option value="">{t('guidance.mark_none')}</option>
        </select>
      </FormField>
      <FormField name="reason" label={labels.reason} help={t('guidance.markReasonHelp')}>
        <textarea className="lt-input lt-textarea" rows={3} maxLength={500} />
      </FormField>
    </FormDrawer>
  );
};
