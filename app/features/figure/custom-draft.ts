import {
  type CustomCondition,
  type CustomFigureView,
  type CustomSpec,
  needsValues,
} from '@/server/domain/figure/custom-figure';

/** A condition while it is being typed; the id only keeps the fields apart on the screen. */
export interface DraftCondition extends CustomCondition {
  id: number;
}
export interface CustomDraft {
  name: string;
  unit: string;
  subject: string;
  conditions: DraftCondition[];
  sum: string | null;
  group: string | null;
  period: CustomSpec['period'];
}

export const emptyDraft = (subject: string): CustomDraft => ({
  name: '',
  unit: '',
  subject,
  conditions: [],
  sum: null,
  group: null,
  period: 'year',
});

export const draftOf = ({ name, unit, subject, spec }: CustomFigureView): CustomDraft => ({
  name,
  unit,
  subject,
  ...spec,
  conditions: spec.conditions.map((condition, id) => ({ ...condition, id })),
});

export const specOf = ({ conditions, sum, group, period }: CustomDraft): CustomSpec => ({
  conditions: conditions.map(({ field, op, values }) => ({ field, op, values: needsValues(op) ? values : [] })),
  sum,
  group,
  period,
});
