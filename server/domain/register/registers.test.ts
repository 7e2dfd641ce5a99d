import { describe, expect, it } from 'vitest';
import { TENANT_KINDS } from '@/server/domain/tenancy/tenant';
import { REGISTER_GROUPS, type RegisterField } from './register-definition.ts';
import { checkValues } from './register-values.ts';
import { REGISTERS, registerOfCode, registersOf } from './registers.ts';

const twice = (values: readonly string[]) => values.filter((value, index) => values.indexOf(value) !== index);

it('has each register once', () => {
  expect(twice(REGISTERS.map(({ code }) => code))).toEqual([]);
  expect(twice(REGISTERS.map(({ name }) => name.zh))).toEqual([]);
  expect(twice(REGISTERS.map(({ name }) => name.en))).toEqual([]);
});

it('shows a village six registers, other units no more than thirty, and nobody a hundred', () => {
  const shown = Object.fromEntries(TENANT_KINDS.map((kind) => [kind, registersOf(kind).length]));
  expect(shown).toMatchObject({ village: 6, vendor: 0 });
  for (const kind of ['department', 'township', 'enterprise', 'institution'] as const)
    expect(shown[kind], kind).toBeLessThanOrEqual(30);
  for (const kind of ['bureau', 'repository'] as const) expect(shown[kind], kind).toBeLessThanOrEqual(90);
  // Every group has something for an archives.
  expect(new Set(registersOf('repository').map(({ group }) => group)).size).toBe(REGISTER_GROUPS.length);
});

const choicesOf = (field: RegisterField) => (field.kind === 'choice' ? field.choices : []);

describe.each(REGISTERS.map((definition) => [definition.code, definition] as const))('%s', (_code, definition) => {
  const { fields, dayField, untilField, titleField, period, tenantKinds } = definition;
  const named = (key: string | undefined) => fields.find((field) => field.key === key);

  it('is ordered by a day that is asked for, and called by a field that is asked for', () => {
    expect(named(dayField)).toMatchObject({ kind: 'date', required: true });
    expect(named(titleField)?.required).toBe(true);
    expect(titleField).not.toBe(dayField);
    if (untilField) expect(named(untilField)).toMatchObject({ kind: 'date' });
    if (period) expect(period.graceDays).toBeGreaterThan(0);
    expect(tenantKinds.length).toBeGreaterThan(0);
  });

  it('has fields and choices that a sheet tells apart', () => {
    expect(twice(fields.map(({ key }) => key))).toEqual([]);
    expect(twice(fields.map(({ name }) => name.zh))).toEqual([]);
    expect(twice(fields.map(({ name }) => name.en.toLowerCase()))).toEqual([]);
    for (const field of fields) {
      const choices = choicesOf(field);
      for (const language of ['code', 'zh', 'en'] as const)
        expect(twice(choices.map((choice) => choice[language].toLowerCase())), field.key).toEqual([]);
    }
  });

  it('lists from two to eight columns besides the day', () => {
    const columns = fields.filter(({ key, inList }) => inList && key !== dayField);
    expect(columns.length).toBeGreaterThanOrEqual(2);
    expect(columns.length).toBeLessThanOrEqual(8);
  });
});

describe('the hand-over of classified papers', () => {
  const definition = registerOfCode('classified_custody')!;
  const moved = { movedOn: '2026-03-02', stage: 'borrow', copies: 1, from: '何静', to: '郑云舟' };

  it.each(['2026-017', 'A3〔2026〕17', '17/2'])('takes a number: %s', (number) => {
    expect(checkValues(definition, { ...moved, number }).problems).toEqual([]);
  });
  it.each(['关于某事的通知', '17号文件', '2026 017', '—'])('takes no words: %s', (number) => {
    expect(checkValues(definition, { ...moved, number }).problems).toEqual([{ field: 'number', problem: 'form' }]);
  });
  it('has nowhere to write a title', () => {
    const free = definition.fields.filter((field) => field.kind === 'text' && field.max > 30);
    expect(free).toEqual([]);
  });
});
