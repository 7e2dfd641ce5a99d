import { AUTHORITIES, type RegisterDefinition } from '../register-definition.ts';
import { count, day, line, MUST, pick, SHOWN, story } from '../register-fields.ts';

export const exchangeMeeting: RegisterDefinition = {
  code: 'exchange_meeting',
  name: { zh: '交流研讨', en: 'Exchanges with archivists' },
  group: 'organisation',
  tenantKinds: AUTHORITIES,
  purpose: {
    zh: '与各单位档案人员的交流研讨：谁来了、提了什么问题、商定怎么办、谁来落实。',
    en: 'Meetings with the archivists of units: who came, what they asked, what was agreed, who sees to it.',
  },
  fields: [
    day('heldOn', '日期', 'Held on', MUST),
    line('topic', '议题', 'Topic', 100, MUST),
    pick(
      'form',
      '形式',
      'Form',
      [
        ['meeting', '座谈', 'meeting'],
        ['onsite', '现场观摩', 'on site'],
        ['online', '线上', 'online'],
      ],
      MUST,
    ),
    line('units', '参加单位', 'Units', 200, MUST),
    count('persons', '参加人数', 'Persons', SHOWN),
    line('host', '主持人', 'Host', 30),
    story('questions', '提出的问题', 'Questions', SHOWN),
    story('agreed', '商定的答复', 'Agreed answers', MUST),
    line('owner', '落实人', 'Seen to by', 30, SHOWN),
    day('dueOn', '落实期限', 'Due on', SHOWN),
    line('outcome', '落实情况', 'What came of it', 200),
  ],
  dayField: 'heldOn',
  titleField: 'topic',
};
