import { useEffect, useRef, useState } from 'react';
import { useText } from '@/app/i18n/use-text';
import { formatNumber } from '@/app/lib/format';
import { Button } from '../button';
import { Icon } from '../icon';
import type { ChartData } from './chart-data.ts';
import type { DrawnChart } from './draw-chart.ts';

interface ChartProps extends ChartData {
  title: string;
  /** What the categories are: the head of the first column of the table. */
  categoryTitle: string;
  /** The address of the same numbers as a workbook. */
  excelTo?: string;
  /** For a wall: the picture alone. */
  bare?: boolean;
}

const useDrawing = ({ kind, categories, series }: ChartData) => {
  const place = useRef<HTMLDivElement>(null);
  const drawn = useRef<DrawnChart | null>(null);
  const [failed, setFailed] = useState(false);
  const told = JSON.stringify({ kind, categories, series });
  useEffect(() => {
    let isOver = false;
    let watcher: ResizeObserver | null = null;
    const draw = async () => {
      const { drawChart } = await import('./draw-chart.ts');
      if (isOver || !place.current) return;
      drawn.current = drawChart(place.current, JSON.parse(told) as ChartData);
      if (typeof ResizeObserver !== 'undefined') {
        watcher = new ResizeObserver(() => drawn.current?.resize());
        watcher.observe(place.current);
      }
    };
    draw().catch(() => setFailed(true));
    return () => {
      isOver = true;
      watcher?.disconnect();
      drawn.current?.remove();
      drawn.current = null;
    };
  }, [told]);
  return { place, drawn, failed };
};

const ChartTable = ({ title, categoryTitle, categories, series }: ChartProps) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
  <section className="lt-scroll-x" tabIndex={0} aria-label={title}>
    <table className="lt-chart-table">
      <caption className="lt-hidden">{title}</caption>
      <thead>
        <tr>
          <th scope="col">{categoryTitle}</th>
          {series.map((one) => (
            <th key={one.name} scope="col" className="lt-num">
              {one.name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {categories.map((category, at) => (
          <tr key={category}>
            <th scope="row">{category}</th>
            {series.map((one) => {
              const value = one.values[at] ?? null;
              return (
                <td key={one.name} className="lt-num">
                  {value === null ? '—' : formatNumber(value)}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  </section>
);

/**
 * A chart with the table behind it: who cannot see the picture, or wants the numbers, reads the same. The picture can be
 * taken away as PNG, the numbers as a workbook.
 */
export const Chart = (props: ChartProps) => {
  const { title, excelTo, bare = false } = props;
  const t = useText();
  const { place, drawn, failed } = useDrawing(props);
  const savePng = () => {
    if (!drawn.current) return;
    const link = document.createElement('a');
    link.href = drawn.current.toPng();
    link.download = `${title}.png`;
    link.click();
  };
  return (
    <figure className="lt-chart" aria-label={title}>
      {bare ? null : (
        <div className="lt-section-head">
          <h2>{title}</h2>
          <span className="lt-end lt-chart-tools">
            <Button icon="download" onClick={savePng} disabled={failed}>
              {t('dashboard.png')}
            </Button>
            {excelTo ? (
              <a className="lt-btn" href={excelTo} download>
                <Icon name="download" />
                <span>{t('dashboard.excel')}</span>
              </a>
            ) : null}
          </span>
        </div>
      )}
      {failed ? (
        <p className="lt-note" role="note">
          {t('dashboard.noPicture')}
        </p>
      ) : (
        <div
          ref={place}
          className="lt-chart-place"
          role="img"
          aria-label={bare ? title : t('dashboard.pictureOf', { title })}
        />
      )}
      {bare ? (
        <div className="lt-hidden">
          <ChartTable {...props} />
        </div>
      ) : (
        <details className="lt-chart-numbers" open={failed}>
          <summary>{t('dashboard.numbers')}</summary>
          <ChartTable {...props} />
        </details>
      )}
    </figure>
  );
};
