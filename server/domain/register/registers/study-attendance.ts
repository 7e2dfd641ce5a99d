import { AUTHORITIES, type RegisterDefinition } from '../register-definition.ts';
import { day, flag, helped, line, MUST, pick, SHOWN } from '../register-fields.ts';

export const studyAttendance: RegisterDefinition = {
  code: 'study_attendance',
  name: { zh: '学习签到', en: 'Study attendance' },
  group: 'people',
  tenantKinds: AUTHORITIES,
  purpose: {
    zh: '谁参加了哪次学习，一人一次一条，可从签到表整块粘贴。姓名与“人员”台账一致，覆盖率按此计算。',
    en: 'Who was at which session, one line each; a whole sign-in sheet can be pasted. Names as in the Staff register: coverage is computed from them.',
  },
  fields: [
    day('heldOn', '日期', 'Date', MUST),
    line('person', '姓名', 'Name', 30, {
      ...MUST,
      ...helped('与“人员”台账的姓名一致', 'As it stands in the Staff register'),
    }),
    line('topic', '学习内容', 'Topic', 200, MUST),
    flag('mandatory', '必学', 'Mandatory', MUST),
    pick(
      'form',
      '方式',
      'Form',
      [
        ['onsite', '现场', 'on site'],
        ['online', '线上', 'online'],
        ['later', '补学', 'later'],
      ],
      SHOWN,
    ),
  ],
  dayField: 'heldOn',
  titleField: 'person',
};
