import type { RegisterDefinition } from '../register-definition.ts';
import { count, day, line, MUST, pick, SHOWN, story } from '../register-fields.ts';

export const conservation: RegisterDefinition = {
  code: 'conservation',
  name: { zh: '修复与消毒', en: 'Conservation' },
  group: 'safekeeping',
  tenantKinds: ['repository'],
  purpose: {
    zh: '破损、虫霉、字迹褪变档案的修复、消毒、脱酸、复制，以及接收时的入库消毒。',
    en: 'Repair, disinfection, de-acidification and copying of damaged records, and disinfection on receipt.',
  },
  fields: [
    day('treatedOn', '日期', 'Date', MUST),
    line('object', '档号或批次', 'Reference code or batch', 100, MUST),
    pick(
      'treatment',
      '处理方式',
      'Treatment',
      [
        ['repair', '修裱', 'repair'],
        ['disinfection', '消毒杀虫', 'disinfection'],
        ['deacidify', '脱酸', 'de-acidification'],
        ['fixing', '字迹加固', 'fixing of script'],
        ['copy', '复制', 'copying'],
        ['other', '其他', 'other'],
      ],
      MUST,
    ),
    count('quantity', '数量', 'Quantity', { ...SHOWN, unit: { zh: '卷（件）', en: 'items' } }),
    story('state', '破损情况', 'Damage'),
    line('worker', '经办人', 'Done by', 30, SHOWN),
    line('accepter', '验收人', 'Accepted by', 30),
  ],
  dayField: 'treatedOn',
  titleField: 'object',
};
