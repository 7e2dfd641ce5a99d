import { AUTHORITIES, type RegisterDefinition } from '../register-definition.ts';
import { day, line, MUST, pick, SHOWN } from '../register-fields.ts';

export const jointAction: RegisterDefinition = {
  code: 'joint_action',
  name: { zh: '联合行动', en: 'Joint actions' },
  group: 'organisation',
  tenantKinds: AUTHORITIES,
  purpose: {
    zh: '与档案馆（局）、人大、保密、行业主管部门联合开展的工作：谁牵头、谁配合、做了什么。',
    en: 'Work done together with the archives or bureau, the people’s congress, the secrecy authority or a department: who led, who joined, what was done.',
  },
  fields: [
    line('title', '工作内容', 'Action', 100, MUST),
    pick(
      'field',
      '类别',
      'Field',
      [
        ['inspection', '监督检查', 'inspection'],
        ['publicity', '宣传', 'publicity'],
        ['training', '培训', 'training'],
        ['collection', '征集', 'collection'],
        ['compilation', '编研', 'compilation'],
        ['use', '开放利用', 'use'],
        ['other', '其他', 'other'],
      ],
      MUST,
    ),
    pick(
      'lead',
      '牵头',
      'Led by',
      [
        ['own', '本单位', 'this office'],
        ['partner', '联合单位', 'the partner'],
      ],
      MUST,
    ),
    line('partners', '联合单位', 'Partners', 200, MUST),
    day('startedOn', '开始日期', 'From', MUST),
    day('endedOn', '结束日期', 'Until', SHOWN),
    line('result', '成效', 'Result', 200, SHOWN),
  ],
  dayField: 'startedOn',
  untilField: 'endedOn',
  titleField: 'title',
};
