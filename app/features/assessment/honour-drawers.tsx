import { Form } from 'antd';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { HonourView } from '@/server/domain/assessment/commendation';
import { HOLDER_KINDS, HONOUR_LEVELS, type HonourLevel } from '@/server/domain/assessment/commendation-vocabulary';
import type { KnownUnitView } from '@/server/domain/tenancy/known-unit';

interface HonourValues {
  holderKind: 'unit' | 'person';
  unitTenantId: string;
  personName?: string;
  title: string;
  year: string | number;
  level: HonourLevel;
  awarderName?: string;
  awardedOn?: string;
  documentNumber?: string;
  reason?: string;
}

interface HonourDrawerProps {
  /** `register`: given by somebody else. `propose`: to be decided here. */
  kind: 'register' | 'propose';
  units: readonly KnownUnitView[];
  today: string;
  onClose: () => void;
  onDone: () => void;
}

const PersonField = ({ label }: { label: string }) =>
  Form.useWatch('holderKind') === 'person' ? (
    <FormField name="personName" label={label} required>
      <input className="lt-input" maxLength={60} />
    </FormField>
  ) : null;

const useLabels = () => {
  const t = useText();
  return {
    holderKind: t('honour.holder'),
    unitTenantId: t('assessment.unit'),
    personName: t('honour.person'),
    title: t('honour.titleOf'),
    year: t('assessment.year'),
    level: t('honour.level'),
    awarderName: t('honour.awarder'),
    awardedOn: t('honour.awardedOn'),
    documentNumber: t('rating.documentNumber'),
    reason: t('honour.reason'),
  };
};

const Given = ({ labels, today }: { labels: ReturnType<typeof useLabels>; today: string }) => (
  <>
    <FormField name="awarderName" label={labels.awarderName} required>
      <input className="lt-input" maxLength={100} />
    </FormField>
    <FormField name="awardedOn" label={labels.awardedOn} required>
      <input className="lt-input" type="date" max={today} />
    </FormField>
    <FormField name="documentNumber" label={labels.documentNumber}>
      <input className="lt-input" maxLength={60} />
    </FormField>
  </>
);

/** 登记荣誉, or 提名 for a title. */
export const HonourDrawer = ({ kind, units, today, onClose, onDone }: HonourDrawerProps) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const labels = useLabels();
  const isProposal = kind === 'propose';
  const send = async (values: HonourValues, idempotencyKey: string) => {
    const { awarderName = '', awardedOn = '', documentNumber, reason = '', ...rest } = values;
    const holder = {
      ...rest,
      unitTenantId: Number(values.unitTenantId),
      year: Number(values.year),
      personName: values.holderKind === 'person' ? values.personName : undefined,
    };
    const options = { context: { idempotencyKey } };
    if (isProposal) await client.commendation.proposeHonour.mutate({ ...holder, reason }, options);
    else
      await client.commendation.registerHonour.mutate(
        { ...holder, reason, awarderName, awardedOn, documentNumber },
        options,
      );
    toast({ text: t(isProposal ? 'honour.proposed' : 'honour.registered') });
    onDone();
  };
  return (
    <FormDrawer<HonourValues>
      open
      onClose={onClose}
      title={t(isProposal ? 'honour.propose' : 'honour.register')}
      fieldLabels={labels}
      initialValues={{ holderKind: 'unit', year: today.slice(0, 4), level: 'county' }}
      onSubmit={send}
    >
      {isProposal ? <p className="lt-note">{t('honour.proposeEffect')}</p> : null}
      <FormField name="holderKind" label={labels.holderKind} required>
        <select className="lt-select">
          {HOLDER_KINDS.map((one) => (
            <option key={one} value={one}>
              {t(`honour.holder_${one}`)}
            </option>
          ))}
        </select>
      </FormField>
      <FormField name="unitTenantId" label={labels.unitTenantId} required>
        <select className="lt-select">
          <option value="" />
          {units.map((unit) => (
            <option key={unit.tenantId} value={unit.tenantId}>
              {unit.name}
            </option>
          ))}
        </select>
      </FormField>
      <PersonField label={labels.personName} />
      <FormField name="title" label={labels.title} required>
        <input className="lt-input" maxLength={100} />
      </FormField>
      <FormField name="year" label={labels.year} required>
        <input className="lt-input" type="number" min={1950} max={2999} inputMode="numeric" />
      </FormField>
      <FormField name="level" label={labels.level} required>
        <select className="lt-select">
          {HONOUR_LEVELS.map((level) => (
            <option key={level} value={level}>
              {t(`honour.level_${level}`)}
            </option>
          ))}
        </select>
      </FormField>
      {isProposal ? null : <Given labels={labels} today={today} />}
      <FormField name="reason" label={labels.reason} required={isProposal}>
        <textarea className="lt-input lt-textarea" rows={4} maxLength={2000} />
      </FormField>
    </FormDrawer>
  );
};

/** 审定 with the unit's results in sight. */
export const DecideHonourDrawer = ({
  honour,
  onClose,
  onDone,
}: {
  honour: HonourView;
  onClose: () => void;
  onDone: () => void;
}) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const labels = { note: t('honour.note') };
  return (
    <FormDrawer<{ isAwarded: 'yes' | 'no'; note: string }>
      open
      onClose={onClose}
      title={t('honour.decide')}
      submitLabel={t('honour.decide')}
      fieldLabels={labels}
      initialValues={{ isAwarded: 'yes' }}
      onSubmit={async ({ isAwarded, note }, idempotencyKey) => {
        const input = { honourId: honour.id, isAwarded: isAwarded === 'yes', note };
        const { documentNumber } = await client.commendation.decideHonour.mutate(input, {
          context: { idempotencyKey },
        });
        toast({ text: documentNumber ? t('honour.awarded', { number: documentNumber }) : t('honour.declined') });
        onDone();
      }}
    >
      <p className="lt-strong">
        {honour.subjectName} {honour.personName} {honour.title}
      </p>
      <p>{honour.reason}</p>
      <h3>{t('honour.proof')}</h3>
      {honour.proof.length === 0 ? <p className="lt-3">{t('honour.noProof')}</p> : null}
      <ul>
        {honour.proof.map((one) => (
          <li key={`${one.year}${one.title}`}>
            {t('honour.proofLine', {
              year: String(one.year),
              title: one.title,
              percent: one.percent,
              grade: one.gradeName ?? '',
              rank: one.rank ?? '—',
            })}
          </li>
        ))}
      </ul>
      <FormField name="isAwarded" label={t('honour.isAwarded')} required>
        <select className="lt-select">
          <option value="yes">{t('honour.isAwarded_yes')}</option>
          <option value="no">{t('honour.isAwarded_no')}</option>
        </select>
      </FormField>
      <FormField name="note" label={labels.note} required>
        <textarea className="lt-input lt-textarea" rows={3} maxLength={1000} />
      </FormField>
    </FormDrawer>
  );
};
