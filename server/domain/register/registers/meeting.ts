import { RECORDS_OFFICES, type RegisterDefinition } from '../register-definition.ts';
import { count, day, line, MUST, pick, SHOWN, story } from '../register-fields.ts';

export const meeting: RegisterDefinition = {
  code: 'meeting',
  name: { zh: '会议与会商', en: 'Meetings' },
  group: 'organisation',
  tenantKinds: RECORDS_OFFICES,
  purpose: {
    zh: '档案工作会议、联席会议、会商、座谈：议题、决定、交办事项和落实情况。',
    en: 'Meetings on archives work, joint meetings, consultations: agenda, decisions, what was given to whom, what came of it.',
  },
  fields: [
    day('heldOn', '日期', 'Held on', MUST),
    line('title', '会议名称', 'Meeting', 100, MUST),
    pick(
      'kind',
      '类别',
      'Kind',
      [
        ['work', '工作会议', 'work meeting'],
        ['joint', '联席会议', 'joint meeting'],
        ['consultation', '工作会商', 'consultation'],
        ['talk', '座谈交流', 'talk'],
        ['promotion', '推进会', 'promotion'],
      ],
      MUST,
    ),
    line('chair', '主持人', 'Chair', 30, SHOWN),
    count('persons', '参加人数', 'Persons', SHOWN),
    line('partners', '联合单位', 'With', 200),
    story('decisions', '决定和交办事项', 'Decisions'),
    line('follow', '落实情况', 'What came of it', 200, SHOWN),
  ],
  dayField: 'heldOn',
  titleField: 'title',
};
