import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import { DEPARTURE_KINDS, type DepartureKind } from '@/server/domain/disposition/departure-vocabulary';

interface Values {
  kind: DepartureKind;
  basis: string;
  reason: string;
}

interface DepartureDrawerProps {
  open: boolean;
  onClose: () => void;
  itemIds: readonly string[];
  done: () => void;
}

/** 移出登记: proposes that the chosen records leave; another person decides. */
export const DepartureDrawer = ({ open, onClose, itemIds, done }: DepartureDrawerProps) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  return (
    <FormDrawer<Values>
      open={open}
      onClose={onClose}
      title={t('departure.proposeTitle', { n: itemIds.length })}
      submitLabel={t('departure.proposeAct')}
      initialValues={{ kind: 'destroyed' }}
      fieldLabels={{ basis: t('departure.basis'), reason: t('departure.reason') }}
      onSubmit={async (values, idempotencyKey) => {
        const made = await client.disposition.proposeDeparture.mutate(
          { ...values, itemIds: [...itemIds] },
          { context: { idempotencyKey } },
        );
        toast({ text: t('departure.proposed', { number: made.departureNumber, n: made.items }) });
        done();
      }}
    >
      <p className="lt-reason-effect">{t('departure.proposeLead')}</p>
      <FormField name="kind" label={t('departure.kind')} required>
        <select className="lt-select">
          {DEPARTURE_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {t(`departure.kind_${kind}`)}
            </option>
          ))}
        </select>
      </FormField>
      <FormField name="basis" label={t('departure.basis')} help={t('departure.basisHelp')} required>
        <input className="lt-input" maxLength={200} />
      </FormField>
      <FormField name="reason" label={t('departure.reason')} required>
        <textarea className="lt-input lt-textarea" rows={3} maxLength={500} />
      </FormField>
    </FormDrawer>
  );
};
