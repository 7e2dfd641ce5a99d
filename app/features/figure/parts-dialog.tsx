import { Dialog } from '@/app/components/dialog';
import { useText } from '@/app/i18n/use-text';
import type { ReleasedPart } from '@/server/domain/figure/reporting';

export interface Parts {
  unitName: string;
  parts: readonly ReleasedPart[];
}

interface PartsDialogProps {
  of: Parts;
  valueText: (value: number | null) => string;
  onClose: () => void;
}

/** The units behind a sum that a unit handed on, as they were frozen in it. */
export const PartsDialog = ({ of, valueText, onClose }: PartsDialogProps) => {
  const t = useText();
  const title = t('figure.partsTitle', { name: of.unitName });
  return (
    <Dialog open onClose={onClose} title={title}>
      <table className="lt-table lt-table-plain">
        <caption className="lt-hidden">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{t('figure.unitName')}</th>
            <th scope="col" className="lt-num">
              {t('figure.value')}
            </th>
            <th scope="col">{t('figure.asOf')}</th>
          </tr>
        </thead>
        <tbody>
          {of.parts.map((part) => (
            <tr key={`${part.unitTenantId} ${part.basis}`}>
              <th scope="row" data-label={t('figure.unitName')}>
                {part.unitName}
                {part.basis === 'rolled_up' ? ` · ${t('figure.basis_rolled_up')}` : ''}
              </th>
              <td className="lt-num" data-label={t('figure.value')}>
                {valueText(part.value)}
              </td>
              <td data-label={t('figure.asOf')}>{part.asOf}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Dialog>
  );
};
