import type { RegisterDefinition } from '../register-definition.ts';
import { count, day, dueAgain, line, MUST, pick, SHOWN } from '../register-fields.ts';

export const securityMeasure: RegisterDefinition = {
  code: 'security_measure',
  name: { zh: '人防物防技防对照', en: 'Guards, barriers and alarms' },
  group: 'safety',
  tenantKinds: ['repository'],
  purpose: {
    zh: '每处馆区的值守人员、门窗栅栏等实体设施、监控报警等技术设施在一张表上对照，看哪一项还缺。',
    en: 'People on guard, doors and bars, cameras and alarms of each site on one sheet, to see which is missing.',
  },
  fields: [
    line('site', '馆区（部位）', 'Site', 60, MUST),
    pick(
      'kind',
      '类别',
      'Kind',
      [
        ['people', '人防', 'people'],
        ['physical', '物防', 'barriers'],
        ['technical', '技防', 'technology'],
      ],
      MUST,
    ),
    line('means', '具体措施', 'By what', 100, MUST),
    count('quantity', '数量', 'Quantity', SHOWN),
    line('owner', '责任人', 'Who answers', 30, MUST),
    pick(
      'standing',
      '现状',
      'Standing',
      [
        ['working', '在用', 'in use'],
        ['faulty', '有故障', 'faulty'],
        ['missing', '缺', 'missing'],
      ],
      MUST,
    ),
    day('since', '启用（对照）日期', 'Since', MUST),
    day('testBy', '下次检测', 'Test by', dueAgain(30)),
    day('endedOn', '停用日期', 'Until', SHOWN),
    line('note', '备注', 'Note', 200),
  ],
  dayField: 'since',
  untilField: 'endedOn',
  titleField: 'means',
};
