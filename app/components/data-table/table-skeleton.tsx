import { useText } from '@/app/i18n/use-text';

const WIDTHS = ['18%', '34%', '12%', '10%'];

/** The table's own shape, after 150 ms. */
export const TableSkeleton = ({ rows = 8 }: { rows?: number }) => {
  const t = useText();
  return (
    <div className="lt-skeleton" role="status">
      <span className="lt-hidden">{t('table.loading')}</span>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the bars are all alike and never move
        <div key={row}>
          {WIDTHS.map((width) => (
            <i key={width} style={{ width }} />
          ))}
        </div>
      ))}
    </div>
  );
};
