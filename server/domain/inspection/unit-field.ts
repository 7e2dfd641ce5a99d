import { z } from 'zod';
import { isoDate, tenantId } from '@/server/domain/shared/ids';
import { UNIT_FIELDS } from './district-vocabulary.ts';

/** 重点领域: the state of archives work, field by field. */
export const unitField = z.enum(UNIT_FIELDS);

export const readFieldsInput = z.strictObject({ on: isoDate.optional() });
export type ReadFieldsInput = z.infer<typeof readFieldsInput>;

const numbers = z.object({
  units: z.number().int(),
  inspected: z.number().int(),
  guided: z.number().int(),
  filingClosed: z.number().int(),
  overdueUnits: z.number().int(),
  openFindings: z.number().int(),
  filing: z.number().nullable(),
  score: z.number().nullable(),
  hours: z.number(),
});
export const fieldRowView = numbers.extend({
  field: unitField,
  /** The same day of the year before; null where the field had no unit then. */
  last: numbers.nullable(),
});
export type FieldRowView = z.infer<typeof fieldRowView>;
export const fieldsView = z.object({ on: isoDate, filingYear: z.number().int(), rows: z.array(fieldRowView) });
export type FieldsView = z.infer<typeof fieldsView>;

export const assignFieldInput = z.strictObject({
  /** Null: by kind and name again. */
  field: unitField.nullable(),
  unitTenantIds: z.array(tenantId).min(1).max(2000),
});
export type AssignFieldInput = z.infer<typeof assignFieldInput>;
