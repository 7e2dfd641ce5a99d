import type { TenantKind } from '@/server/domain/tenancy/tenant';

/*
 * A register (台账) is said once, in a file of its own under `registers/`: list, form, entry from Excel, export, history,
 * periods and the figures that count it follow from that. Without zod: screens import it.
 */
export interface Words {
  zh: string;
  en: string;
}

interface FieldBase {
  /** Stored: it never changes once entries exist. */
  key: string;
  name: Words;
  required?: boolean;
  /** One line below the field. */
  help?: Words;
  /** A column of the list from the start; others can be chosen. */
  inList?: boolean;
}
export interface TextField extends FieldBase {
  kind: 'text';
  max: number;
  /** Several lines. */
  isLong?: boolean;
}
export interface NumberField extends FieldBase {
  kind: 'number';
  min: number;
  max: number;
  /** Digits behind the point; 0 for things that are counted. */
  decimals: number;
  unit?: Words;
}
export interface DateField extends FieldBase {
  kind: 'date';
}
export interface ChoiceField extends FieldBase {
  kind: 'choice';
  /** Codes are stored, words are shown; rows typed in Excel say either. */
  choices: readonly ({ code: string } & Words)[];
}
export interface FlagField extends FieldBase {
  kind: 'flag';
}
export type RegisterField = TextField | NumberField | DateField | ChoiceField | FlagField;

export const REGISTER_GROUPS = [
  'safekeeping',
  'safety',
  'people',
  'money',
  'publicity',
  'planning',
  'secrecy',
] as const;
export type RegisterGroup = (typeof REGISTER_GROUPS)[number];

/** How often something has to be entered. Late: a period is over for more than `graceDays` and has no entry. */
export interface RegisterPeriod {
  every: 'day' | 'month' | 'quarter' | 'half_year' | 'year';
  graceDays: number;
  /** Days off are left out of a daily register. */
  onWorkdays?: boolean;
}

/** A number that is drawn over the days, with the limits beyond which it is marked. */
export interface RegisterLimit {
  field: string;
  min: number;
  max: number;
}

export interface RegisterDefinition {
  /** Stored: `room_climate`. */
  code: string;
  name: Words;
  group: RegisterGroup;
  tenantKinds: readonly TenantKind[];
  /** What is kept here and why, with the rule that asks for it. */
  purpose: Words;
  fields: readonly RegisterField[];
  /** The date that orders the entries and decides their year. */
  dayField: string;
  /** Where an entry holds until another date (staff, rooms, terms). Empty: it still holds. */
  untilField?: string;
  /** What an entry is called in lists, in audit and in what is owed. */
  titleField: string;
  period?: RegisterPeriod;
  limits?: readonly RegisterLimit[];
}

/** Everybody who keeps archives. */
export const RECORDS_OFFICES: readonly TenantKind[] = [
  'bureau',
  'repository',
  'department',
  'township',
  'enterprise',
  'institution',
];
export const EVERYBODY: readonly TenantKind[] = [...RECORDS_OFFICES, 'village'];

export const fieldNamed = (definition: RegisterDefinition, key: string): RegisterField => {
  const field = definition.fields.find((one) => one.key === key);
  if (!field) throw new Error(`${definition.code} has no field ${key}`);
  return field;
};
