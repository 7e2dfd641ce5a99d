import { useRevalidator } from '@remix-run/react';
import type { ReactNode } from 'react';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { categoryOptions } from '@/app/features/archive/archive-labels';
import { useCategories } from '@/app/features/archive/use-categories';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { AppealView, DonationDetail } from '@/server/domain/disposition/collection';
import { COUNT_UNITS, DONATION_MODES } from '@/server/domain/disposition/vocabulary';

interface Offer {
  appealId?: string;
  mode: (typeof DONATION_MODES)[number];
  donorName: string;
  donorContact?: string;
  title: string;
  description?: string;
  categoryCode: string;
  unit: Exclude<(typeof COUNT_UNITS)[number], 'person'>;
  quantity: string;
  topics?: string;
  story?: string;
  offeredOn: string;
}
const UNITS = COUNT_UNITS.filter((unit): unit is Offer['unit'] => unit !== 'person');

const Choice = ({
  name,
  label,
  options,
}: {
  name: string;
  label: string;
  options: readonly { value: string; label: string }[];
}) => (
  <FormField name={name} label={label} required={name !== 'appealId'}>
    <select className="lt-select">
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  </FormField>
);

/** 登记线索. */
export const OfferForm = ({
  open,
  onClose,
  appeals,
  appealId = '',
}: {
  open: boolean;
  onClose: () => void;
  appeals: readonly AppealView[];
  /** The call that the offer answers, when it is known. */
  appealId?: string;
}) => {
  const t = useText();
  const categories = useCategories();
  const toast = useToast();
  const today = useToday();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const labels = {
    donorName: t('disposition.donorName'),
    title: t('disposition.donationTitle'),
    quantity: t('disposition.quantity'),
  };
  return (
    <FormDrawer<Offer>
      open={open}
      onClose={onClose}
      title={t('disposition.offer')}
      width={560}
      initialValues={{ mode: 'gift', categoryCode: 'SW', unit: 'piece', offeredOn: today, appealId }}
      fieldLabels={labels}
      onSubmit={async ({ appealId: answered, quantity, topics = '', ...values }, idempotencyKey) => {
        const input = {
          ...values,
          appealId: answered || undefined,
          quantity: Number(quantity),
          topics: topics.split(/[、,，;；\s]+/u).filter((topic) => topic !== ''),
        };
        const made = await client.disposition.offerDonation.mutate(input, { context: { idempotencyKey } });
        toast({ text: t('disposition.offered', { number: made.donationNumber }) });
        revalidate();
      }}
    >
      <FormField name="title" label={labels.title} required>
        <input className="lt-input" maxLength={300} autoComplete="off" />
      </FormField>
      <FormField name="donorName" label={labels.donorName} required help={t('disposition.donorHelp')}>
        <input className="lt-input" maxLength={100} autoComplete="off" />
      </FormField>
      <div className="lt-field-pair">
        <FormField name="donorContact" label={t('disposition.donorContact')}>
          <input className="lt-input" maxLength={200} autoComplete="off" />
        </FormField>
        <Choice
          name="mode"
          label={t('disposition.mode')}
          options={DONATION_MODES.map((value) => ({ value, label: t(`disposition.mode_${value}`) }))}
        />
        <Choice name="categoryCode" label={t('disposition.category')} options={categoryOptions(categories)} />
        <FormField name="offeredOn" label={t('disposition.offeredOn')} required>
          <input className="lt-input" type="date" />
        </FormField>
        <FormField name="quantity" label={labels.quantity} required>
          <input className="lt-input" type="number" min={0.001} step="any" inputMode="decimal" />
        </FormField>
        <Choice
          name="unit"
          label={t('disposition.unit')}
          options={UNITS.map((value) => ({ value, label: t(`disposition.unit_${value}`) }))}
        />
      </div>
      <Choice
        name="appealId"
        label={t('disposition.appeal')}
        options={[{ value: '', label: '—' }, ...appeals.map((appeal) => ({ value: appeal.id, label: appeal.title }))]}
      />
      <FormField name="topics" label={t('disposition.topics')} help={t('disposition.topicsHelp')}>
        <input className="lt-input" maxLength={200} />
      </FormField>
      <FormField name="description" label={t('disposition.donationDescription')}>
        <textarea className="lt-input lt-textarea" rows={2} maxLength={2000} />
      </FormField>
      <FormField name="story" label={t('disposition.story')}>
        <textarea className="lt-input lt-textarea" rows={2} maxLength={4000} />
      </FormField>
    </FormDrawer>
  );
};

/** 发布征集公告. */
export const AppealForm = ({ open, onClose }: { open: boolean; onClose: () => void }) => {
  const t = useText();
  const toast = useToast();
  const today = useToday();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const labels = { title: t('disposition.appealTitle'), notice: t('disposition.appealNotice') };
  return (
    <FormDrawer<{ title: string; notice: string; publishedOn: string; endsOn?: string }>
      open={open}
      onClose={onClose}
      title={t('disposition.publishAppeal')}
      initialValues={{ publishedOn: today }}
      fieldLabels={labels}
      onSubmit={async ({ endsOn, ...values }, idempotencyKey) => {
        const input = { ...values, endsOn: endsOn || undefined };
        await client.disposition.publishAppeal.mutate(input, { context: { idempotencyKey } });
        toast({ text: t('disposition.appealPublished') });
        revalidate();
      }}
    >
      <FormField name="title" label={labels.title} required>
        <input className="lt-input" maxLength={200} />
      </FormField>
      <FormField name="notice" label={labels.notice} required>
        <textarea className="lt-input lt-textarea" rows={8} maxLength={5000} />
      </FormField>
      <div className="lt-field-pair">
        <FormField name="publishedOn" label={t('disposition.publishedOn')} required>
          <input className="lt-input" type="date" />
        </FormField>
        <FormField name="endsOn" label={t('disposition.endsOn')}>
          <input className="lt-input" type="date" />
        </FormField>
      </div>
    </FormDrawer>
  );
};

export type DonationStep = 'value' | 'agree' | 'accept' | 'decline';
interface Values {
  valuation?: string;
  valuedAmount?: string;
  valuedBy?: string;
  terms?: string;
  reason?: string;
  handledBy?: string;
  place?: string;
  on: string;
}

const FIELDS: Readonly<Record<DonationStep, readonly (keyof Values)[]>> = {
  value: ['valuation', 'valuedAmount', 'valuedBy', 'on'],
  agree: ['terms', 'on'],
  accept: ['handledBy', 'place', 'on'],
  decline: ['reason'],
};
const LONG: readonly (keyof Values)[] = ['valuation', 'terms', 'reason'];
const FREE: readonly (keyof Values)[] = ['valuedAmount', 'place'];

/** The next step of an offer: valuation, agreement, accession, or no. */
export const DonationStepDrawer = ({
  donation,
  step,
  onClose,
}: {
  donation: DonationDetail;
  step: DonationStep;
  onClose: () => void;
}) => {
  const t = useText();
  const toast = useToast();
  const today = useToday();
  const client = useWorkspaceClient();
  const { membership } = useWorkspace();
  const { revalidate } = useRevalidator();
  const days = {
    value: t('disposition.valuedOn'),
    agree: t('disposition.agreedOn'),
    accept: t('disposition.receivedOn'),
    decline: '',
  };
  const labels: Record<keyof Values, string> = {
    valuation: t('disposition.valuation'),
    valuedAmount: t('disposition.valuedAmount'),
    valuedBy: t('disposition.valuedBy'),
    terms: t('disposition.terms'),
    reason: t('disposition.reason'),
    handledBy: t('disposition.handledBy'),
    place: t('disposition.place'),
    on: days[step],
  };
  const key = { donationId: donation.id, rowVersion: donation.rowVersion };
  const send = async (values: Values, idempotencyKey: string): Promise<string> => {
    const { valuation = '', valuedAmount, valuedBy = '', terms = '', reason = '', handledBy = '', place, on } = values;
    if (step === 'value') {
      const amount = valuedAmount ? Number(valuedAmount) : undefined;
      await client.disposition.valueDonation.mutate({
        ...key,
        valuation,
        valuedAmount: amount,
        valuedBy,
        valuedOn: on,
      });
      return t('disposition.valued');
    }
    if (step === 'agree') {
      await client.disposition.agreeDonation.mutate({ ...key, terms, agreedOn: on });
      return t('disposition.agreed');
    }
    if (step === 'decline') {
      await client.disposition.declineDonation.mutate({ ...key, reason });
      return t('disposition.declined');
    }
    const input = { ...key, receivedOn: on, handledBy, place };
    const done = await client.disposition.acceptDonation.mutate(input, { context: { idempotencyKey } });
    return t('disposition.acceptedDonation', { number: done.certificateNumber });
  };
  const field = (name: keyof Values): ReactNode => {
    if (LONG.includes(name)) return <textarea className="lt-input lt-textarea" rows={5} maxLength={2000} />;
    if (name === 'on') return <input className="lt-input" type="date" />;
    if (name === 'valuedAmount') return <input className="lt-input" type="number" min={0} step="any" />;
    return <input className="lt-input" maxLength={60} autoComplete="off" />;
  };
  return (
    <FormDrawer<Values>
      open
      onClose={onClose}
      title={t(`disposition.${step}`)}
      submitLabel={t(`disposition.${step}`)}
      initialValues={{ on: today, handledBy: membership.displayName }}
      fieldLabels={labels}
      onSubmit={async (values, idempotencyKey) => {
        toast({ text: await send(values, idempotencyKey) });
        revalidate();
      }}
    >
      {step === 'decline' ? <p className="lt-reason-effect">{t('disposition.declineText')}</p> : null}
      {FIELDS[step].map((name) => (
        <FormField key={name} name={name} label={labels[name]} required={!FREE.includes(name)}>
          {field(name)}
        </FormField>
      ))}
    </FormDrawer>
  );
};
