import { AUTHORITIES, type RegisterDefinition } from '../register-definition.ts';
import { count, day, line, MUST, pick, SHOWN } from '../register-fields.ts';

export const outsideInspection: RegisterDefinition = {
  code: 'outside_inspection',
  name: { zh: '接受检查', en: 'Inspections from above' },
  group: 'appraisal',
  tenantKinds: AUTHORITIES,
  purpose: {
    zh: '上级和巡察、审计等对本单位工作的检查：问题、整改、回复。',
    en: 'Inspections of this office by superiors, inspection groups and auditors: problems, what was done, the answer.',
  },
  fields: [
    day('inspectedOn', '日期', 'Date', MUST),
    line('inspector', '检查单位', 'Inspected by', 80, MUST),
    pick(
      'kind',
      '类别',
      'Kind',
      [
        ['archives', '档案监督检查', 'archives inspection'],
        ['party', '巡察', 'Party inspection'],
        ['audit', '审计', 'audit'],
        ['congress', '人大视察', 'people’s congress'],
        ['other', '其他', 'other'],
      ],
      MUST,
    ),
    count('problems', '指出问题', 'Problems', MUST),
    count('settled', '已整改', 'Settled', SHOWN),
    day('answeredOn', '回复日期', 'Answered on', SHOWN),
  ],
  dayField: 'inspectedOn',
  titleField: 'inspector',
};
