import { define } from './figure-definition.ts';

/** Figures of 年度考核. */
export const ASSESSMENT_FIGURES = {
  'S4-33': define({
    code: 'S4-33',
    name: { zh: '本级档案工作考核机关单位家数', en: 'Departments assessed in the yearly assessment' },
    definition: {
      zh: '本年度的年度考核中，结果已经确认的机关单位，同一单位只计一次；不参加的、还没确认的不计。年度看考核年度，不看确认的日期。',
      en: 'Departments with a confirmed result in an assessment of the year, each once; excused and unconfirmed ones are left out. The year of the assessment decides, not the day of confirming.',
    },
    unit: { zh: '家', en: 'units' },
    tenantKinds: ['bureau'],
    period: 'year',
    source: 'assessment_sheet',
    aggregate: 'count',
  }),
} as const;
