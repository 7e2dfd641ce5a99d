import { AUTHORITIES, type RegisterDefinition } from '../register-definition.ts';
import { pick, SHOWN } from '../register-fields.ts';

export const duty: RegisterDefinition = {
  code: 'duty',
  name: { zh: '值班', en: 'Duty roster' },
  group: 'safety',
  tenantKinds: AUTHORITIES,
  purpose: {
    zh: '24小时值班：排班、签到、交接和值班中的情况；分白班夜班的，一班登一条。',
    en: 'Duty over 24 hours: roster, sign-in, handover and what happened; one entry a shift.',
  },
  fields: [
    { kind: 'date', key: 'dutyOn', name: { zh: '日期', en: 'Date' }, required: true, inList: true },
    pick(
      'shift',
      '班次',
      'Shift',
      [
        ['day', '白班', 'day'],
        ['night', '夜班', 'night'],
        ['whole', '全天', 'round the clock'],
      ],
      SHOWN,
    ),
    { kind: 'text', key: 'person', name: { zh: '值班人', en: 'On duty' }, max: 40, required: true, inList: true },
    { kind: 'time', key: 'signedInAt', name: { zh: '签到时间', en: 'Signed in at' }, inList: true },
    { kind: 'text', key: 'leader', name: { zh: '带班领导', en: 'Leader' }, max: 40, inList: true },
    { kind: 'text', key: 'log', name: { zh: '值班情况', en: 'What happened' }, max: 1000, isLong: true },
    { kind: 'text', key: 'handedTo', name: { zh: '交接给', en: 'Handed over to' }, max: 40, inList: true },
    { kind: 'time', key: 'handedOverAt', name: { zh: '交班时间', en: 'Handed over at' }, inList: true },
  ],
  dayField: 'dutyOn',
  titleField: 'person',
  period: { every: 'day', graceDays: 1 },
};
