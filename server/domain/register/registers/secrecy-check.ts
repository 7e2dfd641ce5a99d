import { RECORDS_OFFICES, type RegisterDefinition } from '../register-definition.ts';
import { count, day, line, MUST, pick, SHOWN } from '../register-fields.ts';

export const secrecyCheck: RegisterDefinition = {
  code: 'secrecy_check',
  name: { zh: '保密检查', en: 'Secrecy checks' },
  group: 'secrecy',
  isConfined: true,
  tenantKinds: RECORDS_OFFICES,
  purpose: {
    zh: '档案安全保密自查和上级保密检查：查了什么、发现几处、是否整改。不写涉密内容。',
    en: 'The office’s own secrecy checks and those from above: what was looked at, how many faults, whether settled. Nothing classified is written here.',
  },
  fields: [
    day('checkedOn', '检查日期', 'Date', MUST),
    pick(
      'kind',
      '类别',
      'Kind',
      [
        ['own', '自查', 'own'],
        ['superior', '上级检查', 'from above'],
        ['joint', '联合检查', 'joint'],
      ],
      MUST,
    ),
    line('place', '检查部位', 'Place', 60, MUST),
    count('devices', '检查设备', 'Devices', { ...SHOWN, unit: { zh: '台', en: '' } }),
    count('faults', '发现问题', 'Faults', { ...MUST, unit: { zh: '处', en: '' } }),
    count('settled', '已整改', 'Settled', { ...SHOWN, unit: { zh: '处', en: '' } }),
    line('inspectors', '检查人', 'Inspectors', 100, MUST),
  ],
  dayField: 'checkedOn',
  titleField: 'place',
};
