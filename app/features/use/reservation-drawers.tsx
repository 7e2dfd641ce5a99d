import { useRevalidator } from '@remix-run/react';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { ReasonDrawer } from '@/app/components/reason-drawer';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { ReservationView } from '@/server/domain/use/reservation';
import {
  DAY_PARTS,
  type DayPart,
  RESERVATION_CHANNELS,
  type ReservationChannel,
} from '@/server/domain/use/reservation-vocabulary';
import type { ServiceOptionView } from '@/server/domain/use/service-item';
import {
  VISIT_PURPOSES,
  VISITOR_KINDS,
  type VisitorKind,
  type VisitPurpose,
} from '@/server/domain/use/visit-vocabulary';
import { Choice } from './choice';
import type { PickedRecord } from './record-picker';
import { ServiceChoice } from './service-choice';
import { VisitFormDrawer } from './visit-form-drawer';
import { WishesField } from './wishes-field';

interface ReserveValues {
  readerName: string;
  readerKind: VisitorKind;
  readerUnit?: string;
  contact?: string;
  channel: ReservationChannel;
  purpose: VisitPurpose;
  subject: string;
  wishedOn: string;
  dayPart: DayPart;
  lines?: PickedRecord[];
  serviceId?: string;
  portalNumber?: string;
}

const RESERVE_LABELS = ['readerName', 'readerKind', 'readerUnit', 'contact', 'channel', 'purpose', 'subject'] as const;

/** 登记预约: who, when, what. */
export const ReserveDrawer = ({
  services,
  onClose,
}: {
  services: readonly ServiceOptionView[];
  onClose: () => void;
}) => {
  const t = useText();
  const toast = useToast();
  const today = useToday();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const labels = {
    ...(Object.fromEntries(RESERVE_LABELS.map((name) => [name, t(`use.${name}`)])) as Record<
      (typeof RESERVE_LABELS)[number],
      string
    >),
    wishedOn: t('use.wishedOn'),
    dayPart: t('use.dayPart'),
    lines: t('use.wishes'),
    serviceId: t('service.item'),
    portalNumber: t('service.portalNumber'),
  };
  return (
    <FormDrawer<ReserveValues>
      open
      onClose={onClose}
      title={t('use.reserve')}
      width={640}
      initialValues={{ readerKind: 'citizen', channel: 'phone', purpose: 'work', wishedOn: today, dayPart: 'morning' }}
      fieldLabels={labels}
      onSubmit={async ({ lines = [], serviceId, ...values }, idempotencyKey) => {
        const { caseNumber, lookupCode } = await client.reservation.reserve.mutate(
          {
            ...values,
            ...(serviceId ? { serviceId } : {}),
            lines: lines.map(({ itemId, title }) => (itemId ? { itemId } : { title })),
          },
          { context: { idempotencyKey } },
        );
        toast({ text: t('use.reserved', { number: caseNumber, code: lookupCode }) });
        revalidate();
      }}
    >
      <div className="lt-field-pair">
        <FormField name="readerName" label={labels.readerName} required>
          <input className="lt-input" maxLength={40} autoComplete="off" />
        </FormField>
        <FormField name="readerKind" label={labels.readerKind}>
          <Choice options={VISITOR_KINDS.map((kind) => [kind, t(`use.kind_${kind}`)])} />
        </FormField>
        <FormField name="readerUnit" label={labels.readerUnit}>
          <input className="lt-input" maxLength={80} autoComplete="off" />
        </FormField>
        <FormField name="contact" label={labels.contact}>
          <input className="lt-input" maxLength={40} autoComplete="off" inputMode="tel" />
        </FormField>
        <FormField name="wishedOn" label={labels.wishedOn} required>
          <input className="lt-input" type="date" min={today} />
        </FormField>
        <FormField name="dayPart" label={labels.dayPart}>
          <Choice options={DAY_PARTS.map((part) => [part, t(`use.part_${part}`)])} />
        </FormField>
        <FormField name="channel" label={labels.channel}>
          <Choice options={RESERVATION_CHANNELS.map((channel) => [channel, t(`use.channel_${channel}`)])} />
        </FormField>
        <FormField name="serviceId" label={labels.serviceId}>
          <ServiceChoice services={services} />
        </FormField>
        <FormField name="portalNumber" label={labels.portalNumber}>
          <input className="lt-input" maxLength={60} autoComplete="off" />
        </FormField>
        <FormField name="purpose" label={labels.purpose} required>
          <Choice options={VISIT_PURPOSES.map((purpose) => [purpose, t(`use.purpose_${purpose}`)])} />
        </FormField>
      </div>
      <FormField name="subject" label={labels.subject} required>
        <input className="lt-input" maxLength={200} autoComplete="off" />
      </FormField>
      <FormField name="lines" label={labels.lines} help={t('use.wishesHelp')}>
        <WishesField />
      </FormField>
    </FormDrawer>
  );
};

interface BindProps {
  reservation: ReservationView;
  services: readonly ServiceOptionView[];
  onClose: () => void;
}

/** 归入服务事项: from then on its time counts. */
export const BindDrawer = ({ reservation, services, onClose }: BindProps) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const labels = { serviceId: t('service.item'), portalNumber: t('service.portalNumber') };
  return (
    <FormDrawer<{ serviceId?: string; portalNumber?: string }>
      open
      onClose={onClose}
      title={t('service.bind')}
      fieldLabels={labels}
      initialValues={{ serviceId: reservation.serviceId ?? '', portalNumber: reservation.portalNumber ?? '' }}
      onSubmit={async ({ serviceId, portalNumber }) => {
        await client.service.bindCase.mutate({
          reservationId: reservation.id,
          rowVersion: reservation.rowVersion,
          serviceId: serviceId || null,
          portalNumber: portalNumber || undefined,
        });
        toast({ text: t('service.bound') });
        revalidate();
      }}
    >
      <p className="lt-note">{t('service.bindEffect')}</p>
      <FormField name="serviceId" label={labels.serviceId}>
        <ServiceChoice services={services} />
      </FormField>
      <FormField name="portalNumber" label={labels.portalNumber}>
        <input className="lt-input" maxLength={60} autoComplete="off" />
      </FormField>
    </FormDrawer>
  );
};

interface StepProps {
  reservation: ReservationView;
  onClose: () => void;
}

export const ConfirmDrawer = ({ reservation, onClose }: StepProps) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const labels = { wishedOn: t('use.wishedOn'), dayPart: t('use.dayPart'), note: t('use.confirmNote') };
  return (
    <FormDrawer<{ wishedOn: string; dayPart: DayPart; note?: string }>
      open
      onClose={onClose}
      title={t('use.confirmReservation')}
      submitLabel={t('use.confirmReservation')}
      initialValues={{ wishedOn: reservation.wishedOn, dayPart: reservation.dayPart }}
      fieldLabels={labels}
      onSubmit={async (values) => {
        const { id: reservationId, rowVersion } = reservation;
        await client.reservation.confirm.mutate({
          ...values,
          note: values.note || undefined,
          reservationId,
          rowVersion,
        });
        toast({ text: t('use.confirmedReservation') });
        revalidate();
      }}
    >
      <div className="lt-field-pair">
        <FormField name="wishedOn" label={labels.wishedOn} required>
          <input className="lt-input" type="date" />
        </FormField>
        <FormField name="dayPart" label={labels.dayPart}>
          <Choice options={DAY_PARTS.map((part) => [part, t(`use.part_${part}`)])} />
        </FormField>
      </div>
      <FormField name="note" label={labels.note}>
        <input className="lt-input" maxLength={200} autoComplete="off" />
      </FormField>
    </FormDrawer>
  );
};

export const EndDrawer = ({ reservation, onClose, state }: StepProps & { state: 'declined' | 'missed' }) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const act = t(state === 'declined' ? 'use.decline' : 'use.missed');
  return (
    <ReasonDrawer
      open
      onClose={onClose}
      title={act}
      effect={t('use.endEffect')}
      label={t('use.endReason')}
      act={act}
      onSubmit={async (note) => {
        const { id: reservationId, rowVersion } = reservation;
        await client.reservation.end.mutate({ reservationId, rowVersion, state, note });
        toast({ text: t('use.ended') });
        revalidate();
      }}
    />
  );
};

/** The reader is there: the form of a visit, filled in with what was reserved. */
export const ArriveDrawer = ({ reservation, onClose }: StepProps) => {
  const t = useText();
  const toast = useToast();
  const today = useToday();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const draft = { unit: 'piece', quantity: '1', pages: '', copies: '1', isRefused: false } as const;
  return (
    <VisitFormDrawer
      open
      onClose={onClose}
      title={t('use.arrive')}
      initialValues={{
        visitorName: reservation.readerName,
        visitorKind: reservation.readerKind,
        visitorUnit: reservation.readerUnit ?? '',
        contact: reservation.contact ?? '',
        visitedOn: today,
        personCount: 1,
        channel: 'onsite',
        purpose: reservation.purpose,
        subject: reservation.subject,
        result: 'found',
        lines: reservation.lines.map((line, key) => ({ ...line, ...draft, key })),
      }}
      onSubmit={async (visit, idempotencyKey) => {
        const { id: reservationId, rowVersion } = reservation;
        await client.reservation.arrive.mutate({ reservationId, rowVersion, visit }, { context: { idempotencyKey } });
        toast({ text: t('use.arrived') });
        revalidate();
      }}
    />
  );
};
