import { AUTHORITIES, type RegisterDefinition } from '../register-definition.ts';

export const serviceMeasure: RegisterDefinition = {
  code: 'service_measure',
  name: { zh: '便民措施', en: 'Convenience measures' },
  group: 'service',
  tenantKinds: AUTHORITIES,
  purpose: {
    zh: '查档场所的便民措施，每半年对照检查一次是否到位。',
    en: 'What the reading room offers for the convenience of readers; every half-year somebody checks that it is there.',
  },
  fields: [
    { kind: 'date', key: 'checkedOn', name: { zh: '检查日期', en: 'Checked on' }, required: true, inList: true },
    { kind: 'text', key: 'measure', name: { zh: '措施', en: 'Measure' }, max: 80, required: true, inList: true },
    {
      kind: 'choice',
      key: 'kind',
      name: { zh: '类别', en: 'Kind' },
      choices: [
        { code: 'environment', zh: '环境设施', en: 'rooms and furniture' },
        { code: 'accessible', zh: '无障碍与适老', en: 'accessible, for the aged' },
        { code: 'equipment', zh: '设备用品', en: 'equipment' },
        { code: 'guide', zh: '指南公示', en: 'guides and notices' },
        { code: 'process', zh: '预约代办', en: 'booking, errands' },
      ],
      required: true,
      inList: true,
    },
    { kind: 'flag', key: 'inPlace', name: { zh: '到位', en: 'In place' }, required: true, inList: true },
    { kind: 'date', key: 'since', name: { zh: '启用日期', en: 'Since' } },
    { kind: 'text', key: 'person', name: { zh: '负责人', en: 'Responsible' }, max: 30, inList: true },
    {
      kind: 'text',
      key: 'remarks',
      name: { zh: '问题和整改', en: 'Faults and what was done' },
      max: 300,
      isLong: true,
    },
  ],
  dayField: 'checkedOn',
  titleField: 'measure',
  period: { every: 'half_year', graceDays: 31 },
};
