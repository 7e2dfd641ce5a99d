import { addDays } from '@/server/domain/shared/working-days';
import type { FieldDeadline, RegisterDefinition } from './register-definition.ts';
import type { RegisterValues } from './register-values.ts';

/** Days that are gone by, and days that come within the days of warning. */
export const DUE_STATES = ['late', 'soon'] as const;
export type DueState = (typeof DUE_STATES)[number];

export interface RegisterDeadline extends FieldDeadline {
  code: string;
  field: string;
}

/** The deadlines of a register, in the order of its fields. */
export const deadlinesOf = (definition: RegisterDefinition): RegisterDeadline[] =>
  definition.fields.flatMap((field) =>
    field.kind === 'date' && field.deadline ? [{ code: definition.code, field: field.key, ...field.deadline }] : [],
  );

/** What its own fields say of a deadline; whether a younger entry met it is known to the database alone. */
export const dueStateOf = (
  deadline: FieldDeadline & { field: string },
  values: RegisterValues,
  today: string,
): DueState | null => {
  const day = values[deadline.field];
  if (typeof day !== 'string' || (deadline.metBy && values[deadline.metBy] !== undefined)) return null;
  if (day < today) return 'late';
  return day <= addDays(today, deadline.warnDays) ? 'soon' : null;
};
