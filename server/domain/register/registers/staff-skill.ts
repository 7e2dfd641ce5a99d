import { AUTHORITIES, type RegisterDefinition } from '../register-definition.ts';
import { day, helped, line, MUST, pick, SHOWN } from '../register-fields.ts';

export const staffSkill: RegisterDefinition = {
  code: 'staff_skill',
  name: { zh: '技能与培训需求', en: 'Skills and training needs' },
  group: 'people',
  tenantKinds: AUTHORITIES,
  purpose: {
    zh: '每个人掌握哪些技能、还需要培训哪些，一人一项一条。学会以后把“需要培训”改成“已掌握”，修改留痕。',
    en: 'What each person is able to do, and what they need training in: one line a person and skill. Once learnt, the line is changed and its history kept.',
  },
  fields: [
    line('name', '姓名', 'Name', 30, {
      ...MUST,
      ...helped(
        '与“人员”台账的姓名一致；同名的在两处都加后缀分开',
        'As in the Staff register; tell namesakes apart in both',
      ),
    }),
    pick(
      'skill',
      '技能',
      'Skill',
      [
        ['filing', '收集整理编目', 'filing and cataloguing'],
        ['appraisal', '鉴定与开放审核', 'appraisal and opening'],
        ['keeping', '保管保护', 'keeping and conservation'],
        ['use', '查阅利用服务', 'reading-room service'],
        ['research', '编研展览', 'compilation and exhibitions'],
        ['supervision', '监督指导执法', 'supervision and enforcement'],
        ['digitising', '数字化加工', 'digitisation'],
        ['electronic', '电子档案管理', 'electronic records'],
        ['data', '数据库与数据分析', 'databases and data'],
        ['security', '网络与信息安全', 'network security'],
        ['software', '系统开发运维', 'software and operations'],
        ['media', '音像影像处理', 'sound and image'],
      ],
      MUST,
    ),
    pick(
      'standing',
      '情况',
      'Standing',
      [
        ['has', '已掌握', 'able'],
        ['wants', '需要培训', 'needs training'],
      ],
      MUST,
    ),
    pick(
      'level',
      '程度',
      'Level',
      [
        ['basic', '了解', 'basic'],
        ['able', '熟练', 'practised'],
        ['expert', '精通', 'expert'],
      ],
      SHOWN,
    ),
    day('knownOn', '登记日期', 'Entered on', MUST),
    line('basis', '依据', 'Basis', 100, {
      ...SHOWN,
      ...helped(
        '证书、专业、做过的工作，或者为什么需要培训',
        'Certificate, study, work done, or why training is needed',
      ),
    }),
  ],
  dayField: 'knownOn',
  titleField: 'name',
  identity: ['name', 'skill'],
};
