import { AUTHORITIES, type RegisterDefinition } from '../register-definition.ts';
import { day, line, MUST, pick, SHOWN } from '../register-fields.ts';

export const talentNomination: RegisterDefinition = {
  code: 'talent_nomination',
  name: { zh: '人才推荐', en: 'Talent nominations' },
  group: 'people',
  tenantKinds: AUTHORITIES,
  purpose: {
    zh: '推荐评选档案专家、工匠型人才、青年业务骨干等：推荐到哪一级、结果如何。',
    en: 'People proposed as archives experts, craftsmen or young backbones: to which level, and with what result.',
  },
  fields: [
    line('person', '姓名', 'Name', 30, MUST),
    line('unit', '工作单位', 'Unit', 80, SHOWN),
    pick(
      'scheme',
      '类别',
      'Scheme',
      [
        ['expert', '档案专家', 'archives expert'],
        ['craftsman', '档案工匠型人才', 'archives craftsman'],
        ['youth', '青年档案业务骨干', 'young backbone'],
        ['other', '其他', 'other'],
      ],
      MUST,
    ),
    pick(
      'level',
      '级别',
      'Level',
      [
        ['national', '国家级', 'national'],
        ['province', '省级', 'province'],
        ['city', '市级', 'city'],
        ['county', '县级', 'county'],
      ],
      MUST,
    ),
    day('nominatedOn', '推荐日期', 'Nominated on', MUST),
    pick(
      'result',
      '结果',
      'Result',
      [
        ['pending', '待定', 'pending'],
        ['selected', '入选', 'selected'],
        ['declined', '未入选', 'not selected'],
        ['withdrawn', '撤回', 'withdrawn'],
      ],
      MUST,
    ),
    day('decidedOn', '公布日期', 'Decided on', SHOWN),
  ],
  dayField: 'nominatedOn',
  titleField: 'person',
};
