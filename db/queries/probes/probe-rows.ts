import type { RawBuilder } from 'kysely';

/** What a predicate is asked: whose rows, which years, and for papers between two, who asks. */
export interface ProbeQuestion {
  /** The unit that is looked at. */
  tenantId: number;
  /** The tenant that asks: the unit itself, or its inspector. */
  readerTenantId: number;
  yearFrom: number;
  yearTo: number;
}

/**
 * The rows that a probe looks at, as a query with the columns `key text, item_id uuid, label text, detail text, on_day
 * date, is_fault boolean, amount numeric, sort_key text`. The figure is an aggregate over it and the drill-down a page
 * of it, so that the two cannot disagree.
 */
export type ProbeRows = RawBuilder<unknown>;
export type ProbePredicate = (question: ProbeQuestion) => ProbeRows;
