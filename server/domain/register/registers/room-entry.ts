import { EVERYBODY, type RegisterDefinition } from '../register-definition.ts';

export const roomEntry: RegisterDefinition = {
  code: 'room_entry',
  name: { zh: '库房出入', en: 'Room entries' },
  group: 'safekeeping',
  tenantKinds: EVERYBODY,
  purpose: {
    zh: '工作人员以外的人进出库房都登记：谁、何事、何时、由谁陪同。',
    en: 'Everybody else who enters a stack: who, why, when, accompanied by whom.',
  },
  fields: [
    { kind: 'date', key: 'enteredOn', name: { zh: '日期', en: 'Date' }, required: true, inList: true },
    { kind: 'text', key: 'room', name: { zh: '库房', en: 'Room' }, max: 40, required: true, inList: true },
    {
      kind: 'text',
      key: 'persons',
      name: { zh: '进入人员', en: 'Who entered' },
      max: 100,
      required: true,
      inList: true,
    },
    { kind: 'text', key: 'purpose', name: { zh: '事由', en: 'Purpose' }, max: 100, required: true, inList: true },
    { kind: 'text', key: 'time', name: { zh: '进出时间', en: 'From and to' }, max: 40, inList: true },
    { kind: 'text', key: 'escort', name: { zh: '陪同人', en: 'Accompanied by' }, max: 30, inList: true },
  ],
  dayField: 'enteredOn',
  titleField: 'persons',
};
