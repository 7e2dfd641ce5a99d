import type { ReactNode } from 'react';

/** ● done, ▲ attention, ■ overdue, ◆ failed, dashed ring not yet, ring with a dot in progress. */
export type StatusKind = 'done' | 'attention' | 'overdue' | 'failed' | 'none' | 'live';

const SHAPES: Record<StatusKind, ReactNode> = {
  done: (
    <>
      <circle cx="7" cy="7" r="6.5" fill="currentColor" />
      <path d="m4 7.2 2.2 2.2L10.2 5" fill="none" stroke="#fff" strokeWidth="1.5" />
    </>
  ),
  attention: (
    <>
      <path d="M7 .8 13.7 13H.3z" fill="currentColor" />
      <path d="M7 5v4M7 10.4v1.1" stroke="#fff" strokeWidth="1.4" />
    </>
  ),
  overdue: (
    <>
      <rect x=".5" y=".5" width="13" height="13" rx="1.5" fill="currentColor" />
      <path d="M7 3.2v4.6M7 9.6v1.4" stroke="#fff" strokeWidth="1.6" />
    </>
  ),
  failed: (
    <>
      <path d="M7 .3 13.7 7 7 13.7.3 7z" fill="currentColor" />
      <path d="m5 5 4 4M9 5 5 9" stroke="#fff" strokeWidth="1.3" />
    </>
  ),
  none: <circle cx="7" cy="7" r="6" fill="none" stroke="currentColor" strokeWidth="1.2" strokeDasharray="2.4 2" />,
  live: (
    <>
      <circle cx="7" cy="7" r="6" fill="none" stroke="currentColor" strokeWidth="1.4" />
      <circle cx="7" cy="7" r="3" fill="currentColor" />
    </>
  ),
};

interface StatusProps {
  kind: StatusKind;
  /** The word. Colour and shape never stand alone. */
  children: ReactNode;
  /** Where the table has no room for it the word is still read aloud. */
  hideWord?: boolean;
}

export const Status = ({ kind, children, hideWord = false }: StatusProps) => (
  <span className={`lt-status lt-status-${kind}`}>
    <svg viewBox="0 0 14 14" aria-hidden="true" focusable="false">
      {SHAPES[kind]}
    </svg>
    <span className={hideWord ? 'lt-hidden' : undefined}>{children}</span>
  </span>
);
