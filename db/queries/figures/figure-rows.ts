import type { AliasedExpression } from 'kysely';

/** What a predicate is asked: whose rows, and which days count (both inclusive; `to` is the cut-off). */
export interface FigureQuestion {
  tenantId: number;
  from: string;
  to: string;
}

/** One row behind a figure, in the same shape whatever register it comes from. */
export interface FigureRecord {
  id: string;
  /** The record that a link opens. */
  openId: string;
  /** What that record stands under, where its address needs it. */
  parentId: string | null;
  label: string;
  detail: string | null;
  on: string | null;
  amount: number;
  /** With the id a total order. */
  sortKey: string;
}

/**
 * The rows that a figure counts, as a table `r`. The value is an aggregate over it and the drill-down a page of it, so
 * that the two cannot disagree.
 */
export type FigureRows = AliasedExpression<FigureRecord, 'r'>;
