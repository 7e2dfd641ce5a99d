import { ARCHIVES, AUTHORITIES, BUREAUS, ROOMS, type SaidFigures } from '../register-figure-rule.ts';

/** Budgets, applications and spending. */
export const MONEY_SAID = {
  'S0-07': {
    rule: { register: 'budget', where: { version: ['initial'] }, sum: 'amount' },
    zh: ['年初安排档案工作预算额', '批复日期在本年度内的年初预算，按金额合计；调整预算不计。', '万元'],
    en: [
      'Archives budget set at the start of the year',
      'First-version budget lines approved in the year, amounts added up; later changes are left out.',
      '10 000 CNY',
    ],
    tenantKinds: ROOMS,
    decimals: 2,
  },
  'S3-46': {
    rule: {
      register: 'fund_application',
      where: { matter: ['roof'] },
      unless: { answer: ['withdrawn'] },
      sum: 'applied',
    },
    zh: ['屋顶补漏请款金额', '申请日期在本年度内、事项为屋顶补漏的申请金额合计，批没批都计；撤回的不计。', '万元'],
    en: [
      'Funds applied for to repair the roof',
      'Amounts applied for in the year to repair the roof, whatever the answer; withdrawn ones are left out.',
      '10 000 CNY',
    ],
    tenantKinds: ARCHIVES,
    decimals: 2,
  },
  'S4-27': {
    rule: { register: 'budget', where: { version: ['initial'], payerKind: ['party_office'] }, sum: 'amount' },
    zh: [
      '党委办公室年度档案工作专项经费',
      '批复日期在本年度内、资金来源为党办专项的年初预算，按金额合计；本单位自己的预算不计。',
      '万元',
    ],
    en: [
      'Yearly special fund of the Party office for archives work',
      'First-version budget lines of the year paid from the Party office’s special fund; the own budget is left out.',
      '10 000 CNY',
    ],
    tenantKinds: BUREAUS,
    decimals: 2,
  },
  'S4-28': {
    rule: {
      register: 'budget',
      where: { version: ['initial'], payerKind: ['finance'] },
      sum: 'amount',
      isGrowth: true,
    },
    zh: [
      '财政档案事业经费增长率',
      '（本年度年初预算 − 上年度年初预算）÷ 上年度年初预算，都只计资金来源为本级财政的。上年度没有登记时无登记。',
      '%',
    ],
    en: [
      'Growth of finance for archives work',
      'First-version budget of this year less that of last year, over that of last year; lines paid by finance of the same level alone. Without last year’s there is no figure.',
      '%',
    ],
    tenantKinds: AUTHORITIES,
    decimals: 2,
  },
  'S4-45': {
    rule: { register: 'spending', where: { purpose: ['safety'] }, sum: 'amount' },
    zh: [
      '更新完善档案安全设施投入金额',
      '支出日期在本年度内、用途为档案安全设施的实际支出合计。各馆的数看报送汇总。',
      '万元',
    ],
    en: [
      'Spending on renewing safety facilities',
      'What was spent in the year on safety facilities. Those of other archives are in the roll-up.',
      '10 000 CNY',
    ],
    tenantKinds: ARCHIVES,
    seenBy: BUREAUS,
    decimals: 2,
  },
} satisfies SaidFigures;
