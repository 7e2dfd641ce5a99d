import { AUTHORITIES, type RegisterDefinition } from '../register-definition.ts';
import { day, dueAgain, line, MUST, measure, pick, SHOWN, story, WAN_YUAN } from '../register-fields.ts';

const ENOUGH = [
  ['enough', '具备', 'there'],
  ['part', '部分具备', 'partly there'],
  ['lacking', '不具备', 'lacking'],
] as const;

/** 自有能力: what an office can do itself, kept beside what providers can; the outsourcing screen reads it. */
export const ownCapability: RegisterDefinition = {
  code: 'own_capability',
  name: { zh: '自有业务能力', en: 'Own capability' },
  group: 'organisation',
  tenantKinds: AUTHORITIES,
  purpose: {
    zh: '本单位做某项业务够不够条件：资质、经费、设备、人员逐项评估，缺什么才外包什么；外包备案时从这里取理由。',
    en: 'Whether the office can do a kind of work itself: qualification, funds, equipment, people. What is lacking is the reason of outsourcing.',
  },
  fields: [
    pick(
      'work',
      '业务',
      'Work',
      [
        ['arrange', '档案整理', 'arrangement'],
        ['digitise', '数字化加工', 'digitisation'],
        ['storage', '寄存托管', 'storage'],
        ['system', '系统建设', 'systems'],
        ['destroy', '销毁', 'destruction'],
      ],
      MUST,
    ),
    day('assessedOn', '评估日期', 'Assessed on', MUST),
    pick('qualification', '资质', 'Qualification', [...ENOUGH], MUST),
    pick('funds', '经费', 'Funds', [...ENOUGH], MUST),
    pick('equipment', '设备', 'Equipment', [...ENOUGH], MUST),
    pick('people', '专业技术人员', 'Qualified people', [...ENOUGH], MUST),
    line('facts', '具体情况', 'Facts', 300, SHOWN),
    measure('budget', '可用经费', 'Money at hand', { unit: WAN_YUAN }),
    pick(
      'decision',
      '办理方式',
      'Decision',
      [
        ['own', '自办', 'done by ourselves'],
        ['part', '部分外包', 'outsourced in part'],
        ['outsource', '外包', 'outsourced'],
      ],
      MUST,
    ),
    story('reason', '理由', 'Reason'),
    day('reviewBy', '复评日期', 'Review by', dueAgain(30)),
  ],
  dayField: 'assessedOn',
  titleField: 'work',
};
