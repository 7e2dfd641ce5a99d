import { EVERYBODY, type RegisterDefinition } from '../register-definition.ts';

export const pestTreatment: RegisterDefinition = {
  code: 'pest_treatment',
  name: { zh: '防虫防霉', en: 'Pest and mould treatment' },
  group: 'safekeeping',
  tenantKinds: EVERYBODY,
  purpose: {
    zh: '每半年在柜架、库房更换防虫防霉药品，记下地点、药品和数量。',
    en: 'Agents against pests and mould are replaced every half-year; place, agent and quantity are kept.',
  },
  fields: [
    { kind: 'date', key: 'treatedOn', name: { zh: '日期', en: 'Date' }, required: true, inList: true },
    { kind: 'text', key: 'room', name: { zh: '库房', en: 'Room' }, max: 40, required: true, inList: true },
    { kind: 'text', key: 'agent', name: { zh: '药品', en: 'Agent' }, max: 60, required: true, inList: true },
    { kind: 'text', key: 'quantity', name: { zh: '用量', en: 'Quantity' }, max: 40, inList: true },
    { kind: 'flag', key: 'found', name: { zh: '发现虫霉', en: 'Found pests or mould' }, inList: true },
    { kind: 'text', key: 'worker', name: { zh: '经办人', en: 'Done by' }, max: 30, inList: true },
  ],
  dayField: 'treatedOn',
  titleField: 'room',
  period: { every: 'half_year', graceDays: 15 },
};
