import type { ReactNode } from 'react';

export type Fact = readonly [label: string, value: ReactNode];

/** Particulars of one thing, two to a line where there is room (`isWide`: in the panel of a record). What is empty is left out. */
export const FactList = ({ facts, isWide = false }: { facts: readonly Fact[]; isWide?: boolean }) => (
  <dl className={isWide ? 'lt-facts lt-item-facts' : 'lt-facts'}>
    {facts
      .filter(([, value]) => value !== null && value !== undefined && value !== '')
      .map(([label, value]) => (
        <div key={typeof value === 'string' ? `${label}${value}` : label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
  </dl>
);
