import { AUTHORITIES, type RegisterDefinition } from '../register-definition.ts';
import { count, day, line, MUST, pick, SHOWN } from '../register-fields.ts';

export const mediumCheck: RegisterDefinition = {
  code: 'medium_check',
  name: { zh: '载体与数据抽检', en: 'Checks of media' },
  group: 'safekeeping',
  tenantKinds: AUTHORITIES,
  purpose: {
    zh: '光盘、硬盘、磁带和在线数据每年抽检一次：抽多少、坏多少、怎样处理。',
    en: 'Discs, drives, tapes and online data are sampled every year: how many, how many bad, what was done.',
  },
  fields: [
    day('checkedOn', '检测日期', 'Date', MUST),
    line('object', '检测对象', 'What was checked', 100, MUST),
    pick(
      'medium',
      '载体',
      'Medium',
      [
        ['disc', '光盘', 'disc'],
        ['drive', '硬盘', 'drive'],
        ['tape', '磁带', 'tape'],
        ['film', '胶片', 'film'],
        ['online', '在线数据', 'online data'],
      ],
      MUST,
    ),
    count('sampled', '抽检数', 'Sampled', MUST),
    count('bad', '不合格数', 'Bad', MUST),
    line('measure', '处理办法', 'What was done', 200, SHOWN),
    line('worker', '检测人', 'Done by', 30),
  ],
  dayField: 'checkedOn',
  titleField: 'object',
  period: { every: 'year', graceDays: 31 },
};
