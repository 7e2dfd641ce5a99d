import { AUTHORITIES, type RegisterDefinition } from '../register-definition.ts';
import { count, day, line, MUST, pick, SHOWN } from '../register-fields.ts';

export const exhibitionVisit: RegisterDefinition = {
  code: 'exhibition_visit',
  name: { zh: '参观接待', en: 'Visits to exhibitions' },
  group: 'publicity',
  tenantKinds: AUTHORITIES,
  purpose: {
    zh: '团体参观和爱国主义教育基地接待，一批一条：单位、人数、讲解员。展览的总人次仍记在“展览”里。',
    en: 'Groups that visited exhibitions and the education base, one line each: who, how many, guided by whom. The total stays with the exhibition.',
  },
  fields: [
    day('visitedOn', '日期', 'Date', MUST),
    line('group', '参观单位', 'Group', 100, MUST),
    line('exhibition', '展览名称', 'Exhibition', 100, SHOWN),
    count('persons', '人数', 'Persons', MUST),
    pick(
      'kind',
      '对象',
      'Who',
      [
        ['party', '机关党员', 'Party members'],
        ['students', '学生', 'students'],
        ['public', '社会公众', 'public'],
        ['peers', '同行', 'colleagues'],
        ['other', '其他', 'other'],
      ],
      MUST,
    ),
    line('guide', '讲解员', 'Guide', 30, SHOWN),
  ],
  dayField: 'visitedOn',
  titleField: 'group',
};
