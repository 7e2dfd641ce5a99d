import { AUTHORITIES, type RegisterDefinition } from '../register-definition.ts';
import { count, day, line, MUST, pick, SHOWN, story } from '../register-fields.ts';

export const contest: RegisterDefinition = {
  code: 'contest',
  name: { zh: '竞赛', en: 'Contests' },
  group: 'people',
  tenantKinds: AUTHORITIES,
  purpose: {
    zh: '举办或参加的技能竞赛、演讲比赛、知识竞赛：届次、参赛人数、名次。',
    en: 'Contests of skill, speech or knowledge, held or joined: edition, entrants, places.',
  },
  fields: [
    line('title', '竞赛名称', 'Contest', 100, MUST),
    pick(
      'kind',
      '类别',
      'Kind',
      [
        ['skill', '职业技能', 'skills'],
        ['speech', '演讲', 'speech'],
        ['quiz', '知识', 'knowledge'],
        ['other', '其他', 'other'],
      ],
      MUST,
    ),
    pick(
      'role',
      '主办或参加',
      'Role',
      [
        ['host', '主办', 'host'],
        ['entrant', '参加', 'entrant'],
      ],
      MUST,
    ),
    day('heldOn', '日期', 'Held on', MUST),
    count('edition', '届次', 'Edition', { ...SHOWN, most: 99 }),
    count('units', '参赛单位', 'Units', SHOWN),
    count('entrants', '参赛人数', 'Entrants', SHOWN),
    story('places', '名次', 'Places'),
  ],
  dayField: 'heldOn',
  titleField: 'title',
};
