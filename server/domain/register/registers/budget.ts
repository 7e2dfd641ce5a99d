import { RECORDS_OFFICES, type RegisterDefinition } from '../register-definition.ts';

export const budget: RegisterDefinition = {
  code: 'budget',
  name: { zh: '经费预算', en: 'Budget' },
  group: 'money',
  tenantKinds: RECORDS_OFFICES,
  purpose: {
    zh: '每年批复的档案工作经费：年初版和调整版分开记，统计用年初版。',
    en: 'Money approved for archives work: the first version of the year and later changes apart; figures count the first.',
  },
  fields: [
    { kind: 'date', key: 'approvedOn', name: { zh: '批复日期', en: 'Approved on' }, required: true, inList: true },
    {
      kind: 'choice',
      key: 'version',
      name: { zh: '预算版本', en: 'Version' },
      choices: [
        { code: 'initial', zh: '年初预算', en: 'first of the year' },
        { code: 'adjusted', zh: '调整预算', en: 'adjusted' },
      ],
      required: true,
      inList: true,
    },
    {
      kind: 'choice',
      key: 'purpose',
      name: { zh: '用途', en: 'Purpose' },
      choices: [
        { code: 'special', zh: '档案专项经费', en: 'special fund' },
        { code: 'running', zh: '日常经费', en: 'running costs' },
        { code: 'digitisation', zh: '数字化', en: 'digitisation' },
        { code: 'safety', zh: '安全设施', en: 'safety facilities' },
        { code: 'other', zh: '其他', en: 'other' },
      ],
      required: true,
      inList: true,
    },
    { kind: 'text', key: 'payer', name: { zh: '拨款单位', en: 'Payer' }, max: 80, inList: true },
    {
      kind: 'number',
      key: 'amount',
      name: { zh: '金额', en: 'Amount' },
      min: 0,
      max: 1000000,
      decimals: 2,
      unit: { zh: '万元', en: '10 000 CNY' },
      required: true,
      inList: true,
    },
    {
      kind: 'choice',
      key: 'payerKind',
      name: { zh: '资金来源', en: 'Source of the money' },
      help: { zh: '党办专项不含本单位自己的预算', en: 'The Party office’s fund is not the office’s own budget' },
      choices: [
        { code: 'finance', zh: '本级财政', en: 'finance of the same level' },
        { code: 'party_office', zh: '党办专项', en: 'special fund of the Party office' },
        { code: 'upper', zh: '上级补助', en: 'grant from above' },
        { code: 'own', zh: '本单位经费', en: 'own means' },
      ],
      inList: true,
    },
    { kind: 'text', key: 'remark', name: { zh: '备注', en: 'Remark' }, max: 200 },
  ],
  dayField: 'approvedOn',
  titleField: 'purpose',
};
