import { RECORDS_OFFICES, type RegisterDefinition } from '../register-definition.ts';
import { count, day, line, MUST, pick, SHOWN, story } from '../register-fields.ts';

export const studyVisit: RegisterDefinition = {
  code: 'study_visit',
  name: { zh: '考察学习', en: 'Study visits' },
  group: 'people',
  tenantKinds: RECORDS_OFFICES,
  purpose: {
    zh: '到先进单位、兄弟档案馆考察学习：去了哪里、学了什么、准备怎样用。',
    en: 'Visits to other archives and advanced units: where, what was learned, what will be done with it.',
  },
  fields: [
    day('visitedOn', '日期', 'Date', MUST),
    line('host', '考察单位', 'Host', 80, MUST),
    pick(
      'hostKind',
      '单位类别',
      'Kind of host',
      [
        ['archives', '档案馆', 'archives'],
        ['office', '机关单位', 'office'],
        ['enterprise', '企业', 'enterprise'],
        ['other', '其他', 'other'],
      ],
      MUST,
    ),
    pick(
      'range',
      '范围',
      'Where',
      [
        ['province', '本省', 'own province'],
        ['outside', '省外', 'elsewhere'],
      ],
      MUST,
    ),
    count('persons', '人数', 'Persons', SHOWN),
    story('lessons', '学习收获', 'Lessons'),
    line('follow', '后续打算', 'What follows', 200),
  ],
  dayField: 'visitedOn',
  titleField: 'host',
};
