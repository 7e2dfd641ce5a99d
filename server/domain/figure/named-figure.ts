import { z } from 'zod';
import type { CustomCondition, CustomSpec } from './custom-figure.ts';
import type { CustomSubject } from './custom-subjects.ts';
import { FIGURE_AGGREGATES, FIGURE_PERIODS, type FigureDefinition } from './figure-definition.ts';

/* What a text and a release need of a figure, whoever defined it: the report, the office itself (自定义指标), the platform. */
export interface NamedFigure
  extends Pick<
    FigureDefinition,
    'name' | 'definition' | 'unit' | 'period' | 'aggregate' | 'divisor' | 'decimals' | 'version'
  > {
  code: string;
}

const words = z.object({ zh: z.string(), en: z.string() });
export const namedFigure = z.object({
  code: z.string(),
  name: words,
  definition: words,
  unit: words,
  period: z.enum(FIGURE_PERIODS),
  aggregate: z.enum(FIGURE_AGGREGATES),
  divisor: z.union([z.literal(1), z.literal(10_000)]),
  decimals: z.union([z.literal(0), z.literal(2)]),
  version: z.number().int(),
});

interface Defined {
  code: string;
  name: string;
  unit: string;
  version: number;
  spec: CustomSpec;
}

const PERIODS: Readonly<Record<CustomSpec['period'], FigureDefinition['period']>> = {
  year: 'year',
  until: 'cumulative',
  standing: 'point_in_time',
};
const PERIOD_WORDS: Readonly<Record<CustomSpec['period'], { zh: string; en: string }>> = {
  year: { zh: '本年发生的', en: 'of the year' },
  until: { zh: '截止日以前的', en: 'until the cut-off' },
  standing: { zh: '截止日现有的', en: 'standing at the cut-off' },
};

type Language = 'zh' | 'en';
const RELATIONS: Readonly<Record<CustomCondition['op'], Readonly<Record<Language, (values: string) => string>>>> = {
  any_of: { zh: (values) => `为${values}`, en: (values) => `is ${values}` },
  none_of: { zh: (values) => `不是${values}`, en: (values) => `is not ${values}` },
  contains: { zh: (values) => `含“${values}”`, en: (values) => `contains "${values}"` },
  at_least: { zh: (values) => `不小于${values}`, en: (values) => `is at least ${values}` },
  at_most: { zh: (values) => `不大于${values}`, en: (values) => `is at most ${values}` },
  filled: { zh: () => '已填写', en: () => 'is filled in' },
  yes: { zh: () => '为“是”', en: () => 'is yes' },
  no: { zh: () => '不为“是”', en: () => 'is not yes' },
};

/** A condition in words: 保管期限为永久. */
const conditionText = ({ field: key, op, values }: CustomCondition, subject: CustomSubject, language: Language) => {
  const field = subject.fields.find((one) => one.key === key);
  const labels = values.map((value) => field?.choices.find(({ code }) => code === value)?.[language] ?? value);
  const [gap, or] = language === 'zh' ? ['', '或'] : [' ', ' or '];
  return `${field?.name[language] ?? key}${gap}${RELATIONS[op][language](labels.join(or))}`;
};

const definitionText = (spec: CustomSpec, subject: CustomSubject, language: Language): string => {
  const sum = subject.fields.find((one) => one.key === spec.sum)?.name[language];
  const how = language === 'zh' ? (sum ? `合计“${sum}”` : '计条数') : sum ? `sum of "${sum}"` : 'number of records';
  const conditions = spec.conditions.map((condition) => conditionText(condition, subject, language));
  const [comma, stop] = language === 'zh' ? ['，', '。'] : [', ', '.'];
  return `${[subject.name[language], PERIOD_WORDS[spec.period][language], ...conditions, how].join(comma)}${stop}`;
};

/** A figure that an office defined, in the shape of those of the report. */
export const namedOf = ({ code, name, unit, version, spec }: Defined, subject: CustomSubject): NamedFigure => ({
  code,
  name: { zh: name, en: name },
  unit: { zh: unit, en: unit },
  definition: { zh: definitionText(spec, subject, 'zh'), en: definitionText(spec, subject, 'en') },
  period: PERIODS[spec.period],
  aggregate: spec.sum === null ? 'count' : 'sum',
  divisor: 1,
  decimals: spec.sum === null ? 0 : 2,
  version,
});
