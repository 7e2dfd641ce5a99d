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
  /** Other headings under which files bring it; case, brackets and units do not matter. */
  aliases?: readonly string[];
}
export interface TextField extends FieldBase {
  kind: 'text';
  max: number;
  /** Several lines. */
  isLong?: boolean;
  /** What alone may stand there: a number, where words would say too much. */
  pattern?: RegExp;
}
export interface NumberField extends FieldBase {
  kind: 'number';
  min: number;
  max: number;
  /** Digits behind the point; 0 for things that are counted. */
  decimals: number;
  unit?: Words;
  /** Shown without a comma for thousands. */
  isYear?: boolean;
}
export interface DateField extends FieldBase {
  kind: 'date';
  /** The day by which something is to be done: it is reminded of, and late when it has gone by. */
  deadline?: FieldDeadline;
}
/** An entry that is void, or has ended by its `untilField`, owes nothing any more. */
export interface FieldDeadline {
  /** From so many days before it is put before people. */
  warnDays: number;
  /** The field that, once filled, says that it was done. */
  metBy?: string;
  /** A younger entry with the same title meets it: the next service, the next review, the paper's way back. */
  isRenewed?: true;
}
/** A time of day, 08:30 or 08:30:15. */
export interface TimeField extends FieldBase {
  kind: 'time';
}
export interface ChoiceField extends FieldBase {
  kind: 'choice';
  /** Codes are stored, words are shown; rows typed in Excel say either. */
  choices: readonly ({ code: string } & Words)[];
}
export interface FlagField extends FieldBase {
  kind: 'flag';
}
export type RegisterField = TextField | NumberField | DateField | TimeField | ChoiceField | FlagField;

export const REGISTER_GROUPS = [
  'safekeeping',
  'safety',
  'secrecy',
  'people',
  'organisation',
  'planning',
  'money',
  'publicity',
  'appraisal',
  'service',
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
  /**
   * Where an entry holds from its day until another date (staff, rooms, terms). Empty: it still holds. The list then
   * shows what holds today, or held on a day that is asked for.
   */
  untilField?: string;
  /** What an entry is called in lists, in audit and in what is owed. */
  titleField: string;
  period?: RegisterPeriod;
  /** A grant opens it only where it names it; a grant for all registers leaves it out. */
  isConfined?: true;
  limits?: readonly RegisterLimit[];
  /** Fields that name one thing together: what fills them all stands in the register once (a room's reading at a time). */
  identity?: readonly string[];
  /** What a person says for all rows of a file that is silent about it, such as the room of a logger. */
  fixedInFile?: readonly string[];
}

/** 档案局 and 档案馆. */
export const AUTHORITIES: readonly TenantKind[] = ['bureau', 'repository'];
/** Everybody who keeps archives, but for villages: those keep six registers, and no more. */
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
