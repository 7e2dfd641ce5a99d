import { EVERYBODY, type RegisterDefinition } from '../register-definition.ts';

export const roomClimate: RegisterDefinition = {
  code: 'room_climate',
  name: { zh: '温湿度记录', en: 'Temperature and humidity' },
  group: 'safekeeping',
  tenantKinds: EVERYBODY,
  purpose: {
    zh: '库房每天记录温度和相对湿度。纸质库 14–24℃、45%–60%，超出时写明处理办法。',
    en: 'Temperature and relative humidity of each stack, every day. Paper: 14–24 °C and 45–60 %; say what was done beyond.',
  },
  fields: [
    { kind: 'date', key: 'readOn', name: { zh: '日期', en: 'Date' }, required: true, inList: true },
    { kind: 'text', key: 'room', name: { zh: '库房', en: 'Room' }, max: 40, required: true, inList: true },
    {
      kind: 'number',
      key: 'temperature',
      name: { zh: '温度', en: 'Temperature' },
      min: -30,
      max: 60,
      decimals: 1,
      unit: { zh: '℃', en: '°C' },
      required: true,
      inList: true,
    },
    {
      kind: 'number',
      key: 'humidity',
      name: { zh: '相对湿度', en: 'Relative humidity' },
      min: 0,
      max: 100,
      decimals: 1,
      unit: { zh: '%', en: '%' },
      required: true,
      inList: true,
    },
    { kind: 'text', key: 'measure', name: { zh: '处理办法', en: 'What was done' }, max: 200, inList: true },
    { kind: 'text', key: 'recorder', name: { zh: '记录人', en: 'Recorded by' }, max: 30, inList: true },
  ],
  dayField: 'readOn',
  titleField: 'room',
  period: { every: 'day', graceDays: 1, onWorkdays: true },
  limits: [
    { field: 'temperature', min: 14, max: 24 },
    { field: 'humidity', min: 45, max: 60 },
  ],
};
