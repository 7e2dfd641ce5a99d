import type { RegisterDefinition, RegisterField } from '@/server/domain/register/register-definition';

/** What stands in a column of a workbook or of a printed register: a field, who entered it, whether it counts. */
export type FileColumn = { kind: 'field'; field: RegisterField } | { kind: 'by' } | { kind: 'state' };

/**
 * The columns that are asked for, in the order of the definition. Without a choice: all fields and the state in a
 * workbook, so that it can be read back; on paper what the list shows from the start.
 */
export const columnsOf = (
  definition: RegisterDefinition,
  asked: readonly string[] | undefined,
  use: 'xlsx' | 'pdf',
): FileColumn[] => {
  const shown = (field: RegisterField) => use === 'xlsx' || field.inList === true || field.key === definition.dayField;
  const isAsked = (key: string) => asked?.includes(key) ?? false;
  const fields = definition.fields.filter((field) =>
    asked ? isAsked(field.key) || (field.key === definition.dayField && isAsked('day')) : shown(field),
  );
  return [
    ...fields.map((field): FileColumn => ({ kind: 'field', field })),
    ...(isAsked('by') ? [{ kind: 'by' } as const] : []),
    ...(isAsked('state') || (!asked && use === 'xlsx') ? [{ kind: 'state' } as const] : []),
  ];
};
