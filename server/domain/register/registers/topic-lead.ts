import type { RegisterDefinition } from '../register-definition.ts';
import { count, day, due, flag, helped, line, MUST, pick, SHOWN } from '../register-fields.ts';

export const topicLead: RegisterDefinition = {
  code: 'topic_lead',
  name: { zh: '馆藏选题线索', en: 'Leads from the holdings' },
  group: 'publicity',
  tenantKinds: ['repository'],
  purpose: {
    zh: '从馆藏里提出的展览、编研和档案故事选题：哪批档案、什么主题、赶哪个纪念日、能不能公开，用到哪里。到纪念日前提醒。',
    en: 'Topics for exhibitions, compilations and stories from the holdings: which records, which theme, which anniversary, whether they are open, what became of them. The anniversary is reminded of.',
  },
  fields: [
    day('proposedOn', '提出日期', 'Proposed on', MUST),
    line('topic', '选题', 'Topic', 100, MUST),
    pick(
      'product',
      '拟作用途',
      'Meant for',
      [
        ['exhibition', '展览', 'exhibition'],
        ['compilation', '编研成果', 'compilation'],
        ['story', '档案故事', 'story'],
        ['video', '音视频', 'audio and video'],
        ['media', '媒体专栏', 'column'],
        ['other', '其他', 'other'],
      ],
      MUST,
    ),
    line('records', '档案范围', 'Records', 200, { ...MUST, ...helped('写全宗、年度或档号', 'Fonds, years or codes') }),
    count('pieces', '件（卷）数', 'Pieces', SHOWN),
    flag('isOpen', '已核可以公开', 'Checked to be open', SHOWN),
    line('occasion', '纪念日（活动）', 'Occasion', 60, SHOWN),
    day('neededOn', '需要日期', 'Needed on', due(60, 'usedOn')),
    line('proposer', '提出人', 'Proposed by', 30, MUST),
    day('usedOn', '采用日期', 'Used on'),
    line('usedIn', '用于', 'Used in', 100),
  ],
  dayField: 'proposedOn',
  titleField: 'topic',
};
