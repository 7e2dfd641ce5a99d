import { AUTHORITIES, type RegisterDefinition } from '../register-definition.ts';
import { count, day, line, MUST, SHOWN } from '../register-fields.ts';

export const mediaPlan: RegisterDefinition = {
  code: 'media_plan',
  name: { zh: '专栏与媒体合作', en: 'Columns in media' },
  group: 'publicity',
  tenantKinds: AUTHORITIES,
  purpose: {
    zh: '与报刊、电视、新媒体合作的专栏：期次、题目、刊出情况。',
    en: 'Columns with papers, television and new media: issue, topic, whether it came out.',
  },
  fields: [
    line('outlet', '媒体（专栏）', 'Outlet', 80, MUST),
    line('topic', '题目', 'Topic', 200, MUST),
    day('plannedOn', '计划刊出', 'Planned on', MUST),
    count('issue', '期次', 'Issue', SHOWN),
    day('publishedOn', '实际刊出', 'Came out on', SHOWN),
    line('author', '供稿人', 'By', 40, SHOWN),
  ],
  dayField: 'plannedOn',
  titleField: 'outlet',
};
