import { AUTHORITIES, type RegisterDefinition } from '../register-definition.ts';
import { day, flag, line, MUST, pick, SHOWN } from '../register-fields.ts';

export const studyPlan: RegisterDefinition = {
  code: 'study_plan',
  name: { zh: '学习计划', en: 'Study plan' },
  group: 'people',
  tenantKinds: AUTHORITIES,
  purpose: {
    zh: '政治和业务学习的计划：时间、题目、方式、对象。学完后在“集体学习”里登记。',
    en: 'Planned study, political and professional: when, what, how, for whom. What was held is entered under Study sessions.',
  },
  fields: [
    day('plannedOn', '计划日期', 'Planned on', MUST),
    line('topic', '学习内容', 'Topic', 200, MUST),
    pick(
      'form',
      '方式',
      'Form',
      [
        ['led', '领导领学', 'led'],
        ['tutored', '辅导引学', 'tutored'],
        ['branch', '支部常学', 'by branch'],
        ['own', '个人自学', 'on one’s own'],
      ],
      MUST,
    ),
    line('audience', '参加对象', 'For whom', 100, SHOWN),
    line('speaker', '主讲人', 'Speaker', 30, SHOWN),
    flag('isMandatory', '必学', 'Mandatory', SHOWN),
  ],
  dayField: 'plannedOn',
  titleField: 'topic',
};
