import { AUTHORITIES, type RegisterDefinition } from '../register-definition.ts';
import { day, line, MUST, pick, SHOWN } from '../register-fields.ts';

export const partnerOrg: RegisterDefinition = {
  code: 'partner_org',
  name: { zh: '协作单位', en: 'Partner offices' },
  group: 'organisation',
  tenantKinds: AUTHORITIES,
  purpose: {
    zh: '各行业领域对口的主管部门和协作单位：负责什么领域、联系人。',
    en: 'The departments and partners of each field: what they answer for, whom to call.',
  },
  fields: [
    line('name', '单位名称', 'Office', 80, MUST),
    pick(
      'field',
      '领域',
      'Field',
      [
        ['health', '卫生健康', 'health'],
        ['enterprise', '国有企业', 'state enterprises'],
        ['research', '科研', 'research'],
        ['education', '教育', 'education'],
        ['village', '农业农村', 'villages'],
        ['building', '住建交通水利', 'building, transport, water'],
        ['supervision', '监督协作', 'supervision'],
        ['culture', '文化宣传', 'culture'],
        ['other', '其他', 'other'],
      ],
      MUST,
    ),
    line('contact', '联系人', 'Contact', 40, SHOWN),
    line('phone', '电话', 'Telephone', 30),
    day('since', '建立日期', 'Since', MUST),
    day('until', '结束日期', 'Until'),
  ],
  dayField: 'since',
  untilField: 'until',
  titleField: 'name',
};
