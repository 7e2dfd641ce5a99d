import { RECORDS_OFFICES, type RegisterDefinition } from '../register-definition.ts';
import { count, day, due, flag, line, MUST, measure, pick, SHOWN, story, WAN_YUAN } from '../register-fields.ts';

export const construction: RegisterDefinition = {
  code: 'construction',
  name: { zh: '建设改造项目', en: 'Construction and renovation' },
  group: 'safekeeping',
  tenantKinds: RECORDS_OFFICES,
  purpose: {
    zh: '新馆建设、库房改造、设施升级：投资、分项、计划和实际进度、迟缓原因、验收。列入为民实事的注明。',
    en: 'New buildings, renovation of stacks, upgrades: money, parts, planned and real progress, reasons for delay, acceptance; public promises are marked.',
  },
  fields: [
    line('title', '项目名称', 'Project', 100, MUST),
    pick(
      'kind',
      '类别',
      'Kind',
      [
        ['building', '新馆建设', 'new building'],
        ['stack', '库房改造', 'renovation of stacks'],
        ['facility', '设施升级', 'facilities'],
        ['fire', '消防', 'fire protection'],
        ['climate', '温湿度', 'climate'],
        ['system', '信息系统', 'information system'],
        ['other', '其他', 'other'],
      ],
      MUST,
    ),
    day('startedOn', '开工（立项）日期', 'Started on', MUST),
    day('plannedOn', '计划完成', 'Planned end', due(30, 'acceptedOn')),
    count('progress', '实际进度', 'Progress', { ...SHOWN, unit: { zh: '%', en: '%' }, most: 100 }),
    measure('budget', '总投资', 'Budget', { unit: WAN_YUAN }),
    measure('spent', '已支出', 'Spent', { unit: WAN_YUAN }),
    story('parts', '分项内容', 'Parts'),
    story('delay', '迟缓原因', 'Reasons for delay'),
    flag('isPromise', '为民办实事项目', 'Public promise', SHOWN),
    day('acceptedOn', '验收日期', 'Accepted on', SHOWN),
    line('accepter', '验收意见', 'Acceptance', 200),
  ],
  dayField: 'startedOn',
  untilField: 'acceptedOn',
  titleField: 'title',
};
