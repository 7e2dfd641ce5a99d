import { useRevalidator } from '@remix-run/react';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { ReasonDrawer } from '@/app/components/reason-drawer';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { formatNumber } from '@/app/lib/format';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { DepartureView } from '@/server/domain/disposition/departure';
import { DESTRUCTION_METHODS, type DestructionMethod } from '@/server/domain/disposition/departure-vocabulary';

interface Values {
  leftOn: string;
  method?: DestructionMethod;
  first?: string;
  second?: string;
}

interface DecisionProps {
  departure: DepartureView;
  open: boolean;
  onClose: () => void;
}

/** 审批并执行: the day, and of a destruction the method and two witnesses. */
export const CompleteDrawer = ({ departure, open, onClose }: DecisionProps) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const { id: departureId, rowVersion, departureNumber: number, items, kind } = departure;
  const today = useToday();
  const isDestruction = kind === 'destroyed';
  const witness = (n: number) => t('departure.witness', { n });
  return (
    <FormDrawer<Values>
      open={open}
      onClose={onClose}
      title={t('departure.completeTitle', { number })}
      submitLabel={t('departure.complete')}
      initialValues={{ leftOn: today, method: isDestruction ? 'shredded' : undefined }}
      fieldLabels={{
        leftOn: t('departure.leftOn'),
        method: t('departure.method'),
        first: witness(1),
        second: witness(2),
      }}
      onSubmit={async ({ leftOn, method, first, second }) => {
        const witnesses = [first, second].flatMap((name) => name?.trim() || []);
        const done = await client.disposition.completeDeparture.mutate({
          departureId,
          rowVersion,
          leftOn,
          method,
          witnesses,
        });
        toast({ text: t('departure.completeDone', { n: formatNumber(done.items) }) });
        revalidate();
      }}
    >
      <p className="lt-reason-effect">
        {t('departure.completeEffect', { n: formatNumber(items), kind: t(`departure.kind_${kind}`) })}
      </p>
      <FormField name="leftOn" label={t('departure.leftOn')} required>
        <input className="lt-input" type="date" max={today} />
      </FormField>
      {isDestruction ? (
        <>
          <FormField name="method" label={t('departure.method')} required>
            <select className="lt-select">
              {DESTRUCTION_METHODS.map((method) => (
                <option key={method} value={method}>
                  {t(`departure.method_${method}`)}
                </option>
              ))}
            </select>
          </FormField>
          <FormField name="first" label={witness(1)} required>
            <input className="lt-input" maxLength={60} autoComplete="off" />
          </FormField>
          <FormField name="second" label={witness(2)} required>
            <input className="lt-input" maxLength={60} autoComplete="off" />
          </FormField>
        </>
      ) : null}
    </FormDrawer>
  );
};

export const DeclineDrawer = ({ departure, open, onClose }: DecisionProps) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const { id: departureId, rowVersion, departureNumber: number } = departure;
  return (
    <ReasonDrawer
      open={open}
      onClose={onClose}
      title={t('departure.declineTitle', { number })}
      effect={t('departure.declineEffect')}
      label={t('departure.declineReason')}
      act={t('departure.decline')}
      onSubmit={async (reason) => {
        await client.disposition.declineDeparture.mutate({ departureId, rowVersion, reason });
        toast({ text: t('departure.declineDone') });
        revalidate();
      }}
    />
  );
};
