import { AUTHORITIES, type RegisterDefinition } from '../register-definition.ts';
import { day, line, MUST, measure, pick, SHOWN, WAN_YUAN } from '../register-fields.ts';

export const grantApplication: RegisterDefinition = {
  code: 'grant_application',
  name: { zh: '资助申报', en: 'Applications for grants' },
  group: 'money',
  tenantKinds: AUTHORITIES,
  purpose: {
    zh: '申报出版资助、保护补助、科研课题：申报到哪里、结果如何。',
    en: 'Applications for publishing, conservation or research grants: to whom, with what result.',
  },
  fields: [
    line('title', '项目名称', 'Project', 200, MUST),
    pick(
      'kind',
      '类别',
      'Kind',
      [
        ['publishing', '出版资助', 'publishing'],
        ['conservation', '保护补助', 'conservation'],
        ['research', '科研课题', 'research'],
        ['other', '其他', 'other'],
      ],
      MUST,
    ),
    line('fund', '资助单位', 'Fund', 100, MUST),
    day('appliedOn', '申报日期', 'Applied on', MUST),
    pick(
      'result',
      '结果',
      'Result',
      [
        ['pending', '待定', 'pending'],
        ['granted', '入选', 'granted'],
        ['refused', '未入选', 'refused'],
      ],
      MUST,
    ),
    measure('amount', '资助金额', 'Amount', { ...SHOWN, unit: WAN_YUAN, most: 1_000_000 }),
    day('decidedOn', '公布日期', 'Decided on', SHOWN),
  ],
  dayField: 'appliedOn',
  titleField: 'title',
};
