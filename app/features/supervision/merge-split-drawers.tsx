import { Checkbox, Form, Radio, Select } from 'antd';
import { FormField } from '@/app/components/form-drawer';
import { useText } from '@/app/i18n/use-text';
import type {
  CreateUnitInput,
  MergeUnitsInput,
  SplitUnitInput,
  TreeNodeView,
} from '@/server/domain/tenancy/supervision';
import { ChangeDrawer, type OpenDrawerProps } from './change-drawers';
import { NewUnitFields } from './unit-fields';

type NewUnit = Omit<CreateUnitInput, 'effectiveOn' | 'decreeNumber' | 'note'>;
type Decree = Pick<MergeUnitsInput, 'effectiveOn' | 'decreeNumber' | 'note'>;

interface Merge extends Decree {
  sourceIds: number[];
  mode: 'existing' | 'new';
  target?: number;
  created?: NewUnit;
}

const optionsOf = (units: readonly TreeNodeView[]) => units.map((unit) => ({ value: unit.tenantId, label: unit.name }));

/** Into which: chosen, or described. Only the half that was chosen has fields, so only it is checked. */
const TargetFields = ({ units }: { units: readonly TreeNodeView[] }) => {
  const t = useText();
  const mode: Merge['mode'] = Form.useWatch('mode') ?? 'existing';
  return mode === 'new' ? (
    <NewUnitFields units={units} under={['created']} />
  ) : (
    <FormField name="target" label={t('supervision.field_target')} required>
      <Select showSearch={{ optionFilterProp: 'label' }} options={optionsOf(units)} />
    </FormField>
  );
};

/** 并入, 合并新设. */
export const MergeDrawer = (props: Omit<OpenDrawerProps, 'unit'> & { open: boolean }) => {
  const t = useText();
  const { units, ...rest } = props;
  const below = units.filter((unit) => unit.depth > 0);
  return (
    <ChangeDrawer<Merge>
      {...rest}
      title={t('supervision.mergeUnits')}
      initialValues={{ mode: 'existing' }}
      send={(client, { sourceIds, target, created, effectiveOn, decreeNumber, note }, call) => {
        const into = created ?? { unitId: target ?? 0 };
        return client.tenancy.mergeUnits.mutate({ sourceIds, into, effectiveOn, decreeNumber, note }, call);
      }}
    >
      <p className="lt-2 lt-form-effect">{t('supervision.mergeText')}</p>
      <FormField name="sourceIds" label={t('supervision.field_sources')} required group>
        <Select mode="multiple" showSearch={{ optionFilterProp: 'label' }} options={optionsOf(below)} />
      </FormField>
      <FormField name="mode" label={t('supervision.mergeInto')} required>
        <Radio.Group
          options={[
            { value: 'existing', label: t('supervision.mergeIntoExisting') },
            { value: 'new', label: t('supervision.mergeIntoNew') },
          ]}
        />
      </FormField>
      <TargetFields units={units} />
    </ChangeDrawer>
  );
};

interface Split extends Decree {
  created: NewUnit;
  mainContinues?: boolean;
}

/** 划出新单位, one at a time. */
export const SplitDrawer = ({ units, unit, onClose, onDone }: OpenDrawerProps) => {
  const t = useText();
  return (
    <ChangeDrawer<Split>
      key={unit?.tenantId}
      open={unit !== null}
      onClose={onClose}
      onDone={onDone}
      title={`${t('supervision.splitTitle')}${t('common.colon')}${unit?.name ?? ''}`}
      send={(client, { created, mainContinues = false, ...decree }, call) => {
        const input: SplitUnitInput = { ...decree, unitId: unit?.tenantId ?? 0, newUnits: [created], mainContinues };
        return client.tenancy.splitUnit.mutate(input, call);
      }}
    >
      <NewUnitFields units={units} under={['created']} />
      <FormField name="mainContinues" label={t('supervision.kind_main_continue')} valuePropName="checked">
        <Checkbox>{t('supervision.field_mainContinues')}</Checkbox>
      </FormField>
    </ChangeDrawer>
  );
};
