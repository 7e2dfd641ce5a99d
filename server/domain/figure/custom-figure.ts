import { z } from 'zod';
import { isoDate, optionalText, tenantId, text, uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';
import type { CustomSubject } from './custom-subjects.ts';
import { FIGURE_ORIGINS } from './defined-code.ts';
import { figureInWords } from './figure-in-words.ts';
import { figurePeriodView } from './figure-views.ts';
import { figureBasis, releasedPart } from './reporting.ts';

/* 自定义指标: record type, conditions, aggregation and group, said by a person and checked when it is saved. */

export const CUSTOM_OPS = ['any_of', 'none_of', 'contains', 'at_least', 'at_most', 'filled', 'yes', 'no'] as const;
export type CustomOp = (typeof CUSTOM_OPS)[number];
/** year: what happened from 1 January to the cut-off. until: ever until then. standing: what holds on that day. */
export const CUSTOM_PERIODS = ['year', 'until', 'standing'] as const;
export type CustomPeriod = (typeof CUSTOM_PERIODS)[number];
export const MOST_CONDITIONS = 8;
export const MOST_CUSTOM_FIGURES = 50;
/** Of the platform, for one kind of office. */
export const MOST_PLATFORM_FIGURES = 200;
export const MOST_GROUPS = 50;

const fieldKey = z.string().min(1).max(60);
export const customCondition = z.strictObject({
  field: fieldKey,
  op: z.enum(CUSTOM_OPS),
  values: z.array(z.string().min(1).max(60)).max(30).default([]),
});
export type CustomCondition = z.infer<typeof customCondition>;
export const customSpec = z.strictObject({
  conditions: z.array(customCondition).max(MOST_CONDITIONS).default([]),
  /** Adds this number of each record; without it records are counted. */
  sum: fieldKey.nullable().default(null),
  /** Shows the figure for each value of this field besides. */
  group: fieldKey.nullable().default(null),
  period: z.enum(CUSTOM_PERIODS).default('year'),
});
export type CustomSpec = z.infer<typeof customSpec>;

const year = z.number().int().min(1949).max(2999);
const subject = z.string().min(3).max(60);
export const customPreviewInput = z.strictObject({ subject, spec: customSpec, year });
export type CustomPreviewInput = z.infer<typeof customPreviewInput>;
export const createCustomInput = z.strictObject({ name: text(60), unit: text(12), subject, spec: customSpec });
export type CreateCustomInput = z.infer<typeof createCustomInput>;
export const changeCustomInput = createCustomInput.extend({ id: uuid, rowVersion: z.number().int().min(1) });
export type ChangeCustomInput = z.infer<typeof changeCustomInput>;
export const retireCustomInput = z.strictObject({ id: uuid, rowVersion: z.number().int().min(1) });

export const customValue = z.object({
  /** Null: 无登记. */
  value: z.number().nullable(),
  rows: z.number().int(),
});
export const customRow = z.object({
  id: uuid,
  label: z.string(),
  detail: z.string().nullable(),
  on: isoDate.nullable(),
  amount: z.number(),
});
export type CustomRowView = z.infer<typeof customRow>;
export const customGroup = z.object({ key: z.string().nullable(), value: z.number(), rows: z.number().int() });
export const customPreviewView = customValue.extend({ groups: z.array(customGroup), rowsShown: z.array(customRow) });
export type CustomPreviewView = z.infer<typeof customPreviewView>;

export const customFigureView = customValue.extend({
  id: uuid,
  /** By which texts and releases name it: Z-3, P-3. */
  code: z.string(),
  /** One that the platform defines cannot be changed here. */
  origin: z.enum(FIGURE_ORIGINS),
  name: z.string(),
  unit: z.string(),
  subject,
  spec: customSpec,
  version: z.number().int(),
  rowVersion: z.number().int(),
  updatedByName: z.string(),
  updatedAt: z.string(),
  lastYear: customValue,
  /** What was released of it for the year. */
  release: z.object({ value: z.number().nullable(), asOf: isoDate, releasedAt: z.string() }).nullable(),
});
export type CustomFigureView = z.infer<typeof customFigureView>;
export const customListInput = z.strictObject({ year });
export const customListView = z.object({
  period: figurePeriodView,
  figures: z.array(customFigureView),
  /** Names of the supervisors that a release goes to. */
  supervisors: z.array(z.string()),
  /** The supervisor that has accepted the year: nothing is released any more. */
  lockedBy: z.string().nullable(),
});
export type CustomListView = z.infer<typeof customListView>;
/** What a text can name, without its value. */
export const customNameView = figureInWords.extend({ code: z.string(), subject });
export type CustomNameView = z.infer<typeof customNameView>;

export const releaseCustomInput = z.strictObject({
  year,
  ids: z
    .array(uuid)
    .min(1)
    .max(MOST_CUSTOM_FIGURES + MOST_PLATFORM_FIGURES),
  note: optionalText(300),
  withRows: z.boolean().default(false),
});
export type ReleaseCustomInput = z.infer<typeof releaseCustomInput>;
export const receivedCustomInput = z.strictObject({ year });
/** A figure that is none of the report's, as a unit released it. What a unit defined itself adds up with nothing. */
export const receivedCustomRow = z.object({
  unitTenantId: tenantId,
  unitName: z.string(),
  code: z.string(),
  name: z.string(),
  unit: z.string(),
  definition: figureInWords.shape.definition,
  version: z.number().int(),
  value: z.number().nullable(),
  asOf: isoDate,
  releasedAt: z.string(),
  note: z.string().nullable(),
  /** The year was sent back after it was released. */
  isReturned: z.boolean(),
  basis: figureBasis,
  /** Of a sum that was handed on: the units in it, as they were frozen. */
  parts: z.array(releasedPart),
});
export type ReceivedCustomRow = z.infer<typeof receivedCustomRow>;
/** What the platform defined means the same in every unit, and adds up. */
export const receivedCustomSum = z.object({
  code: z.string(),
  name: z.string(),
  unit: z.string(),
  definition: figureInWords.shape.definition,
  version: z.number().int(),
  total: z.number().nullable(),
  releasedCount: z.number().int(),
  unitCount: z.number().int(),
  /** Units whose number is not in the sum. */
  missing: z.array(z.string()),
});
export type ReceivedCustomSum = z.infer<typeof receivedCustomSum>;
export const receivedCustomView = z.object({
  period: figurePeriodView,
  figures: z.array(receivedCustomRow),
  sums: z.array(receivedCustomSum),
});
export type ReceivedCustomView = z.infer<typeof receivedCustomView>;
export const customRowsInput = z.strictObject({ ...pageInput, id: uuid, year });
export const customGroupsInput = z.strictObject({ id: uuid, year });
export type CustomRowsInput = z.infer<typeof customRowsInput>;
export const customRowsView = pageOf(customRow).extend({
  period: figurePeriodView,
  figure: customFigureView.omit({ lastYear: true, release: true }),
  groups: z.array(customGroup),
});
export type CustomRowsView = z.infer<typeof customRowsView>;

const OPS_OF: Readonly<Record<CustomSubject['fields'][number]['kind'], readonly CustomOp[]>> = {
  choice: ['any_of', 'none_of', 'filled'],
  text: ['contains', 'filled'],
  number: ['at_least', 'at_most', 'filled'],
  date: ['at_least', 'at_most', 'filled'],
  flag: ['yes', 'no'],
};
export const opsFor = (kind: CustomSubject['fields'][number]['kind']): readonly CustomOp[] => OPS_OF[kind];

const WITHOUT_VALUES: readonly CustomOp[] = ['filled', 'yes', 'no'];
export const needsValues = (op: CustomOp): boolean => !WITHOUT_VALUES.includes(op);
const NUMBER = /^-?\d{1,12}(\.\d{1,4})?$/;

/** Why a condition cannot be counted by; nothing when it can. */
const faultOf = (condition: CustomCondition, { fields }: CustomSubject): string | null => {
  const { field: key, op, values } = condition;
  const field = fields.find((one) => one.key === key);
  if (!field) return 'field';
  if (!OPS_OF[field.kind].includes(op)) return 'op';
  if (!needsValues(op)) return values.length > 0 ? 'values' : null;
  if (values.length === 0) return 'values';
  if (op !== 'any_of' && op !== 'none_of' && values.length !== 1) return 'values';
  if (field.kind === 'choice' && values.some((value) => !field.choices.some(({ code }) => code === value)))
    return 'values';
  if (field.kind === 'number' && values.some((value) => !NUMBER.test(value))) return 'values';
  if (field.kind === 'date' && values.some((value) => !isoDate.safeParse(value).success)) return 'values';
  return null;
};

/** What is wrong with a definition, as paths of its parts; empty when it can be saved. */
export const faultsOf = (spec: CustomSpec, subject: CustomSubject): string[] => {
  const faults = spec.conditions.flatMap((condition, at) => {
    const fault = faultOf(condition, subject);
    return fault ? [`conditions.${at}.${fault}`] : [];
  });
  const fieldOf = (key: string) => subject.fields.find((one) => one.key === key);
  if (spec.sum !== null && fieldOf(spec.sum)?.kind !== 'number') faults.push('sum');
  const group = spec.group === null ? undefined : fieldOf(spec.group);
  if (spec.group !== null && (!group || group.kind === 'date')) faults.push('group');
  if (spec.period === 'standing' && !subject.hasStanding) faults.push('period');
  return faults;
};
