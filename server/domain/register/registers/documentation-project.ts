import { AUTHORITIES, type RegisterDefinition } from '../register-definition.ts';
import { count, day, line, MUST, pick, SHOWN } from '../register-fields.ts';

export const documentationProject: RegisterDefinition = {
  code: 'documentation_project',
  name: { zh: '记录工程', en: 'Documentation projects' },
  group: 'publicity',
  tenantKinds: AUTHORITIES,
  purpose: {
    zh: '主动为时代留痕：口述史、影像记录、记忆工程，记了什么、形成多少。',
    en: 'Records made on purpose: oral history, film, memory projects; what was recorded and how much.',
  },
  fields: [
    line('title', '项目名称', 'Project', 100, MUST),
    pick(
      'kind',
      '方式',
      'Form',
      [
        ['oral', '口述史', 'oral history'],
        ['film', '影像记录', 'film'],
        ['photo', '照片', 'photographs'],
        ['memory', '记忆工程', 'memory project'],
      ],
      MUST,
    ),
    day('startedOn', '开始日期', 'From', MUST),
    day('endedOn', '结束日期', 'Until', SHOWN),
    count('items', '形成档案', 'Records made', { ...SHOWN, unit: { zh: '件', en: '' } }),
    line('owner', '负责人', 'Owner', 30, SHOWN),
  ],
  dayField: 'startedOn',
  untilField: 'endedOn',
  titleField: 'title',
};
