import { describe, expect, it } from 'vitest';
import { outliersAmong } from '@/server/domain/shared/outliers';
import { checkForm, type StatisticalForm, withSums } from './form.ts';
import { statisticalForm } from './form-schema.ts';
import { NATIONAL_FORMS } from './national-forms.ts';

const words = (zh: string) => ({ zh, en: zh });
const entered = { by: 'entered' } as const;
const form: StatisticalForm = {
  key: 'DJ5',
  name: words('表'),
  fillers: ['bureau'],
  parts: [
    {
      key: 'main',
      title: words('表'),
      columns: [
        { key: 'a', title: words('上半年') },
        { key: 'all', title: words('全年') },
      ],
      rows: [
        {
          key: 'x',
          title: words('甲'),
          unit: words('人'),
          cells: { a: entered, all: { by: 'sum', of: ['x.a', 'y.all'] } },
        },
        { key: 'y', title: words('乙'), unit: words('人'), cells: { a: entered, all: { by: 'sum', of: ['y.a'] } } },
      ],
    },
  ],
  checks: [{ key: 'less', text: words('甲不大于乙'), left: ['x.a'], op: 'at_most', right: ['y.a'] }],
};

describe('a form', () => {
  it('adds sums of sums, and nothing where nothing is known', () => {
    expect(withSums(form, { 'x.a': 6.4, 'y.a': 12.8 })).toMatchObject({ 'x.all': 19.2, 'y.all': 12.8 });
    expect(withSums(form, {})).toMatchObject({ 'x.all': null, 'y.all': null });
  });

  it('says what is empty, what does not hold, and what is far from last year', () => {
    const kinds = (values: Record<string, number>, before: Record<string, number> = {}) =>
      checkForm(form, withSums(form, values), before).map(({ key }) => key);
    expect(kinds({})).toEqual(['missing:x.a', 'missing:y.a']);
    expect(kinds({ 'x.a': 2, 'y.a': 2 })).toEqual([]);
    expect(kinds({ 'x.a': 3, 'y.a': 2 })).toEqual(['relation:less']);
    expect(kinds({ 'x.a': 20, 'y.a': 31 }, { 'x.a': 30, 'y.a': 20 })).toEqual(['year:y.a']);
  });

  it('finds the unit that is unlike the others, and none among three', () => {
    const { median, isOutlier } = outliersAmong([10, 12, 11, 500]);
    expect(median).toBe(11.5);
    expect([10, 12, 500].map(isOutlier)).toEqual([false, false, true]);
    expect(outliersAmong([10, 12, 500]).isOutlier(500)).toBe(false);
  });
});

it.each(NATIONAL_FORMS.map((one) => [one.key, one] as const))('%s is a form', (_key, national) => {
  expect(() => statisticalForm.parse(national)).not.toThrow();
});
