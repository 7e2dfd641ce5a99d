import { AUTHORITIES, type RegisterDefinition } from '../register-definition.ts';
import { day, line, MUST, pick, SHOWN, story } from '../register-fields.ts';

export const leaderVisit: RegisterDefinition = {
  code: 'leader_visit',
  name: { zh: '领导调研', en: 'Visits of leaders' },
  group: 'organisation',
  tenantKinds: AUTHORITIES,
  purpose: {
    zh: '领导到馆（局）视察调研、批示：何时、谁、讲了什么要求、怎样落实。',
    en: 'Visits and written words of leaders: when, who, what was asked, what came of it.',
  },
  fields: [
    day('visitedOn', '日期', 'Date', MUST),
    line('leader', '领导', 'Leader', 60, MUST),
    pick(
      'kind',
      '类别',
      'Kind',
      [
        ['visit', '视察调研', 'visit'],
        ['words', '批示', 'written words'],
        ['tour', '带队检查', 'led a tour'],
      ],
      MUST,
    ),
    story('demands', '要求', 'What was asked'),
    line('follow', '落实情况', 'What came of it', 200, SHOWN),
  ],
  dayField: 'visitedOn',
  titleField: 'leader',
};
