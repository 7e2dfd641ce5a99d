import { RECORDS_OFFICES, type RegisterDefinition } from '../register-definition.ts';
import { day, due, line, MUST, pick, SHOWN, story } from '../register-fields.ts';

export const hazard: RegisterDefinition = {
  code: 'hazard',
  name: { zh: '隐患整改', en: 'Hazards' },
  group: 'safety',
  tenantKinds: RECORDS_OFFICES,
  purpose: {
    zh: '发现的安全隐患逐条登记：责任人、期限、销号日期。没有销号日期的还没有整改好。',
    en: 'Each hazard with who answers for it, by when, and the day it was closed. Without that day it is still open.',
  },
  fields: [
    day('foundOn', '发现日期', 'Found on', MUST),
    line('place', '部位', 'Place', 60, MUST),
    pick(
      'field',
      '类别',
      'Field',
      [
        ['records', '实体安全', 'records'],
        ['information', '信息安全', 'information'],
        ['facility', '设施设备安全', 'facilities'],
        ['surroundings', '环境安全', 'surroundings'],
      ],
      MUST,
    ),
    story('what', '隐患情况', 'What is wrong', { required: true }),
    pick(
      'source',
      '怎样发现',
      'Found by',
      [
        ['check', '安全检查', 'inspection'],
        ['duty', '值班巡查', 'duty'],
        ['staff', '人员报告', 'report'],
        ['superior', '上级检查', 'superior'],
      ],
      SHOWN,
    ),
    line('plan', '对应的应急预案', 'Emergency plan for it', 100),
    day('drilledOn', '已演练日期', 'Drilled on'),
    line('owner', '整改责任人', 'Who answers', 30, MUST),
    day('dueOn', '整改期限', 'Due on', due(7, 'closedOn')),
    day('closedOn', '销号日期', 'Closed on', SHOWN),
    line('proof', '整改结果', 'How it was closed', 200),
  ],
  dayField: 'foundOn',
  untilField: 'closedOn',
  titleField: 'place',
};
