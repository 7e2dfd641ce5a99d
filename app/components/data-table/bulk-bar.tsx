import type { ReactNode } from 'react';
import { useText } from '@/app/i18n/use-text';
import { COUNT_CAP } from '@/app/lib/count-cap';
import type { ListTotal } from '../keyset-pager';
import type { SelectionControl } from './use-selection';

interface BulkBarProps {
  control: SelectionControl;
  /** All that the query finds; null where it is not counted. */
  total: number | null;
  /** The same, where it is counted apart from the page. */
  counted: ListTotal | undefined;
  /** Rows on this page: with more in the query, all of it can be chosen. */
  shown: number;
  children: ReactNode;
}

/** Where nobody knows how many there are, nobody can choose all of them. */
const exactOf = ({ total, counted }: Pick<BulkBarProps, 'total' | 'counted'>): number | null => {
  if (counted) return counted.kind === 'exact' ? counted.n : null;
  return total !== null && total < COUNT_CAP ? total : null;
};

export const BulkBar = ({ control, shown, children, ...counts }: BulkBarProps) => {
  const t = useText();
  const whole = control.selection.kind === 'query';
  const total = exactOf(counts);
  return (
    <section className="lt-bulk-bar" aria-label={t('table.bulkActions')}>
      <span className="lt-strong" role="status">
        {whole ? t('table.allSelected', { n: control.count }) : t('table.selected', { n: control.count })}
      </span>
      {!whole && total !== null && total > shown ? (
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
