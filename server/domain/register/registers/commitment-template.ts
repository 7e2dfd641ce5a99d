import { RECORDS_OFFICES, type RegisterDefinition } from '../register-definition.ts';
import { count, day, line, MUST, pick, SHOWN } from '../register-fields.ts';

export const commitmentTemplate: RegisterDefinition = {
  code: 'commitment_template',
  name: { zh: '保密承诺书条款', en: 'Clauses of the commitment' },
  group: 'secrecy',
  tenantKinds: RECORDS_OFFICES,
  purpose: {
    zh: '承诺书范本一条一登，分“保密守则”和“承诺事项”。条款改了，旧条填失效日期，新条另登；签订情况在“保密承诺书”里记。',
    en: 'The model commitment clause by clause, rules and undertakings apart. A changed clause ends and a new one begins; signatures stand under Secrecy commitments.',
  },
  fields: [
    line('version', '承诺书版本', 'Version', 40, MUST),
    pick(
      'section',
      '部分',
      'Section',
      [
        ['rules', '保密守则', 'rules'],
        ['heads', '承诺事项', 'undertakings'],
      ],
      MUST,
    ),
    count('number', '条次', 'Number', { ...MUST, most: 99 }),
    line('clause', '内容', 'Clause', 300, MUST),
    day('validFrom', '生效日期', 'In force since', MUST),
    day('validTo', '失效日期', 'Until', SHOWN),
  ],
  dayField: 'validFrom',
  untilField: 'validTo',
  titleField: 'clause',
};
