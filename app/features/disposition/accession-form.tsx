import { useRevalidator } from '@remix-run/react';
import { Form } from 'antd';
import { Button } from '@/app/components/button';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { categoryOptions } from '@/app/features/archive/archive-labels';
import { useCategories } from '@/app/features/archive/use-categories';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import {
  ACCESSION_MODES,
  COUNT_UNITS,
  type CountUnit,
  MATERIAL_KINDS,
  type MaterialKind,
  OWNERSHIP_LEVELS,
  type OwnershipLevel,
  SOURCE_KINDS,
  type SourceKind,
  TRANSFEROR_KINDS,
  type TransferorKind,
} from '@/server/domain/disposition/vocabulary';

interface Line {
  categoryCode: string;
  unit: CountUnit;
  quantity: string;
  yearFrom?: string;
  yearTo?: string;
}
interface Values {
  sourceKind: SourceKind;
  transferorKind: TransferorKind;
  transferorOwnership?: OwnershipLevel | '';
  sourceName: string;
  mode: (typeof ACCESSION_MODES)[number];
  materialKind?: MaterialKind | '';
  topics?: string;
  isDigitalCopy?: boolean;
  receivedOn: string;
  place?: string;
  handedOverBy?: string;
  handledBy: string;
  remarks?: string;
  lines: Line[];
}

const numberOr = (typed: string | undefined): number | undefined => (typed ? Number(typed) : undefined);

/** What a person types, as the procedure takes it. */
const toInput = (values: Values) => ({
  ...values,
  transferorOwnership: values.transferorOwnership || undefined,
  materialKind: values.materialKind || undefined,
  topics: (values.topics ?? '')
    .split(/[、,，;；\s]+/u)
    .map((topic) => topic.trim())
    .filter((topic) => topic !== ''),
  lines: values.lines.map((line) => ({
    categoryCode: line.categoryCode,
    unit: line.unit,
    quantity: Number(line.quantity),
    yearFrom: numberOr(line.yearFrom),
    yearTo: numberOr(line.yearTo),
  })),
});

const Lines = () => {
  const t = useText();
  const categories = useCategories();
  return (
    <Form.List name="lines">
      {(fields, { add, remove }) => (
        <fieldset className="lt-unit-picker lt-form-aside">
          <legend className="lt-label">{t('disposition.lines')}</legend>
          {fields.map(({ key, name }) => (
            <div key={key} className="lt-unit-group">
              <div className="lt-field-pair">
                <FormField name={[name, 'categoryCode']} label={t('disposition.category')} required>
                  <select className="lt-select">
                    {categoryOptions(categories).map((option) => (
                      <option key={option.value} value={option.value}>
                        {option.label}
                      </option>
                    ))}
                  </select>
                </FormField>
                <FormField name={[name, 'unit']} label={t('disposition.unit')} required>
                  <select className="lt-select">
                    {COUNT_UNITS.map((unit) => (
                      <option key={unit} value={unit}>
                        {t(`disposition.unit_${unit}`)}
                      </option>
                    ))}
                  </select>
                </FormField>
                <FormField name={[name, 'quantity']} label={t('disposition.quantity')} required>
                  <input className="lt-input" type="number" min={0.001} step="any" inputMode="decimal" />
                </FormField>
                <FormField name={[name, 'yearFrom']} label={t('disposition.yearFrom')}>
                  <input className="lt-input" type="number" min={1000} max={2100} inputMode="numeric" />
                </FormField>
                <FormField name={[name, 'yearTo']} label={t('disposition.yearTo')}>
                  <input className="lt-input" type="number" min={1000} max={2100} inputMode="numeric" />
                </FormField>
              </div>
              {fields.length > 1 ? (
                <Button look="text" icon="close" onClick={() => remove(name)}>
                  {t('disposition.removeLine', { n: name + 1 })}
                </Button>
              ) : null}
            </div>
          ))}
          <Button icon="plus" onClick={() => add({ categoryCode: 'WS', unit: 'piece' })}>
            {t('disposition.addLine')}
          </Button>
        </fieldset>
      )}
    </Form.List>
  );
};

const Source = () => {
  const t = useText();
  return (
    <div className="lt-field-pair">
      <FormField name="sourceKind" label={t('disposition.source')} required>
        <select className="lt-select">
          {SOURCE_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {t(`disposition.source_${kind}`)}
            </option>
          ))}
        </select>
      </FormField>
      <FormField name="transferorKind" label={t('disposition.transferorKind')} required>
        <select className="lt-select">
          {TRANSFEROR_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {t(`disposition.transferor_${kind}`)}
            </option>
          ))}
        </select>
      </FormField>
      <FormField name="mode" label={t('disposition.mode')} required>
        <select className="lt-select">
          {ACCESSION_MODES.map((mode) => (
            <option key={mode} value={mode}>
              {t(`disposition.mode_${mode}`)}
            </option>
          ))}
        </select>
      </FormField>
      <FormField name="materialKind" label={t('disposition.materialKind')} help={t('disposition.materialKindHelp')}>
        <select className="lt-select">
          <option value="">{t('disposition.materialKindNone')}</option>
          {MATERIAL_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {t(`disposition.material_${kind}`)}
            </option>
          ))}
        </select>
      </FormField>
      <FormField name="transferorOwnership" label={t('disposition.ownership')}>
        <select className="lt-select">
          <option value="">—</option>
          {OWNERSHIP_LEVELS.map((level) => (
            <option key={level} value={level}>
              {t(`disposition.ownership_${level}`)}
            </option>
          ))}
        </select>
      </FormField>
    </div>
  );
};

/** 登记接收: a delivery that did not come as a transfer of this system. */
export const AccessionForm = ({ open, onClose }: { open: boolean; onClose: () => void }) => {
  const t = useText();
  const toast = useToast();
  const today = useToday();
  const client = useWorkspaceClient();
  const { membership, tenant } = useWorkspace();
  const { revalidate } = useRevalidator();
  const isArchives = tenant.kind === 'repository';
  const labels = {
    sourceName: t('disposition.sourceName'),
    receivedOn: t('disposition.receivedOn'),
    handledBy: t('disposition.handledBy'),
    transferorOwnership: t('disposition.ownership'),
  };
  return (
    <FormDrawer<Values>
      open={open}
      onClose={onClose}
      title={t('disposition.register')}
      width={560}
      initialValues={{
        sourceKind: isArchives ? 'unit' : 'department',
        transferorKind: isArchives ? 'department' : 'internal',
        mode: isArchives ? 'transfer' : 'filing',
        receivedOn: today,
        handledBy: membership.displayName,
        lines: [{ categoryCode: 'WS', unit: 'piece', quantity: '' }],
      }}
      fieldLabels={labels}
      onSubmit={async (values, idempotencyKey) => {
        const { accessionNumber } = await client.disposition.registerAccession.mutate(toInput(values), {
          context: { idempotencyKey },
        });
        toast({ text: t('disposition.registered', { number: accessionNumber }) });
        revalidate();
      }}
    >
      <FormField name="sourceName" label={labels.sourceName} required>
        <input className="lt-input" maxLength={200} autoComplete="off" />
      </FormField>
      <Source />
      <Lines />
      <div className="lt-field-pair">
        <FormField name="receivedOn" label={labels.receivedOn} required>
          <input className="lt-input" type="date" />
        </FormField>
        <FormField name="place" label={t('disposition.place')}>
          <input className="lt-input" maxLength={100} />
        </FormField>
        <FormField name="handedOverBy" label={t('disposition.handedOverBy')}>
          <input className="lt-input" maxLength={60} autoComplete="off" />
        </FormField>
        <FormField name="handledBy" label={labels.handledBy} required>
          <input className="lt-input" maxLength={60} autoComplete="off" />
        </FormField>
      </div>
      <FormField name="topics" label={t('disposition.topics')} help={t('disposition.topicsHelp')}>
        <input className="lt-input" maxLength={200} />
      </FormField>
      <FormField name="remarks" label={t('disposition.remarks')}>
        <textarea className="lt-input lt-textarea" rows={2} maxLength={1000} />
      </FormField>
      <FormField name="isDigitalCopy" label={t('disposition.digitalCopy')} valuePropName="checked" group>
        <input type="checkbox" className="lt-checkbox" />
      </FormField>
    </FormDrawer>
  );
};
