import { FactList } from '@/app/components/fact-list';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { UnitPicker } from '@/app/features/training/unit-picker';
import { useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { ExchangeView } from '@/server/domain/guidance/exchange';
import type { KnownUnitView } from '@/server/domain/tenancy/known-unit';

interface ExchangeDrawerProps {
  meeting: ExchangeView;
  units: readonly KnownUnitView[];
  onClose: () => void;
  onDone: () => void;
}

/** 送纪要: units that the register names are ticked already. */
export const ExchangeDrawer = ({ meeting, units, onClose, onDone }: ExchangeDrawerProps) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const label = t('exchange.recipients');
  const named = units.filter((unit) => meeting.units.includes(unit.name)).map((unit) => unit.tenantId);
  return (
    <FormDrawer<{ unitTenantIds: number[] }>
      open
      onClose={onClose}
      title={t('exchange.sendOf', { topic: meeting.topic })}
      submitLabel={t('exchange.send')}
      fieldLabels={{ unitTenantIds: label }}
      initialValues={{ unitTenantIds: named }}
      width={560}
      onSubmit={async ({ unitTenantIds }, idempotencyKey) => {
        const input = { entryId: meeting.id, rowVersion: meeting.rowVersion, unitTenantIds };
        const { units: n } = await client.guidanceDesk.sendExchange.mutate(input, { context: { idempotencyKey } });
        toast({ text: t('exchange.sent', { n }) });
        onDone();
      }}
    >
      <p className="lt-note">{t('exchange.sendEffect')}</p>
      <FactList
        facts={[
          [t('exchange.units'), meeting.units],
          [t('exchange.questions'), meeting.questions || null],
          [t('exchange.agreed'), meeting.agreed],
        ]}
      />
      <FormField
        name="unitTenantIds"
        label={label}
        required
        rules={[{ type: 'array', min: 1, message: t('form.fieldRequired', { label }) }]}
      >
        <UnitPicker units={units} label={label} />
      </FormField>
    </FormDrawer>
  );
};
