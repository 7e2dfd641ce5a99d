import { Input, Select } from 'antd';
import { FormField } from '@/app/components/form-drawer';
import { useText } from '@/app/i18n/use-text';
import type { TreeNodeView } from '@/server/domain/tenancy/supervision';
import { maySupervise, TENANT_KIND_LIST } from './tenant-kinds';

/** As server/domain/shared/ids has it; that file would bring zod with it. */
const SLUG = /^[a-z0-9][a-z0-9-]{1,62}$/;

/** 生效日期, 批准文号, 说明: of every change of units. */
export const DecreeFields = () => {
  const t = useText();
  return (
    <>
      <FormField name="effectiveOn" label={t('supervision.field_effectiveOn')} required>
        <Input type="date" />
      </FormField>
      <FormField name="decreeNumber" label={t('supervision.field_decreeNumber')}>
        <Input maxLength={100} />
      </FormField>
      <FormField name="note" label={t('supervision.field_note')}>
        <Input.TextArea rows={3} maxLength={1000} />
      </FormField>
    </>
  );
};

interface UnderProps {
  /** Path of the part of the form that the fields belong to. */
  under?: readonly (string | number)[];
}

/** Names before and after. */
export const NameFields = ({ under = [] }: UnderProps) => {
  const t = useText();
  return (
    <>
      <FormField name={[...under, 'name']} label={t('supervision.field_name')} required>
        <Input maxLength={120} />
      </FormField>
      <FormField name={[...under, 'shortName']} label={t('supervision.field_shortName')} required>
        <Input maxLength={40} />
      </FormField>
    </>
  );
};

interface SupervisorFieldProps extends UnderProps {
  units: readonly TreeNodeView[];
  /** Only units that may supervise this kind; all that may supervise anything when it is not known yet. */
  kind?: TreeNodeView['kind'];
}

export const SupervisorField = ({ units, kind, under = [] }: SupervisorFieldProps) => {
  const t = useText();
  const candidates = units.filter((unit) =>
    (kind ? [kind] : TENANT_KIND_LIST).some((under) => maySupervise(unit.kind, under)),
  );
  return (
    <FormField name={[...under, 'supervisorId']} label={t('supervision.field_supervisor')} required>
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        options={candidates.map((unit) => ({ value: unit.tenantId, label: unit.name }))}
      />
    </FormField>
  );
};

/** What a unit begins with. */
export const NewUnitFields = ({ units, under = [] }: UnderProps & { units: readonly TreeNodeView[] }) => {
  const t = useText();
  return (
    <>
      <NameFields under={under} />
      <FormField
        name={[...under, 'slug']}
        label={t('supervision.field_slug')}
        required
        help={t('supervision.slugHelp')}
        rules={[{ pattern: SLUG, message: t('supervision.slugInvalid') }]}
      >
        <Input maxLength={63} autoCapitalize="none" spellCheck={false} />
      </FormField>
      <FormField name={[...under, 'kind']} label={t('supervision.field_kind')} required>
        <Select options={TENANT_KIND_LIST.map((kind) => ({ value: kind, label: t(`tenancy.kind_${kind}`) }))} />
      </FormField>
      <SupervisorField units={units} under={under} />
      <FormField name={[...under, 'region']} label={t('supervision.field_region')}>
        <Input maxLength={60} />
      </FormField>
    </>
  );
};
