import { AUTHORITIES, type RegisterDefinition } from '../register-definition.ts';
import { count, day, line, MUST, SHOWN } from '../register-fields.ts';

export const trainingBase: RegisterDefinition = {
  code: 'training_base',
  name: { zh: '人才培养基地', en: 'Training bases' },
  group: 'people',
  tenantKinds: AUTHORITIES,
  purpose: {
    zh: '与高校、单位共建的人才培养、实训基地：共建单位、启用、使用情况。',
    en: 'Bases for training set up with universities and others: partner, since when, how they are used.',
  },
  fields: [
    line('partner', '共建单位', 'Partner', 80, MUST),
    line('name', '基地名称', 'Base', 80, MUST),
    day('foundedOn', '挂牌日期', 'Since', MUST),
    day('endedOn', '结束日期', 'Until', SHOWN),
    count('persons', '累计培养', 'Trained so far', { ...SHOWN, unit: { zh: '人次', en: '' } }),
  ],
  dayField: 'foundedOn',
  untilField: 'endedOn',
  titleField: 'partner',
};
