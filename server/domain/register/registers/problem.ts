import { AUTHORITIES, type RegisterDefinition } from '../register-definition.ts';
import { day, line, MUST, pick, SHOWN, story } from '../register-fields.ts';

export const problem: RegisterDefinition = {
  code: 'problem',
  name: { zh: '问题与困难', en: 'Problems' },
  group: 'planning',
  tenantKinds: AUTHORITIES,
  purpose: {
    zh: '工作中存在的困难和问题：原因、数据、责任人、措施、需要上级支持的事。没有解决的转入下一年。',
    en: 'Difficulties with cause, evidence, owner, measure and the help asked from above. What is open is carried into the next year.',
  },
  fields: [
    line('problem', '问题', 'Problem', 200, MUST),
    pick(
      'field',
      '类别',
      'Field',
      [
        ['building', '馆库建设', 'building'],
        ['digital', '信息化', 'digital'],
        ['staff', '队伍', 'staff'],
        ['money', '经费', 'money'],
        ['resources', '资源', 'resources'],
        ['law', '法治', 'law'],
        ['other', '其他', 'other'],
      ],
      MUST,
    ),
    day('foundOn', '提出日期', 'Since', MUST),
    story('cause', '原因', 'Cause'),
    line('evidence', '数据', 'Evidence', 200),
    line('owner', '责任人', 'Owner', 30, SHOWN),
    line('measure', '措施', 'Measure', 200, SHOWN),
    line('help', '需要支持', 'Help asked for', 200),
    day('closedOn', '解决日期', 'Solved on', SHOWN),
  ],
  dayField: 'foundOn',
  untilField: 'closedOn',
  titleField: 'problem',
};
