import { AUTHORITIES, type RegisterDefinition } from '../register-definition.ts';
import { day, dueAgain, line, MUST, pick, SHOWN } from '../register-fields.ts';

export const maintenance: RegisterDefinition = {
  code: 'maintenance',
  name: { zh: '设备维护保养', en: 'Maintenance' },
  group: 'safekeeping',
  tenantKinds: AUTHORITIES,
  purpose: {
    zh: '空调、除湿、门禁、监控、气体灭火等设备的定期维护、检测和充装，记下下次到期的日期。',
    en: 'Regular service, tests and refills of air conditioning, access control, cameras and gas extinguishers, with the day when the next is due.',
  },
  fields: [
    day('doneOn', '日期', 'Date', MUST),
    line('equipment', '设备', 'Equipment', 80, MUST),
    pick(
      'kind',
      '类别',
      'Kind',
      [
        ['service', '保养', 'service'],
        ['test', '检测', 'test'],
        ['refill', '充装', 'refill'],
        ['calibration', '校准', 'calibration'],
      ],
      MUST,
    ),
    line('provider', '维护单位', 'By', 80, SHOWN),
    line('result', '结果', 'Result', 200, SHOWN),
    day('nextOn', '下次到期', 'Next due', dueAgain(30)),
  ],
  dayField: 'doneOn',
  titleField: 'equipment',
};
