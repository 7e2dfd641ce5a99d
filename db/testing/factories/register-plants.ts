import { createHash } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { REGISTER_FIGURE_CODES, type RegisterFigureCode } from '@/server/domain/figure/register-figure-codes';
import { REGISTER_FIGURE_RULES, type RegisterFigureRule } from '@/server/domain/figure/register-figures';
import { fieldNamed, type RegisterDefinition } from '@/server/domain/register/register-definition';
import { REGISTERS } from '@/server/domain/register/registers';
import { insertRegisterEntries } from '../../queries/register.queries.ts';
import { FIRST, LAST, PLANT_YEAR, type Plant } from './figure-plant-rows.ts';
import { AFTER, BEFORE, type FigurePlants, inYear, offYear, type Variant, variants } from './figure-variants.ts';

/* Entries just inside and just outside every figure that a register's rule says; nothing is written by hand. */
const AMOUNT = 3;

const definitionOf = (rule: RegisterFigureRule): RegisterDefinition => {
  const definition = REGISTERS.find(({ code }) => code === rule.register);
  if (!definition) throw new Error(`no register ${rule.register}`);
  return definition;
};

const born = (years: number, day = '12-31'): string => `${PLANT_YEAR - years}-${day}`;

const storedAs = (definition: RegisterDefinition, key: string, value: string): string | boolean =>
  fieldNamed(definition, key).kind === 'flag' ? value === 'true' : value;

const plantEntry = (rule: RegisterFigureRule): Plant => {
  const definition = definitionOf(rule);
  const base = {
    [definition.dayField]: FIRST,
    ...Object.fromEntries(
      Object.entries(rule.where).map(([key, values]) => [key, storedAs(definition, key, values[0] ?? '')]),
    ),
    ...(rule.sum ? { [rule.sum]: AMOUNT } : {}),
    ...(rule.age ? { [rule.age.field]: born(rule.age.from) } : {}),
  };
  return async (tdb, owner, { state = 'current', ...fields }) => {
    const said = Object.fromEntries(
      Object.entries({ ...base, ...fields }).filter(([, value]) => value !== null),
    ) as Record<string, string | number | boolean>;
    const id = uuidv7();
    const until = definition.untilField ? said[definition.untilField] : undefined;
    await insertRegisterEntries(tdb, owner.tenantId, owner.accountId, [
      {
        id,
        registerCode: definition.code,
        title: '某条',
        entryOn: String(said[definition.dayField]),
        untilOn: until === undefined ? null : String(until),
        said,
        searchText: '某条',
        fingerprint: createHash('sha256').update(id).digest('hex').slice(0, 32),
        createdByName: '某人',
      },
    ]);
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
  return {
    inside: variants(age.field, born(age.from)),
    // A day too young at the cut-off; a year too old.
    outside: [...variants(age.field, born(age.from - 1, '01-01')), ...eldest, ...variants(age.field, null)],
  };
};

const plantsOf = (code: RegisterFigureCode): FigurePlants => {
  const rule = REGISTER_FIGURE_RULES[code];
  const { dayField, untilField } = definitionOf(rule);
  const days = rule.isStanding
    ? {
        inside: [...variants(dayField, BEFORE, LAST), ...(untilField ? variants(untilField, AFTER) : [])],
        outside: [...variants(dayField, AFTER), ...(untilField ? variants(untilField, LAST) : [])],
      }
    : { inside: inYear(dayField), outside: offYear(dayField) };
  const { inside, outside } = ages(rule);
  const silent = rule.sum ? variants(rule.sum, null) : [];
  return {
    plant: plantEntry(rule),
    adds: rule.sum ? AMOUNT : 1,
    inside: [...days.inside, ...inside],
    outside: [...days.outside, ...variants('state', 'void'), ...others(rule), ...outside, ...silent],
  };
};

export const REGISTER_PLANTS = Object.fromEntries(
  REGISTER_FIGURE_CODES.map((code) => [code, plantsOf(code)]),
) as Readonly<Record<RegisterFigureCode, FigurePlants>>;
