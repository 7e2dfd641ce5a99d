import { useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import type { Selection } from '@/app/components/data-table';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import { UNIT_FIELDS, type UnitField } from '@/server/domain/inspection/district-vocabulary';

/** 归入领域 of the chosen units. Units are named one by one: a filter that is meant as a whole says nothing about a field. */
export const AssignField = ({ selection, onDone }: { selection: Selection; onDone: () => void }) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const [open, setOpen] = useState(false);
  const ids = selection.kind === 'rows' ? selection.keys.map(Number) : [];
  return (
    <>
      <Button icon="layers" disabled={ids.length === 0} onClick={() => setOpen(true)}>
        {t('district.assignField')}
      </Button>
      <FormDrawer<{ field: UnitField | '' }>
        open={open}
        onClose={() => setOpen(false)}
        title={t('district.assignField')}
        initialValues={{ field: '' }}
        onSubmit={async ({ field }) => {
          const { units } = await client.district.assignField.mutate({
            field: field === '' ? null : field,
            unitTenantIds: ids,
          });
          toast({ text: t('district.fieldAssigned', { n: units }) });
          onDone();
          revalidate();
        }}
      >
        <p className="lt-note">{t('district.assignFieldEffect', { n: ids.length })}</p>
        <FormField name="field" label={t('district.field')}>
          <select className="lt-select">
            <option value="">{t('district.fieldByItself')}</option>
            {UNIT_FIELDS.map((field) => (
              <option key={field} value={field}>
                {t(`district.field_${field}`)}
              </option>
            ))}
          </select>
        </FormField>
      </FormDrawer>
    </>
  );
};
