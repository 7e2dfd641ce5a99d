import type { ReactNode } from 'react';

interface PageHeaderProps {
  title: string;
  /** A line below: date, counts, what is overdue. */
  lead?: ReactNode;
  /** Beside the title: how many. */
  count?: string;
  /** At most one of them filled. */
  actions?: ReactNode;
}

export const PageHeader = ({ title, lead, count, actions }: PageHeaderProps) => (
  <header className="lt-page-header">
    <div className="lt-grow">
      <h1>
        {title}
        {count ? <span className="lt-3 lt-page-count"> {count}</span> : null}
      </h1>
      {lead ? <p className="lt-2">{lead}</p> : null}
    </div>
    {actions ? <div className="lt-wrap lt-page-actions">{actions}</div> : null}
  </header>
);
