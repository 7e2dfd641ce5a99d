import { AUTHORITIES, type RegisterDefinition } from '../register-definition.ts';
import { day, line, MUST, measure } from '../register-fields.ts';

export const studyLog: RegisterDefinition = {
  code: 'study_log',
  name: { zh: '每日学习', en: 'Daily study' },
  group: 'people',
  tenantKinds: AUTHORITIES,
  purpose: {
    zh: '个人自学记录：每天学了多久、学了什么。',
    en: 'What each person studied on a day and for how long.',
  },
  fields: [
    day('studiedOn', '日期', 'Date', MUST),
    line('person', '姓名', 'Name', 30, MUST),
    line('topic', '学习内容', 'Topic', 200, MUST),
    measure('hours', '时长', 'Hours', { ...MUST, most: 24, unit: { zh: '小时', en: 'hours' } }),
  ],
  dayField: 'studiedOn',
  titleField: 'person',
};
