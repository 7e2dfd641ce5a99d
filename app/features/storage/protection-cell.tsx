import { Link } from '@remix-run/react';
import { Button } from '@/app/components/button';
import { Dialog } from '@/app/components/dialog';
import { Status, type StatusKind } from '@/app/components/status';
import { useText } from '@/app/i18n/use-text';
import type { Standing } from '@/server/domain/storage/protection-vocabulary';
import type { ProtectionCell } from '@/server/domain/storage/room-protection';

export const STANDING_STATUS: Record<Standing, StatusKind> = {
  covered: 'done',
  partly: 'attention',
  uncovered: 'overdue',
};

interface CellDialogProps {
  room: string;
  cell: ProtectionCell;
  /** Of the registers. */
  base: string;
  onClose: () => void;
}

/** What a room has against one thing: its devices, what was found, and where either is entered. */
export const CellDialog = ({ room, cell, base, onClose }: CellDialogProps) => {
  const t = useText();
  return (
    <Dialog
      open
      onClose={onClose}
      title={`${room} · ${t(`protection.${cell.protection}`)}`}
      place="right"
      foot={<Button onClick={onClose}>{t('protection.close')}</Button>}
    >
      <p>
        <Status kind={STANDING_STATUS[cell.standing]}>{t(`protection.standing_${cell.standing}`)}</Status>
      </p>
      <h2>{t('protection.devices')}</h2>
      {cell.devices.length === 0 ? <p className="lt-3">{t('protection.noDevices')}</p> : null}
      <ul>
        {cell.devices.map((device) => (
          <li key={device.entryId}>
            <Link className="lt-link" to={`${base}/entries/${device.entryId}`}>
              {device.model}
            </Link>{' '}
            {t('protection.quantity', { n: device.quantity, since: device.since })}
          </li>
        ))}
      </ul>
      <h2>{t('protection.statements')}</h2>
      {cell.statements.length === 0 ? <p className="lt-3">{t('protection.noStatements')}</p> : null}
      <ul>
        {cell.statements.map((said) => (
          <li key={said.entryId}>
            <Link className="lt-link" to={`${base}/entries/${said.entryId}`}>
              {said.foundOn}
            </Link>{' '}
            {said.means} {said.wanted ? t('protection.wanted', { what: said.wanted }) : null}
          </li>
        ))}
      </ul>
      <p>
        <Link className="lt-link" to={`${base}/equipment`}>
          {t('protection.enterDevice')}
        </Link>
      </p>
      <p>
        <Link className="lt-link" to={`${base}/protection`}>
          {t('protection.enterStatement')}
        </Link>
      </p>
    </Dialog>
  );
};
