import { AUTHORITIES, type RegisterDefinition } from '../register-definition.ts';
import { day, dueAgain, line, MUST, measure, pick, SHOWN } from '../register-fields.ts';

export const backupRecord: RegisterDefinition = {
  code: 'backup_record',
  name: { zh: '数据备份', en: 'Backups' },
  group: 'safekeeping',
  tenantKinds: AUTHORITIES,
  purpose: {
    zh: '数字档案的备份和恢复演练：内容、数据量、存放地点、介质和到期更新的日期，异地备份单独记。',
    en: 'Backups of digital archives and tests of restoring: what, how much, where, on what, and when it is due for renewal; off-site copies apart.',
  },
  fields: [
    day('doneOn', '日期', 'Date', MUST),
    line('content', '内容', 'Content', 100, MUST),
    pick(
      'kind',
      '类别',
      'Kind',
      [
        ['full', '全量备份', 'full'],
        ['increment', '增量备份', 'incremental'],
        ['offsite', '异地备份', 'off-site'],
        ['restore', '恢复测试', 'restore test'],
      ],
      MUST,
    ),
    measure('size', '数据量', 'Size', { ...SHOWN, unit: { zh: 'GB', en: 'GB' } }),
    line('medium', '介质编号', 'Medium', 60, SHOWN),
    line('place', '存放地点', 'Kept at', 60, SHOWN),
    day('renewOn', '更新到期', 'Renew by', dueAgain(30)),
    line('worker', '经办人', 'Done by', 30),
  ],
  dayField: 'doneOn',
  titleField: 'content',
};
