import { AUTHORITIES, type RegisterDefinition } from '../register-definition.ts';
import { count, day, line, MUST, pick, SHOWN } from '../register-fields.ts';

export const publicitySite: RegisterDefinition = {
  code: 'publicity_site',
  name: { zh: '宣传阵地', en: 'Publicity sites' },
  group: 'publicity',
  tenantKinds: AUTHORITIES,
  purpose: {
    zh: '档案法治文化阵地、爱国主义教育基地、开放日点位：地点、内容、启用和接待。',
    en: 'Sites of law culture, education bases and open-day points: place, content, since when, visitors.',
  },
  fields: [
    line('name', '名称', 'Name', 80, MUST),
    pick(
      'kind',
      '类别',
      'Kind',
      [
        ['law', '法治文化阵地', 'law culture'],
        ['education', '教育基地', 'education base'],
        ['open_day', '开放日点位', 'open-day point'],
        ['other', '其他', 'other'],
      ],
      MUST,
    ),
    line('place', '地点', 'Place', 80, SHOWN),
    day('openedOn', '启用日期', 'Since', MUST),
    day('closedOn', '停用日期', 'Until', SHOWN),
    count('visitors', '累计接待', 'Visitors so far', { ...SHOWN, unit: { zh: '人次', en: '' } }),
  ],
  dayField: 'openedOn',
  untilField: 'closedOn',
  titleField: 'name',
};
