import { RECORDS_OFFICES, type RegisterDefinition } from '../register-definition.ts';

export const commitment: RegisterDefinition = {
  code: 'commitment',
  name: { zh: '保密承诺书', en: 'Secrecy commitments' },
  group: 'secrecy',
  isConfined: true,
  tenantKinds: RECORDS_OFFICES,
  purpose: {
    zh: '人员签订的保密承诺书，每年一签。承诺书条款按版本记条数，不录涉密内容。',
    en: 'Commitments signed by people, renewed every year. Clauses are kept by version as numbers; nothing classified is entered.',
  },
  fields: [
    { kind: 'text', key: 'person', name: { zh: '承诺人', en: 'Person' }, max: 30, required: true, inList: true },
    { kind: 'date', key: 'signedOn', name: { zh: '签署日期', en: 'Signed on' }, required: true, inList: true },
    {
      kind: 'choice',
      key: 'role',
      name: { zh: '岗位', en: 'Role' },
      choices: [
        { code: 'active', zh: '在岗', en: 'in post' },
        { code: 'leaving', zh: '离岗', en: 'leaving' },
        { code: 'vendor', zh: '外包', en: 'contractor' },
      ],
      required: true,
      inList: true,
    },
    { kind: 'text', key: 'version', name: { zh: '承诺书版本', en: 'Version of the letter' }, max: 40, inList: true },
    {
      kind: 'number',
      key: 'rules',
      name: { zh: '保密守则条数', en: 'Rules' },
      min: 0,
      max: 99,
      decimals: 0,
      inList: true,
    },
    {
      kind: 'number',
      key: 'heads',
      name: { zh: '承诺事项方面数', en: 'Heads' },
      min: 0,
      max: 99,
      decimals: 0,
      inList: true,
    },
    { kind: 'date', key: 'validUntil', name: { zh: '有效期至', en: 'Valid until' }, inList: true },
  ],
  dayField: 'signedOn',
  titleField: 'person',
  untilField: 'validUntil',
  period: { every: 'year', graceDays: 31 },
};
