import { Link } from '@remix-run/react';

export interface Figure {
  key: string;
  label: string;
  /** Already formatted: 93.6%, 24/28, 31,207. */
  value: string;
  /** Small, behind the value. */
  unit?: string;
  /** Last year beside every headline figure: 上年 91.5%. */
  last?: string;
  /** +2.1 */
  change?: string;
  /** The rows that it counts. */
  to?: string;
  /** Something is late. */
  isBad?: boolean;
}

/** Headline figures in one row, parted by hairlines. */
export const FigureRow = ({ figures, label }: { figures: Figure[]; label: string }) => (
  <ul className="lt-figures" aria-label={label}>
    {figures.map((figure) => (
      <li key={figure.key}>
        <span className="lt-2">{figure.label}</span>
        <strong className={figure.isBad ? 'lt-overdue' : undefined}>
          {figure.to ? <Link to={figure.to}>{figure.value}</Link> : figure.value}
          {figure.unit ? <small> {figure.unit}</small> : null}
        </strong>
        {figure.last || figure.change ? (
          <span className="lt-3">
            {figure.last}
            {figure.change ? <span className="lt-figure-change"> {figure.change}</span> : null}
          </span>
        ) : null}
      </li>
    ))}
  </ul>
);
