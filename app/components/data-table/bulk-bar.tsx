import type { ReactNode } from 'react';
import { useText } from '@/app/i18n/use-text';
import { COUNT_CAP } from '@/app/lib/count-cap';
import type { SelectionControl } from './use-selection';

interface BulkBarProps {
  control: SelectionControl;
  /** All that the query finds; null where it is not counted. */
  total: number | null;
  /** Rows on this page: with more in the query, all of it can be chosen. */
  shown: number;
  children: ReactNode;
}

export const BulkBar = ({ control, total, shown, children }: BulkBarProps) => {
  const t = useText();
  const whole = control.selection.kind === 'query';
  const offersAll = !whole && total !== null && total > shown && total < COUNT_CAP;
  return (
    <section className="lt-bulk-bar" aria-label={t('table.bulkActions')}>
      <span className="lt-strong" role="status">
        {whole ? t('table.allSelected', { n: control.count }) : t('table.selected', { n: control.count })}
      </span>
      {offersAll ? (
        <button type="button" className="lt-link" onClick={() => control.selectQuery(total)}>
          {t('table.selectAll', { n: total })}
        </button>
      ) : null}
      <span className="lt-bulk-actions">{children}</span>
      <button type="button" className="lt-link lt-end" onClick={control.clear}>
        {t('table.clearSelection')}
      </button>
    </section>
  );
};
