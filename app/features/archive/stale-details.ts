import { TRPCClientError } from '@trpc/client';

/** Who was quicker, by field, as STALE_VERSION tells it. */
export interface StaleDetails {
  changedBy: string;
  changedAt: string;
  byField: Readonly<Record<string, string>>;
}

export const staleDetails = (details: Readonly<Record<string, unknown>>): StaleDetails => ({
  changedBy: String(details.changedBy ?? ''),
  changedAt: String(details.changedAt ?? ''),
  byField: Object.fromEntries(
    Object.entries(details).flatMap(([key, name]) => (key.startsWith('by:') ? [[key.slice(3), String(name)]] : [])),
  ),
});

export const staleOf = (error: unknown): StaleDetails | null =>
  error instanceof TRPCClientError && error.message === 'STALE_VERSION'
    ? staleDetails((error.data as { details?: Record<string, unknown> } | null)?.details ?? {})
    : null;
