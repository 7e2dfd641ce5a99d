import { ARCHIVES, BUREAUS, ROOMS, type SaidFigures } from '../register-figure-rule.ts';

/** Targets, assessments, documents, sites, and what a commitment says. */
export const PLANNING_SAID = {
  'S0-12': {
    rule: { register: 'commitment_template', where: { section: ['rules'] }, when: 'standing' },
    zh: [
      '保密承诺书所列保密守则条数',
      '截止日生效的承诺书范本里，“保密守则”部分的条款，一条一计；已失效的不计。',
      '条',
    ],
    en: [
      'Secrecy rules in the commitment letter',
      'Clauses of the section “rules” in the model letter that is in force at the cut-off; clauses that ended are left out.',
      'clauses',
    ],
    tenantKinds: ROOMS,
  },
  'S0-13': {
    rule: { register: 'commitment_template', where: { section: ['heads'] }, when: 'standing' },
    zh: [
      '保密承诺书所列承诺事项方面数',
      '截止日生效的承诺书范本里，“承诺事项”部分的条款，一条一计；已失效的不计。',
      '个',
    ],
    en: [
      'Heads of undertaking in the commitment letter',
      'Clauses of the section “undertakings” in the model letter that is in force at the cut-off; clauses that ended are left out.',
      'clauses',
    ],
    tenantKinds: ROOMS,
  },
  'S1-15': {
    rule: {
      register: 'plan_target',
      where: { plan: ['annual'], indicator: ['scanned_pages'] },
      planYear: 'planYear',
      sum: 'target',
      pick: 'highest',
    },
    zh: ['计划完成全文扫描页数', '次年的年度计划里登记的全文扫描页数目标；登记多条时取最高的一条。', '万页'],
    en: [
      'Target: pages to be scanned',
      'The target of pages to be scanned in the plan of the coming year; of several entries the highest.',
      '10 000 pages',
    ],
    tenantKinds: ARCHIVES,
    seenBy: BUREAUS,
    decimals: 2,
    divisor: 10_000,
  },
  'S1-16': {
    rule: {
      register: 'plan_target',
      where: { plan: ['annual'], indicator: ['study_visits'] },
      planYear: 'planYear',
      sum: 'target',
      pick: 'highest',
    },
    zh: ['计划考察学习的本省区（市）档案馆个数', '次年的年度计划里登记的考察学习目标；登记多条时取最高的一条。', '个'],
    en: [
      'Target: archives to be visited for study',
      'The target of study visits in the plan of the coming year; of several entries the highest.',
      'archives',
    ],
    tenantKinds: BUREAUS,
  },
  'S2-06': {
    rule: { register: 'external_assessment', where: { peers: ['no_window'] }, sum: 'peerCount', pick: 'latest' },
    zh: ['第三方评估同组（未设窗口）区直单位数', '本年度内最近一份第三方评估报告所列、未设窗口组的单位数。', '个'],
    en: [
      'Units in the peer group (no service window) of the assessment',
      'Units in the group without a service window, as the latest report of the year has it.',
      'units',
    ],
    tenantKinds: BUREAUS,
  },
  'S2-31': {
    rule: { register: 'self_assessment', where: { scheme: ['digital_test'] }, sum: 'score', pick: 'latest' },
    zh: ['数字档案馆系统测试指标表自检得分', '本年度内最近完成的一次数字档案馆系统测试自检的得分。', '分'],
    en: [
      'Self-check score on the digital archives test',
      'Score of the latest self-check of the year on the test sheet of digital archives.',
      'points',
    ],
    tenantKinds: ARCHIVES,
    seenBy: BUREAUS,
    decimals: 2,
  },
  'S3-59': {
    rule: {
      register: 'plan_target',
      where: { plan: ['five_year'], indicator: ['digitisation_rate'], source: ['superior'] },
      when: 'standing',
      sum: 'target',
      pick: 'latest',
    },
    zh: [
      '五年规划要求的馆藏数字化率',
      '截止日有效、上级五年规划要求的馆藏档案数字化率，取最近确定的一条；与“馆藏档案数字化率”对照看进度。',
      '%',
    ],
    en: [
      'Digitisation rate that the five-year plan demands',
      'The rate demanded by a superior that is in force at the cut-off, the latest one; to be read beside the digitisation rate of the holdings.',
      '%',
    ],
    tenantKinds: ARCHIVES,
    decimals: 2,
  },
  'S3-72': {
    rule: {
      register: 'plan_target',
      where: { plan: ['five_year'], indicator: ['digitisation_rate'], source: ['own'] },
      when: 'standing',
      sum: 'target',
      pick: 'latest',
    },
    zh: [
      '五年规划期末馆藏档案数字化率目标',
      '截止日有效、本单位五年规划自定的馆藏档案数字化率，取最近确定的一条；与“馆藏档案数字化率”对照看进度。',
      '%',
    ],
    en: [
      'Target: digitisation rate at the end of the five-year plan',
      'The rate of the own five-year plan that is in force at the cut-off, the latest one; to be read beside the digitisation rate of the holdings.',
      '%',
    ],
    tenantKinds: ARCHIVES,
    decimals: 2,
  },
  'S4-29': {
    rule: {
      register: 'issued_document',
      where: { work: ['inspection', 'publicity', 'training'] },
      share: { field: 'withArchives', values: ['true'] },
    },
    zh: [
      '局主持工作与档案馆联合发文比例',
      '分母：本年度内印发的监督检查、宣传、培训文件；分子：其中与档案馆联合印发的。',
      '%',
    ],
    en: [
      'Share of documents issued jointly with the archives',
      'Of the documents issued in the year on inspection, publicity and training, those issued jointly with the archives.',
      '%',
    ],
    tenantKinds: BUREAUS,
    decimals: 2,
  },
} satisfies SaidFigures;
