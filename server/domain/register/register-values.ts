import { z } from 'zod';
import { isoDate, text } from '@/server/domain/shared/ids';
import type { RegisterDefinition, RegisterField } from './register-definition.ts';

/** What an entry says, by the keys of its fields. A field that says nothing is left out. */
export type RegisterValues = Record<string, string | number | boolean>;

const schemaOf = (field: RegisterField): z.ZodType<string | number | boolean> => {
  switch (field.kind) {
    case 'text': {
      const { pattern } = field;
      return pattern ? text(field.max).refine((value) => pattern.test(value), 'pattern') : text(field.max);
    }
    case 'number':
      return z
        .number()
        .min(field.min)
        .max(field.max)
        .refine((value) => Number(value.toFixed(field.decimals)) === value, 'decimals');
    case 'date':
      return isoDate;
    case 'time':
      return z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?$/);
    case 'choice':
      return z.enum(field.choices.map(({ code }) => code));
    case 'flag':
      return z.boolean();
  }
};

/** Exactly the fields of the definition; what is not required may be missing. */
const makeSchema = (definition: RegisterDefinition): z.ZodType<RegisterValues> =>
  z.strictObject(
    Object.fromEntries(
      definition.fields.map((field) => [field.key, field.required ? schemaOf(field) : schemaOf(field).optional()]),
    ),
  ) as unknown as z.ZodType<RegisterValues>;

const schemas = new WeakMap<RegisterDefinition, z.ZodType<RegisterValues>>();

/** Made once for each definition: a file has thousands of rows. */
const valuesSchema = (definition: RegisterDefinition): z.ZodType<RegisterValues> => {
  const made = schemas.get(definition) ?? makeSchema(definition);
  schemas.set(definition, made);
  return made;
};

/** `taken`: another entry stands there for what the fields of identity name. */
export type ValueProblem = 'missing' | 'form' | 'range' | 'unknown_choice' | 'too_long' | 'order' | 'taken';
export interface FieldProblem {
  field: string;
  problem: ValueProblem;
}

const problemOf = (field: RegisterField | undefined, value: unknown): ValueProblem => {
  if (value === undefined || value === null || value === '') return 'missing';
  if (field?.kind === 'number' && typeof value === 'number') return 'range';
  if (field?.kind === 'choice') return 'unknown_choice';
  if (field?.kind === 'text' && typeof value === 'string') return value.length > field.max ? 'too_long' : 'form';
  return 'form';
};

/** The values of an entry, or what is wrong with which field. Dates of an entry stand in their order. */
export const checkValues = (
  definition: RegisterDefinition,
  raw: Readonly<Record<string, unknown>>,
): { values: RegisterValues; problems: [] } | { values: null; problems: FieldProblem[] } => {
  const said = Object.fromEntries(Object.entries(raw).filter(([, value]) => value !== '' && value !== null));
  const parsed = valuesSchema(definition).safeParse(said);
  if (!parsed.success) {
    const keys = parsed.error.issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys' ? issue.keys : [String(issue.path[0] ?? '')],
    );
    const problems = [...new Set(keys)].map((key) => ({
      field: key,
      problem: problemOf(
        definition.fields.find((field) => field.key === key),
        said[key],
      ),
    }));
    return { values: null, problems };
  }
  const values = Object.fromEntries(Object.entries(parsed.data).filter(([, value]) => value !== undefined));
  const [day, until] = [values[definition.dayField], definition.untilField && values[definition.untilField]];
  if (day && until && String(until) < String(day) && definition.untilField) {
    return { values: null, problems: [{ field: definition.untilField, problem: 'order' }] };
  }
  return { values, problems: [] };
};
