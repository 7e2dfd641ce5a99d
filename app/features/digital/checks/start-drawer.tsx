import { useNavigate } from '@remix-run/react';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { categoryOptions } from '@/app/features/archive/archive-labels';
import { useCategories } from '@/app/features/archive/use-categories';
import { useLocale, useText } from '@/app/i18n/use-text';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import { CHECK_PHASES, type CheckPhase } from '@/server/domain/digital/four-property-rules';
import { phaseName } from '@/server/domain/digital/four-property-words';

interface Values {
  phase: CheckPhase;
  year: string;
  category: string;
}

interface StartDrawerProps {
  open: boolean;
  onClose: () => void;
  years: readonly string[];
}

/** Which electronic records are checked, and for which phase. */
export const StartDrawer = ({ open, onClose, years }: StartDrawerProps) => {
  const t = useText();
  const locale = useLocale();
  const categories = useCategories();
  const toast = useToast();
  const navigate = useNavigate();
  const client = useWorkspaceClient();
  const { slug } = useWorkspace().tenant;
  const start = async ({ phase, year, category }: Values, idempotencyKey: string) => {
    const scope = {
      kind: 'year' as const,
      ...(year ? { filingYear: Number(year) } : {}),
      ...(category ? { categoryCode: category } : {}),
    };
    const { runId } = await client.digital.startFourProperty.mutate({ phase, scope }, { context: { idempotencyKey } });
    toast({ text: t('fourProperty.started') });
    navigate(`/w/${slug}/digital/checks/${runId}`);
  };
  return (
    <FormDrawer<Values>
      open={open}
      onClose={onClose}
      title={t('fourProperty.startTitle')}
      initialValues={{ phase: 'preservation', year: '', category: '' }}
      fieldLabels={{ phase: t('fourProperty.phase') }}
      onSubmit={start}
      submitLabel={t('fourProperty.start')}
    >
      <FormField name="phase" label={t('fourProperty.phase')} required>
        <select className="lt-select">
          {CHECK_PHASES.map((phase) => (
            <option key={phase} value={phase}>
              {phaseName(phase, locale)}
            </option>
          ))}
        </select>
      </FormField>
      <FormField name="year" label={t('fourProperty.year')}>
        <select className="lt-select">
          <option value="">{t('fourProperty.yearAll')}</option>
          {years.map((year) => (
            <option key={year} value={year}>
              {year}
            </option>
          ))}
        </select>
      </FormField>
      <FormField name="category" label={t('fourProperty.category')}>
        <select className="lt-select">
          <option value="">{t('fourProperty.categoryAll')}</option>
          {categoryOptions(categories).map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </FormField>
    </FormDrawer>
  );
};
