import { RECORDS_OFFICES, type RegisterDefinition } from '../register-definition.ts';
import { day, line, MUST, pick, SHOWN } from '../register-fields.ts';

export const responsibility: RegisterDefinition = {
  code: 'responsibility',
  name: { zh: '责任书', en: 'Responsibility letters' },
  group: 'organisation',
  tenantKinds: RECORDS_OFFICES,
  purpose: {
    zh: '三级负责制：主要领导、分管领导、科室负责人和档案人员各负什么责任，签了责任书没有。',
    en: 'Three levels of responsibility: who answers for what, and whether the letter was signed.',
  },
  fields: [
    line('person', '责任人', 'Person', 30, MUST),
    pick(
      'level',
      '层级',
      'Level',
      [
        ['chief', '主要领导', 'chief'],
        ['deputy', '分管领导', 'deputy in charge'],
        ['department', '科室（站所）负责人', 'head of department'],
        ['archivist', '档案人员', 'archivist'],
      ],
      MUST,
    ),
    line('scope', '负责事项', 'Answers for', 200, MUST),
    day('signedOn', '签订日期', 'Signed on', MUST),
    day('validTo', '有效期至', 'Valid until', SHOWN),
  ],
  dayField: 'signedOn',
  untilField: 'validTo',
  titleField: 'person',
};
