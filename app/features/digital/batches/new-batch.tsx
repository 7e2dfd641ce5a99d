import { useNavigate } from '@remix-run/react';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { categoryOptions } from '@/app/features/archive/archive-labels';
import { useCategories } from '@/app/features/archive/use-categories';
import { useText } from '@/app/i18n/use-text';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';

interface Values {
  name: string;
  categoryCode: string;
  filingYear: string;
  plannedFrom: string;
  plannedTo: string;
  estimatedPages: string;
  place: 'on_site' | 'off_site';
  vendorName: string;
  contractNumber: string;
}
const numberOf = (typed: string): number | undefined => {
  const plain = typed.normalize('NFKC').trim();
  return plain === '' ? undefined : Number(plain);
};

export const NewBatch = ({ open, onClose, today }: { open: boolean; onClose: () => void; today: string }) => {
  const t = useText();
  const categories = useCategories();
  const navigate = useNavigate();
  const client = useWorkspaceClient();
  const { slug } = useWorkspace().tenant;
  const send = async (values: Values, idempotencyKey: string) => {
    const { batchId } = await client.digitisation.createBatch.mutate(
      {
        ...values,
        categoryCode: values.categoryCode || undefined,
        filingYear: numberOf(values.filingYear),
        estimatedPages: numberOf(values.estimatedPages),
      },
      { context: { idempotencyKey } },
    );
    navigate(`/w/${slug}/digitisation/${batchId}`);
  };
  const labels = {
    name: t('digitisation.name'),
    plannedFrom: t('digitisation.plannedFrom'),
    plannedTo: t('digitisation.plannedTo'),
    filingYear: t('digitisation.year'),
    estimatedPages: t('digitisation.estimated'),
  };
  return (
    <FormDrawer<Values>
      open={open}
      onClose={onClose}
      title={t('digitisation.batchNew')}
      initialValues={{
        name: '',
        categoryCode: '',
        filingYear: '',
        plannedFrom: today,
        plannedTo: '',
        estimatedPages: '',
        place: 'on_site',
        vendorName: '',
        contractNumber: '',
      }}
      fieldLabels={labels}
      onSubmit={send}
      submitLabel={t('digitisation.batchCreate')}
    >
      <FormField name="name" label={labels.name} required help={t('digitisation.nameHelp')}>
        <input className="lt-input" maxLength={100} />
      </FormField>
      <FormField name="categoryCode" label={t('digitisation.category')}>
        <select className="lt-select">
          <option value="">{t('digitisation.all')}</option>
          {categoryOptions(categories).map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      </FormField>
      <FormField name="filingYear" label={labels.filingYear} help={t('digitisation.yearHelp')}>
        <input className="lt-input" inputMode="numeric" maxLength={4} />
      </FormField>
      <FormField name="plannedFrom" label={labels.plannedFrom} required>
        <input className="lt-input" type="date" />
      </FormField>
      <FormField name="plannedTo" label={labels.plannedTo} required>
        <input className="lt-input" type="date" />
      </FormField>
      <FormField name="estimatedPages" label={labels.estimatedPages}>
        <input className="lt-input" inputMode="numeric" maxLength={9} />
      </FormField>
      <FormField name="place" label={t('digitisation.place')} required>
        <select className="lt-select">
          <option value="on_site">{t('digitisation.place_on_site')}</option>
          <option value="off_site">{t('digitisation.place_off_site')}</option>
        </select>
      </FormField>
      <FormField name="vendorName" label={t('digitisation.vendor')}>
        <input className="lt-input" maxLength={100} />
      </FormField>
      <FormField name="contractNumber" label={t('digitisation.contract')}>
        <input className="lt-input" maxLength={60} />
      </FormField>
    </FormDrawer>
  );
};
