import { useRevalidator } from '@remix-run/react';
import { Form } from 'antd';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { FondsView } from '@/server/domain/archive/archive-list';
import type { IntakeDetail } from '@/server/domain/disposition/intake';

interface Values {
  fondsId: string;
  number?: string;
  name?: string;
  receivedByName: string;
  place?: string;
}
const NEW = 'new';

const NewFonds = () => {
  const t = useText();
  const fondsId = Form.useWatch('fondsId') as string | undefined;
  if (fondsId !== NEW) return null;
  return (
    <div className="lt-field-pair">
      <FormField name="number" label={t('disposition.fondsNumber')} required>
        <input className="lt-input" maxLength={4} autoComplete="off" />
      </FormField>
      <FormField name="name" label={t('disposition.fondsName')} required>
        <input className="lt-input" maxLength={200} autoComplete="off" />
      </FormField>
    </div>
  );
};

interface FinishDrawerProps {
  intake: IntakeDetail;
  fonds: readonly FondsView[];
  open: boolean;
  onClose: () => void;
}

/** 办结接收: under which fonds, by whom, where to. The unit's own fonds is offered first. */
export const FinishDrawer = ({ intake, fonds, open, onClose }: FinishDrawerProps) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { membership } = useWorkspace();
  const { revalidate } = useRevalidator();
  const { accepted, returned } = intake.decisions;
  const like = fonds.find((one) => one.name === intake.facts?.fondsName || one.name === intake.senderName);
  return (
    <FormDrawer<Values>
      open={open}
      onClose={onClose}
      title={t('disposition.finishTitle')}
      submitLabel={t('disposition.finish')}
      initialValues={{
        fondsId: intake.fondsId ?? (intake.newFondsNumber ? NEW : (like?.id ?? NEW)),
        number: intake.newFondsNumber ?? intake.facts?.fondsNumber,
        name: intake.newFondsName ?? intake.facts?.fondsName,
        receivedByName: intake.decidedByName ?? membership.displayName,
        place: intake.place ?? '',
      }}
      fieldLabels={{ 'newFonds.number': t('disposition.fondsNumber'), receivedByName: t('disposition.receivedByName') }}
      onSubmit={async ({ fondsId, number = '', name = '', receivedByName, place }, idempotencyKey) => {
        const where = accepted === 0 ? {} : fondsId === NEW ? { newFonds: { number, name } } : { fondsId };
        const { jobId, stopped } = await client.disposition.finishIntake.mutate(
          { intakeId: intake.id, ...where, receivedByName, place },
          { context: { idempotencyKey } },
        );
        if (stopped > 0) toast({ text: t('disposition.finishStopped', { n: stopped }), kind: 'fail' });
        else toast({ text: jobId ? t('disposition.finishStarted') : t('disposition.finished') });
        revalidate();
      }}
    >
      <p className="lt-reason-effect">
        {t('disposition.finishText', { accepted, returned, sender: intake.senderName })}
      </p>
      {accepted > 0 ? (
        <>
          <FormField name="fondsId" label={t('disposition.finishFonds')} required>
            <select className="lt-select">
              <option value={NEW}>{t('disposition.finishNewFonds')}</option>
              {fonds.map((one) => (
                <option key={one.id} value={one.id}>{`${one.number} ${one.name}`}</option>
              ))}
            </select>
          </FormField>
          <NewFonds />
          <FormField name="place" label={t('disposition.place')}>
            <input className="lt-input" maxLength={100} />
          </FormField>
        </>
      ) : null}
      <FormField name="receivedByName" label={t('disposition.receivedByName')} required>
        <input className="lt-input" maxLength={60} autoComplete="off" />
      </FormField>
    </FormDrawer>
  );
};
