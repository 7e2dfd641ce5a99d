import { createHash } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { FIGURES } from '@/server/domain/figure/figures';
import { REGISTER_FIGURE_CODES, type RegisterFigureCode } from '@/server/domain/figure/register-figure-codes';
import type { RegisterFigureRule } from '@/server/domain/figure/register-figure-rule';
import { REGISTER_FIGURE_RULES } from '@/server/domain/figure/register-figures';
import { fieldNamed, type RegisterDefinition } from '@/server/domain/register/register-definition';
import { registerOfCode } from '@/server/domain/register/registers';
import type { TenantDb } from '../../client.ts';
import { insertRegisterEntries } from '../../queries/register.queries.ts';
import { FIRST, LAST, PLANT_YEAR, type Plant, type PlantOwner } from './figure-plant-rows.ts';
import {
  AFTER,
  BEFORE,
  type FigurePlants,
  inYear,
  offYear,
  onlyOne,
  type Variant,
  variants,
} from './figure-variants.ts';

/* Entries just inside and just outside every figure that a register's rule says; nothing is written by hand. */
const AMOUNT = 3;

const definitionOfCode = (code: string): RegisterDefinition => {
  const definition = registerOfCode(code);
  if (!definition) throw new Error(`no register ${code}`);
  return definition;
};
const definitionOf = (rule: RegisterFigureRule): RegisterDefinition => definitionOfCode(rule.register);

/** The last day before last year. */
const LONG_AGO = `${PLANT_YEAR - 2}-12-31`;

const born = (years: number, day = '12-31'): string => `${PLANT_YEAR - years}-${day}`;

const storedAs = (definition: RegisterDefinition, key: string, value: string): string | boolean =>
  fieldNamed(definition, key).kind === 'flag' ? value === 'true' : value;

const insertSaid = async (
  tdb: TenantDb,
  owner: PlantOwner,
  { code, dayField, untilField }: RegisterDefinition,
  said: Record<string, string | number | boolean>,
): Promise<string> => {
  const id = uuidv7();
  const until = untilField ? said[untilField] : undefined;
  await insertRegisterEntries(tdb, owner.tenantId, owner.accountId, [
    {
      id,
      registerCode: code,
      title: '某条',
      entryOn: String(said[dayField]),
      untilOn: until === undefined ? null : String(until),
      said,
      searchText: '某条',
      fingerprint: createHash('sha256').update(id).digest('hex').slice(0, 32),
      createdByName: '某人',
    },
  ]);
  return id;
};

/** What the other register says, so that an entry of this one is reached. */
const insertReaching = async (
  tdb: TenantDb,
  owner: PlantOwner,
  { register, where, by }: NonNullable<RegisterFigureRule['reached']>,
  name: string,
): Promise<void> => {
  const definition = definitionOfCode(register);
  const words = Object.entries(where).map(([key, values]) => [key, storedAs(definition, key, values[0] ?? '')]);
  await insertSaid(tdb, owner, definition, { ...Object.fromEntries(words), [definition.dayField]: FIRST, [by]: name });
};

/** What an entry says that is inside in every respect. */
const baseOf = (rule: RegisterFigureRule): Record<string, string | number | boolean> => {
  const definition = definitionOf(rule);
  const wanted = { ...rule.where, ...(rule.share ? { [rule.share.field]: rule.share.values } : {}) };
  return {
    [definition.dayField]: FIRST,
    ...Object.fromEntries(
      Object.entries(wanted).map(([key, values]) => [key, storedAs(definition, key, values[0] ?? '')]),
    ),
    ...Object.fromEntries((rule.filled ?? []).map((key) => [key, '某事'])),
    ...(rule.day ? { [rule.day]: FIRST } : {}),
    ...(rule.planYear ? { [rule.planYear]: PLANT_YEAR + 1 } : {}),
    ...(rule.sum ? { [rule.sum]: AMOUNT } : {}),
    ...(rule.age ? { [rule.age.field]: born(rule.age.from) } : {}),
  };
};

/** Each plant has a name of its own where names are told apart. `isReached: 'no'` leaves the other register silent. */
const plantEntry = (rule: RegisterFigureRule): Plant => {
  const definition = definitionOf(rule);
  const base = baseOf(rule);
  return async (tdb, owner, { state = 'current', isReached = 'yes', ...fields }) => {
    const name = `某${uuidv7()}`;
    const named = {
      ...(rule.distinct ? { [rule.distinct]: name } : {}),
      ...(rule.reached ? { [rule.reached.own]: name } : {}),
    };
    const said = Object.fromEntries(
      Object.entries({ ...base, ...named, ...fields }).filter(([, value]) => value !== null),
    ) as Record<string, string | number | boolean>;
    const id = await insertSaid(tdb, owner, definition, said);
    if (rule.reached && isReached === 'yes') await insertReaching(tdb, owner, rule.reached, name);
    if (state !== 'current')
      await tdb
        .updateTable('registerEntry')
        .set({ state: String(state) })
        .where('tenantId', '=', owner.tenantId)
        .where('id', '=', id)
        .execute();
  };
};

/** Another value of each field that the rule asks for. */
const others = (rule: RegisterFigureRule): Variant[] => {
  const definition = definitionOf(rule);
  return Object.entries(rule.where).flatMap(([key, values]) => {
    const field = fieldNamed(definition, key);
    if (field.kind === 'choice') {
      const other = field.choices.find(({ code }) => !values.includes(code));
      return other ? variants(key, other.code) : [];
    }
    return [{ what: `${key} left out`, fields: { [key]: null } }];
  });
};

const ages = ({ age }: RegisterFigureRule): { inside: Variant[]; outside: Variant[] } => {
  if (!age) return { inside: [], outside: [] };
  const eldest = age.to === undefined ? [] : variants(age.field, born(age.to + 1));
  const tooYoung = age.from === 0 ? [] : variants(age.field, born(age.from - 1, '01-01'));
  return {
    inside: variants(age.field, born(age.from)),
    // A day too young at the cut-off; a year too old.
    outside: [...tooYoung, ...eldest, ...variants(age.field, null)],
  };
};

/** The days at the edges of the rule's period, and those just beyond. */
const edges = (rule: RegisterFigureRule): { inside: Variant[]; outside: Variant[] } => {
  const { dayField, untilField } = definitionOf(rule);
  const day = rule.day ?? dayField;
  const silent = rule.day ? variants(rule.day, null) : [];
  if (rule.planYear)
    return { inside: variants(day, AFTER), outside: variants(rule.planYear, PLANT_YEAR, PLANT_YEAR + 2, null) };
  if (rule.isGrowth) return { inside: variants(day, BEFORE, FIRST, LAST), outside: variants(day, LONG_AGO, AFTER) };
  switch (rule.when) {
    case 'standing':
      return {
        inside: [...variants(day, BEFORE, LAST), ...(untilField ? variants(untilField, AFTER) : [])],
        outside: [...variants(day, AFTER), ...(untilField ? variants(untilField, LAST) : [])],
      };
    case 'cumulative':
      return { inside: variants(day, LONG_AGO, LAST), outside: [...variants(day, AFTER), ...silent] };
    case 'since_last_year':
      return {
        inside: variants(day, `${PLANT_YEAR - 1}-01-01`, LAST),
        outside: [...variants(day, LONG_AGO, AFTER), ...silent],
      };
    default:
      return { inside: inYear(day), outside: [...offYear(day), ...silent] };
  }
};

/** Of a growth the first plant is last year's, the others are this year's. */
const growthAfter = (planted: number) => ({ value: (planted - 2) * 100, rows: planted });

/** Plants for whatever is counted by a rule of a register. */
export const plantsOfRule = (rule: RegisterFigureRule, divisor = 1): FigurePlants => {
  const [days, years] = [edges(rule), ages(rule)];
  const silent = [...(rule.sum ? [rule.sum] : []), ...(rule.filled ?? [])].flatMap((field) => variants(field, null));
  const refused = Object.entries(rule.unless ?? {}).flatMap(([field, values]) => variants(field, ...values));
  const passed = Object.keys(rule.unless ?? {}).flatMap((field) => variants(field, null));
  const after = rule.isGrowth ? growthAfter : rule.pick ? onlyOne(AMOUNT / divisor) : undefined;
  const besides = [
    ...(rule.share ? variants(rule.share.field, null) : []),
    ...(rule.reached ? variants('isReached', 'no') : []),
  ];
  return {
    plant: plantEntry(rule),
    adds: rule.sum ? AMOUNT : 1,
    inside: [...days.inside, ...years.inside, ...passed],
    outside: [...days.outside, ...variants('state', 'void'), ...others(rule), ...years.outside, ...silent, ...refused],
    besides,
    ...(after ? { after } : {}),
  };
};

export const REGISTER_PLANTS = Object.fromEntries(
  REGISTER_FIGURE_CODES.map((code) => [code, plantsOfRule(REGISTER_FIGURE_RULES[code], FIGURES[code].divisor)]),
) as Readonly<Record<RegisterFigureCode, FigurePlants>>;
