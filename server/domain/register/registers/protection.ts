import { RECORDS_OFFICES, type RegisterDefinition } from '../register-definition.ts';
import { day, line, MUST, pick, SHOWN } from '../register-fields.ts';

export const protection: RegisterDefinition = {
  code: 'protection',
  name: { zh: '防护设施对照', en: 'Protections' },
  group: 'safety',
  tenantKinds: RECORDS_OFFICES,
  purpose: {
    zh: '按“八防”“十防”逐项对照：每一项靠什么设施、是否齐备、缺什么。情况变了，填截止日期，另登一条。',
    en: 'The eight or ten protections item by item: by what, whether complete, what is missing. When it changes, the entry ends and a new one begins.',
  },
  fields: [
    pick(
      'item',
      '防护项目',
      'Protection',
      [
        ['fire', '防火', 'fire'],
        ['theft', '防盗', 'theft'],
        ['water', '防水', 'water'],
        ['damp', '防潮', 'damp'],
        ['temperature', '防高温、低温', 'heat and cold'],
        ['light', '防光', 'light'],
        ['ultraviolet', '防紫外线', 'ultraviolet'],
        ['dust', '防尘', 'dust'],
        ['gas', '防有害气体（防污染）', 'harmful gas'],
        ['organisms', '防有害生物', 'harmful organisms'],
        ['mould', '防霉', 'mould'],
        ['insect', '防虫', 'insects'],
        ['magnetism', '防强磁', 'magnetism'],
      ],
      MUST,
    ),
    line('room', '库房', 'Room', 40, MUST),
    pick(
      'standing',
      '是否齐备',
      'Standing',
      [
        ['complete', '齐备', 'complete'],
        ['partly', '部分齐备', 'partly'],
        ['missing', '缺', 'missing'],
      ],
      MUST,
    ),
    line('means', '靠什么设施', 'By what', 200, SHOWN),
    line('wanted', '缺什么', 'What is missing', 200, SHOWN),
    day('validFrom', '对照日期', 'From', MUST),
    day('validTo', '截止日期', 'Until', SHOWN),
  ],
  dayField: 'validFrom',
  untilField: 'validTo',
  titleField: 'item',
};
