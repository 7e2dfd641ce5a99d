import { z } from 'zod';

/* Makes inputs for any procedure from its schema, so that a procedure of tomorrow is attacked without being listed. */
type JsonSchema = {
  type?: string | string[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  enum?: unknown[];
  const?: unknown;
  format?: string;
  pattern?: string;
  minimum?: number;
  exclusiveMinimum?: number;
  minItems?: number;
  minLength?: number;
  default?: unknown;
};

export type IdKind = 'uuid' | 'slug' | 'tenantId';
export interface IdField {
  path: (string | number)[];
  kind: IdKind;
}
export interface InputTemplate {
  /** A valid input as far as a schema can tell, with made-up ids. */
  base: unknown;
  idFields: IdField[];
}

const UNKNOWN_UUID = '0198c0de-0000-7000-8000-00000000dead';
const SLUG_PATTERN = '^[a-z0-9][a-z0-9-]{1,62}$';

const isSlug = (schema: JsonSchema): boolean => schema.pattern === SLUG_PATTERN;
const isTenantId = (schema: JsonSchema, key: string): boolean => schema.type === 'integer' && /tenantIds?$/i.test(key);

const textFor = (schema: JsonSchema): string => {
  if (schema.format === 'uuid') return UNKNOWN_UUID;
  if (schema.format === 'date') return '2026-05-06';
  if (schema.format === 'date-time') return '2026-05-06T08:00:00.000Z';
  if (isSlug(schema)) return 'no-such-unit';
  if (schema.pattern?.includes('0-9a-f')) return 'ab'.repeat(32);
  if (schema.pattern?.includes('A-Z')) return 'B028';
  return '无害的测试文字'.repeat(Math.ceil((schema.minLength ?? 1) / 7)).slice(0, Math.max(7, schema.minLength ?? 7));
};

const build = (schema: JsonSchema, key: string, path: (string | number)[], found: IdField[]): unknown => {
  const branch = schema.anyOf ?? schema.oneOf;
  if (branch?.[0]) return build(branch[0], key, path, found);
  if (schema.allOf)
    return schema.allOf.reduce<unknown>((sum, part) => Object.assign(sum as object, build(part, key, path, found)), {});
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (schema.type === 'object') return buildObject(schema, path, found);
  if (schema.type === 'array') return schema.items ? [build(schema.items, key, [...path, 0], found)] : [];
  if (schema.type === 'string') {
    if (schema.format === 'uuid') found.push({ path, kind: 'uuid' });
    if (isSlug(schema)) found.push({ path, kind: 'slug' });
    return textFor(schema);
  }
  if (schema.type === 'integer' || schema.type === 'number') {
    if (isTenantId(schema, key)) found.push({ path, kind: 'tenantId' });
    if (/year/i.test(key)) return 2025;
    return Math.max(schema.minimum ?? 1, (schema.exclusiveMinimum ?? 0) + (schema.type === 'integer' ? 1 : 0.5));
  }
  return schema.type === 'boolean' ? false : null;
};

const carriesIds = (schema: JsonSchema, key: string): boolean => {
  const probe: IdField[] = [];
  build(schema, key, [], probe);
  return probe.length > 0;
};

const buildObject = (schema: JsonSchema, path: (string | number)[], found: IdField[]): Record<string, unknown> => {
  const result: Record<string, unknown> = {};
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    const needed = schema.required?.includes(name) && property.default === undefined;
    if (needed || carriesIds(property, name)) result[name] = build(property, name, [...path, name], found);
  }
  return result;
};

/** @throws when the schema cannot be described: such a procedure cannot be covered, and fails the build */
export const inputTemplateOf = (inputs: readonly unknown[]): InputTemplate => {
  if (inputs.length === 0) return { base: undefined, idFields: [] };
  const schema = z.toJSONSchema(inputs[0] as z.ZodType, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
  const idFields: IdField[] = [];
  return { base: build(schema, '', [], idFields), idFields };
};

/** A copy with one value put at a path. */
export const withValue = (base: unknown, path: readonly (string | number)[], value: unknown): unknown => {
  if (path.length === 0) return value;
  const [head, ...rest] = path as [string | number, ...(string | number)[]];
  const copy: Record<string | number, unknown> = Array.isArray(base) ? ([...base] as never) : { ...(base as object) };
  copy[head] = withValue(copy[head], rest, value);
  return copy;
};
