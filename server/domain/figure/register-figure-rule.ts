import type { TenantKind } from '@/server/domain/tenancy/tenant';
import type { RegisterFigureCode } from './register-figure-codes.ts';

type Values = Readonly<Record<string, readonly string[]>>;

/**
 * What is counted of a register, said and not programmed: one rule gives the number, the rows behind it and the test that
 * plants one entry just inside and one just outside. Void entries never count.
 */
export interface RegisterFigureRule {
  /** Code of the register. */
  register: string;
  /** Fields and the values of which they must have one, as they are stored. */
  where: Values;
  /** Fields and the values that they must not have; a field that says nothing passes. */
  unless?: Values;
  /** Fields that must say something. */
  filled?: readonly string[];
  /** Adds this number of each entry; otherwise entries are counted. */
  sum?: string;
  /** Which entries are of the period: those of the year, unless this says otherwise. */
  when?: 'standing' | 'cumulative' | 'since_last_year';
  /** The field with the year of a plan, which is the year after the figure’s. */
  planYear?: string;
  /** The field with the date that decides; the day of the entry otherwise. */
  day?: string;
  /** Full years at the cut-off since the date in a field. */
  age?: { field: string; from: number; to?: number };
  /** One row for each value of a field: the first. */
  distinct?: string;
  /** One row in all: the latest, or the one that brings most. */
  pick?: 'latest' | 'highest';
  /** The share of the entries whose field has one of these values. */
  share?: { field: string; values: readonly string[] };
  /** The share of the entries that an entry of the period in another register names. */
  reached?: { register: string; where: Values; by: string; own: string };
  /** This year against last year, whole. */
  isGrowth?: true;
  /** The field that the drill-down shows beside the title. */
  detail?: string;
}

export interface SaidFigure {
  rule: RegisterFigureRule;
  zh: readonly [name: string, definition: string, unit: string];
  en: readonly [name: string, definition: string, unit: string];
  tenantKinds: readonly TenantKind[];
  seenBy?: readonly TenantKind[];
  decimals?: 0 | 2;
  divisor?: 1 | 10_000;
}
export type SaidFigures = Readonly<Partial<Record<RegisterFigureCode, SaidFigure>>>;

export const ARCHIVES: readonly TenantKind[] = ['repository'];
export const BUREAUS: readonly TenantKind[] = ['bureau'];
export const AUTHORITIES: readonly TenantKind[] = ['bureau', 'repository'];
/** 档案室 with more registers than a village keeps. */
export const ROOMS: readonly TenantKind[] = ['department', 'township', 'enterprise', 'institution'];
