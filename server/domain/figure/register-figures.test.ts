import { describe, expect, it } from 'vitest';
import { fieldNamed, type RegisterDefinition } from '@/server/domain/register/register-definition';
import { registerOfCode } from '@/server/domain/register/registers';
import { FIGURES } from './figures.ts';
import { REGISTER_FIGURE_CODES } from './register-figure-codes.ts';
import { REGISTER_FIGURE_RULES } from './register-figures.ts';

const takes = (definition: RegisterDefinition, key: string, value: string): boolean => {
  const field = fieldNamed(definition, key);
  if (field.kind === 'choice') return field.choices.some(({ code }) => code === value);
  return field.kind === 'flag' && ['true', 'false'].includes(value);
};

describe.each(REGISTER_FIGURE_CODES)('%s', (code) => {
  const rule = REGISTER_FIGURE_RULES[code];
  const definition = registerOfCode(rule.register)!;
  const kindOf = (key: string) => fieldNamed(definition, key).kind;

  it('asks for what its register says', () => {
    for (const words of [rule.where, rule.unless ?? {}, rule.share ? { [rule.share.field]: rule.share.values } : {}])
      for (const [key, values] of Object.entries(words))
        for (const value of values) expect(takes(definition, key, value), `${key} = ${value}`).toBe(true);
    if (rule.sum) expect(kindOf(rule.sum)).toBe('number');
    if (rule.planYear) expect(kindOf(rule.planYear)).toBe('number');
    if (rule.day) expect(kindOf(rule.day)).toBe('date');
    if (rule.age) expect(kindOf(rule.age.field)).toBe('date');
    for (const key of [rule.distinct, rule.detail, ...(rule.filled ?? [])]) if (key) expect(kindOf(key)).toBe('text');
    if (rule.when === 'standing') expect(definition.untilField).toBeDefined();
  });

  it('is computed where its register is kept', () => {
    const { tenantKinds } = FIGURES[code];
    expect(tenantKinds.filter((kind) => !definition.tenantKinds.includes(kind))).toEqual([]);
  });
});

it('knows the register that shares are told by', () => {
  for (const { reached } of Object.values(REGISTER_FIGURE_RULES)) {
    if (!reached) continue;
    const other = registerOfCode(reached.register)!;
    expect(fieldNamed(other, reached.by).kind).toBe('text');
    for (const [key, values] of Object.entries(reached.where))
      for (const value of values) expect(takes(other, key, value)).toBe(true);
  }
});
