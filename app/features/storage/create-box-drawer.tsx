import { useNavigate } from '@remix-run/react';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { categoryOptions, retentionOptions } from '@/app/features/archive/archive-labels';
import { useCategories } from '@/app/features/archive/use-categories';
import { useLocale, useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { oneOf } from '@/app/lib/one-of';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import { RETENTION_CODE_VALUES } from '@/server/domain/archive/retention';
import { SPINE_CHOICES } from '@/server/domain/storage/box';

interface Values {
  fondsId: string;
  categoryCode: string;
  filingYear: string;
  retentionCode: string;
  orgCode?: string;
  spineMm: string;
}

const Options = ({ options, ...control }: { options: readonly { value: string; label: string }[] }) => (
  <select className="lt-select" {...control}>
    {options.map(({ value, label }) => (
      <option key={value} value={value}>
        {label}
      </option>
    ))}
  </select>
);

/** An empty box with the next number, to be filled by hand. */
export const CreateBoxDrawer = ({
  open,
  onClose,
  fonds,
}: {
  open: boolean;
  onClose: () => void;
  fonds: readonly { id: string; number: string; name: string }[];
}) => {
  const t = useText();
  const locale = useLocale();
  const categories = useCategories();
  const toast = useToast();
  const navigate = useNavigate();
  const client = useWorkspaceClient();
  const { slug } = useWorkspace().tenant;
  const year = String(Number(useToday().slice(0, 4)) - 1);
  return (
    <FormDrawer<Values>
      open={open}
      onClose={onClose}
      title={t('storage.createBox')}
      initialValues={{ fondsId: fonds[0]?.id, categoryCode: 'WS', filingYear: year, retentionCode: 'Y', spineMm: '30' }}
      fieldLabels={{ filingYear: t('storage.year'), orgCode: t('storage.org') }}
      onSubmit={async (values, idempotencyKey) => {
        const { box } = await client.storage.createBox.mutate(
          {
            ...values,
            filingYear: Number(values.filingYear),
            retentionCode: oneOf(RETENTION_CODE_VALUES, values.retentionCode) ?? 'Y',
            spineMm: SPINE_CHOICES.find((spine) => String(spine) === values.spineMm) ?? 30,
          },
          { context: { idempotencyKey } },
        );
        toast({ text: t('storage.boxMade', { number: box.boxNumber }) });
        navigate(`/w/${slug}/storage/boxes/${box.id}`);
      }}
    >
      <FormField name="fondsId" label={t('storage.fonds')} required>
        <Options options={fonds.map((one) => ({ value: one.id, label: `${one.number} ${one.name}` }))} />
      </FormField>
      <FormField name="categoryCode" label={t('storage.category')} required>
        <Options options={categoryOptions(categories)} />
      </FormField>
      <FormField name="filingYear" label={t('storage.year')} required>
        <input className="lt-input" type="number" min={1000} max={2999} inputMode="numeric" />
      </FormField>
      <FormField name="retentionCode" label={t('storage.retention')} required>
        <Options options={retentionOptions(locale)} />
      </FormField>
      <FormField name="orgCode" label={t('storage.org')}>
        <input className="lt-input" maxLength={20} autoComplete="off" />
      </FormField>
      <FormField name="spineMm" label={t('storage.spine')} required>
        <Options
          options={SPINE_CHOICES.map((spine) => ({ value: String(spine), label: t('storage.spineMm', { n: spine }) }))}
        />
      </FormField>
    </FormDrawer>
  );
};
