import { useMatches } from '@remix-run/react';
import type { ReactNode } from 'react';
import { GrantBanner } from '@/app/components/page-shell';

/** A loader below that shows another unit's records says so with a `grant` in its data. */
export interface GrantInUse {
  unitName: string;
  reason: string;
  validTo: string;
  views?: number;
  recordsTo?: string;
  leaveTo: string;
}

const grantIn = (data: unknown): GrantInUse | null =>
  typeof data === 'object' && data !== null && 'grant' in data ? ((data.grant as GrantInUse | null) ?? null) : null;

export const useGrantBanner = (): ReactNode => {
  const grant = useMatches().reduce<GrantInUse | null>((found, match) => grantIn(match.data) ?? found, null);
  return grant ? (
    <GrantBanner
      unit={grant.unitName}
      reason={grant.reason}
      until={grant.validTo}
      views={grant.views}
      recordsTo={grant.recordsTo}
      leaveTo={grant.leaveTo}
    />
  ) : null;
};
