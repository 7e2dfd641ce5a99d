import { AUTHORITIES, type RegisterDefinition } from '../register-definition.ts';
import { day, line, MUST, pick, SHOWN } from '../register-fields.ts';

export const professionalTitle: RegisterDefinition = {
  code: 'professional_title',
  name: { zh: '职称', en: 'Professional titles' },
  group: 'people',
  tenantKinds: AUTHORITIES,
  purpose: {
    zh: '职称的取得和聘任：何时取得、怎样取得、何时聘任。晋升后另登一条，原来的填止日。',
    en: 'Titles with the day they were obtained, how, and the day of appointment. A higher title is a new entry; the old one gets an end.',
  },
  fields: [
    line('name', '姓名', 'Name', 30, MUST),
    pick(
      'level',
      '职称',
      'Title',
      [
        ['clerk', '管理员', 'archival clerk'],
        ['assistant', '助理馆员', 'assistant archivist'],
        ['archivist', '馆员', 'archivist'],
        ['associate', '副研究馆员', 'associate research archivist'],
        ['research', '研究馆员', 'research archivist'],
        ['other', '其他系列', 'of another series'],
      ],
      MUST,
    ),
    line('series', '系列（专业）', 'Series', 40),
    day('obtainedOn', '取得日期', 'Obtained on', MUST),
    pick(
      'way',
      '取得方式',
      'How',
      [
        ['exam', '考试', 'examination'],
        ['review', '评审', 'review'],
        ['recognised', '认定', 'recognition'],
      ],
      MUST,
    ),
    day('appointedOn', '聘任日期', 'Appointed on', SHOWN),
    line('certificate', '证书编号', 'Certificate', 60),
    day('endedOn', '止日', 'Until', SHOWN),
  ],
  dayField: 'obtainedOn',
  untilField: 'endedOn',
  titleField: 'name',
};
