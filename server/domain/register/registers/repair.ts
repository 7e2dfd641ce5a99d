import { RECORDS_OFFICES, type RegisterDefinition } from '../register-definition.ts';
import { day, due } from '../register-fields.ts';

export const repair: RegisterDefinition = {
  code: 'repair',
  name: { zh: '设施维修', en: 'Repairs' },
  group: 'safekeeping',
  tenantKinds: RECORDS_OFFICES,
  purpose: {
    zh: '库房和设备的报修、维修与验收。',
    en: 'Repairs of stacks and equipment, from report to acceptance.',
  },
  fields: [
    { kind: 'date', key: 'reportedOn', name: { zh: '报修日期', en: 'Reported on' }, required: true, inList: true },
    { kind: 'text', key: 'object', name: { zh: '维修对象', en: 'What' }, max: 80, required: true, inList: true },
    { kind: 'text', key: 'fault', name: { zh: '故障情况', en: 'Fault' }, max: 1000, isLong: true },
    { kind: 'date', key: 'repairedOn', name: { zh: '修复日期', en: 'Repaired on' }, inList: true },
    {
      kind: 'number',
      key: 'cost',
      name: { zh: '费用', en: 'Cost' },
      min: 0,
      max: 100000000,
      decimals: 2,
      unit: { zh: '元', en: 'CNY' },
      inList: true,
    },
    day('dueOn', '应修复日期', 'Repair due', due(7, 'repairedOn')),
    { kind: 'text', key: 'accepter', name: { zh: '验收人', en: 'Accepted by' }, max: 30, inList: true },
  ],
  dayField: 'reportedOn',
  titleField: 'object',
};
