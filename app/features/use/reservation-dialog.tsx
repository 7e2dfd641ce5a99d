import { Link } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { CallFailureNote } from '@/app/components/call-failure-note';
import { Dialog } from '@/app/components/dialog';
import { FactList } from '@/app/components/fact-list';
import { Status } from '@/app/components/status';
import { useLocale, useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { formatDateTime } from '@/app/lib/format';
import { useWorkspace } from '@/app/lib/workspace';
import type { ReservationView } from '@/server/domain/use/reservation';
import { NEXT_STATES } from '@/server/domain/use/reservation-vocabulary';
import type { ServiceOptionView } from '@/server/domain/use/service-item';
import { RESERVATION_STATUS } from './visit-labels';

export type ReservationLayer = 'confirm' | 'arrive' | 'declined' | 'missed' | 'bind';

interface ReservationDialogProps {
  reservation: ReservationView;
  services: readonly ServiceOptionView[];
  onClose: () => void;
  canRegister: boolean;
  onFetch: () => Promise<void>;
  onLayer: (layer: ReservationLayer) => void;
}

/** One reservation in full, with what can be done next. */
export const ReservationDialog = (props: ReservationDialogProps) => {
  const { reservation, services, onClose, canRegister, onFetch, onLayer } = props;
  const t = useText();
  const locale = useLocale();
  const { slug } = useWorkspace().tenant;
  const [failure, setFailure] = useState<unknown>(null);
  const next = canRegister ? NEXT_STATES[reservation.state] : [];
  const { state } = reservation;
  const receipt = downloadPath(slug, 'reservation.downloadReceipt', { reservationId: reservation.id });
  const foot = (
    <>
      <a className="lt-btn" href={receipt} download>
        {t('service.receipt')}
      </a>
      {canRegister && services.length > 0 ? <Button onClick={() => onLayer('bind')}>{t('service.bind')}</Button> : null}
      {next.includes('declined') ? <Button onClick={() => onLayer('declined')}>{t('use.decline')}</Button> : null}
      {next.includes('missed') ? <Button onClick={() => onLayer('missed')}>{t('use.missed')}</Button> : null}
      {next.includes('fetched') ? (
        <Button onClick={() => void onFetch().catch(setFailure)}>{t('use.fetched')}</Button>
      ) : null}
      {next.includes('visited') ? (
        <Button look={state === 'asked' ? undefined : 'primary'} onClick={() => onLayer('arrive')}>
          {t('use.arrive')}
        </Button>
      ) : null}
      {state === 'asked' && canRegister ? (
        <Button look="primary" onClick={() => onLayer('confirm')}>
          {t('use.confirmReservation')}
        </Button>
      ) : null}
    </>
  );
  return (
    <Dialog open onClose={onClose} title={reservation.caseNumber} place="right" foot={foot}>
      {failure ? <CallFailureNote failure={failure} /> : null}
      <p>
        <Status kind={RESERVATION_STATUS[state]}>{t(`use.reservation_${state}`)}</Status>
      </p>
      <FactList
        facts={[
          [t('use.wishedOn'), `${reservation.wishedOn} ${t(`use.part_${reservation.dayPart}`)}`],
          [t('use.readerName'), reservation.readerName],
          [t('use.readerKind'), t(`use.kind_${reservation.readerKind}`)],
          [t('use.readerUnit'), reservation.readerUnit],
          [t('use.contact'), reservation.contact],
          [t('use.channel'), t(`use.channel_${reservation.channel}`)],
          [t('use.purpose'), t(`use.purpose_${reservation.purpose}`)],
          [t('use.subject'), reservation.subject],
          [
            t('use.wishes'),
            reservation.lines.length === 0 ? null : (
              <ul key="wishes">
                {reservation.lines.map((line) => (
                  <li key={`${line.itemId ?? ''}${line.title}`}>
                    {line.itemId ? (
                      <Link className="lt-link" to={`/w/${slug}/archives/${line.itemId}`}>
                        {line.referenceCode ?? line.title}
                      </Link>
                    ) : null}{' '}
                    {line.title}
                  </li>
                ))}
              </ul>
            ),
          ],
          [t('use.askedAt'), formatDateTime(reservation.askedAt, locale)],
          [
            t('use.answerTime'),
            reservation.answerMinutes === null ? null : t('use.answerMinutes', { n: reservation.answerMinutes }),
          ],
          [t('use.confirmNote'), reservation.note],
          [t('service.item'), services.find((one) => one.id === reservation.serviceId)?.name ?? null],
          [t('service.portalNumber'), reservation.portalNumber],
          [t('service.lookUpCode'), reservation.lookupCode],
        ]}
      />
      {reservation.visitId ? (
        <p>
          <Link className="lt-link" to={`/w/${slug}/visits?visit=${reservation.visitId}`}>
            {t('use.toVisit')}
          </Link>
        </p>
      ) : null}
    </Dialog>
  );
};
