import type { TenantDb } from '@/db/client';
import type { CustomFigureRow } from '@/db/queries/figures/custom-figure.queries';
import { countCustom, narrowRows, recordsOfCustom } from '@/db/queries/figures/custom-figures';
import { countFigureRows, hasAnyEntry, listRowIds, rowsOfFigure } from '@/db/queries/figures/figure.queries';
import type { FigureRows } from '@/db/queries/figures/figure-rows';
import { customSpec } from '@/server/domain/figure/custom-figure';
import { findSubject } from '@/server/domain/figure/custom-subjects';
import { definedCode } from '@/server/domain/figure/defined-code';
import { conditionsOf, type FigureParam, subjectOfFigure } from '@/server/domain/figure/figure-params';
import type { FigurePeriodView } from '@/server/domain/figure/figure-views';
import { type FigureDefinition, type FigureSource, figureValue } from '@/server/domain/figure/figures';
import { type NamedFigure, namedOf } from '@/server/domain/figure/named-figure';
import type { FigureOwner } from './compute-figures.ts';

/** A number with what stands behind it, however it is defined. */
export interface Counted {
  figure: NamedFigure;
  state: 'computed' | 'no_entry';
  value: number | null;
  rows: number;
  /** The rows themselves, to be listed, and what kind of record each is. */
  records: FigureRows;
  kind: FigureSource;
  listIds: (limit: number) => Promise<string[]>;
}
/** A figure that can be counted for any days; null for parameters that it has not. */
export interface Countable {
  figure: NamedFigure;
  canBeAsked: (params: readonly FigureParam[]) => boolean;
  count: (tdb: TenantDb, days: FigurePeriodView, params: readonly FigureParam[]) => Promise<Counted | null>;
}

/** A figure of the report. */
export const countableOf = (owner: FigureOwner, figure: FigureDefinition): Countable => ({
  figure,
  canBeAsked: (params) => conditionsOf(subjectOfFigure(figure), params) !== null,
  count: async (tdb, { from, to }, params) => {
    const subject = subjectOfFigure(figure);
    const conditions = conditionsOf(subject, params);
    if (conditions === null) return null;
    const question = { tenantId: owner.tenantId, from, to };
    const all = rowsOfFigure(tdb, figure.code, question);
    const narrowed =
      subject && conditions.length > 0 ? narrowRows(all, owner.tenantId, { subject: subject.code, conditions }) : all;
    const { rows, counted } = await countFigureRows(tdb, narrowed, figure.aggregate, question);
    const isSilent = counted === null || (rows === 0 && !(await hasAnyEntry(tdb, figure, owner.tenantId)));
    return {
      figure,
      state: isSilent ? 'no_entry' : 'computed',
      value: isSilent ? null : figureValue(figure, counted),
      rows,
      records: narrowed,
      kind: figure.source,
      listIds: (limit) => listRowIds(tdb, narrowed, limit),
    };
  },
});

const SUBJECT_KINDS: Readonly<Record<string, FigureSource>> = {
  archive_item: 'archive_item',
  reading_visit: 'reading_visit',
};

/** 自定义指标, of the office or of the platform; undefined where its register is no longer kept here. */
export const countableOfOwn = (owner: FigureOwner, row: CustomFigureRow): Countable | undefined => {
  const subject = findSubject(owner.tenantKind, row.subject);
  if (!subject) return undefined;
  const spec = customSpec.parse(row.spec);
  const figure = namedOf({ ...row, code: definedCode(row), spec }, subject);
  return {
    figure,
    canBeAsked: (params) => conditionsOf(subject, params) !== null,
    count: async (tdb, { from, to }, params) => {
      const narrower = conditionsOf(subject, params);
      if (narrower === null) return null;
      const defined = { subject: subject.code, spec: { ...spec, conditions: [...spec.conditions, ...narrower] } };
      const question = { tenantId: owner.tenantId, from, to };
      const { value, rows } = await countCustom(tdb, defined, question);
      const records = recordsOfCustom(defined, question);
      return {
        figure,
        state: value === null ? 'no_entry' : 'computed',
        value,
        rows,
        records,
        kind: SUBJECT_KINDS[subject.code] ?? 'register_entry',
        listIds: (limit) => listRowIds(tdb, records, limit),
      };
    },
  };
};
