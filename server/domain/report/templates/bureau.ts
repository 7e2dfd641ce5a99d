import { chapter, type ReportTemplate } from './template.ts';

/** 档案主管部门: law first, then the trade, then people. */
export const bureau: ReportTemplate = {
  code: 'bureau',
  name: { zh: '档案主管部门年度工作总结', en: 'Annual summary of a bureau' },
  tenantKinds: ['bureau'],
  title: '[单位][年]年工作总结及[明年]年工作计划',
  addressee: '市档案局',
  chapters: [
    chapter(
      1,
      '一、[年]年工作总结',
      [
        '[年]年，[单位]围绕资源更丰富、管理更规范、服务更优质的目标，推进档案资源、利用、安全和治理体系建设，各项工作有序开展。',
      ],
      ['changes'],
    ),
    chapter(
      2,
      '（一）坚持依法治档，档案法治建设取得实效',
      [
        '联合人大开展档案执法调研{S1-02}。联合保密部门开展档案行政监督检查，随机抽查区直单位{S2-07}，提出整改意见{S2-08}。开展档案执法检查{S3-56}。收集档案法治情况调查问卷{S2-09}。',
      ],
      ['inspections', 'outsourcing'],
    ),
    chapter(2, '（二）夯实业务基础，档案管理水平稳步提升', []),
    chapter(
      3,
      '一是丰富馆藏资源',
      ['区档案馆接收区委办、区政府办和民政婚姻档案{S1-03}；馆藏档案达到{S2-19}。'],
      ['deliveries'],
    ),
    chapter(
      3,
      '二是推进档案信息化',
      ['对新接收进馆的{S1-04 ·余}档案完成著录和扫描；新增全文{S1-05 ·余}。'],
      ['digitisation'],
    ),
    chapter(
      3,
      '三是做好开发利用',
      ['馆藏档案已开放至{S1-06}。截至报告日，接待各类查档人员{S1-07 ·余}，提供档案{S1-08 ·余}。'],
      ['exhibitions', 'publications'],
    ),
    chapter(3, '四是抓好馆库日常管理', [], ['safety', 'drills']),
    chapter(
      3,
      '五是强化业务指导',
      ['开展区直单位业务指导{S2-20}。上门指导{S3-35}。本级档案工作考核单位{S4-33}。'],
      ['guidance'],
    ),
    chapter(
      2,
      '（三）加强学习培训，队伍素质综合提高',
      ['组织集中学习{S1-12}、讨论{S1-13}。组织集中学习档案业务知识{S2-32}，参加培训{S2-33}。'],
      ['training', 'study', 'honours', 'cases'],
    ),
    chapter(1, '二、[明年]年主要任务', [], ['next_year', 'problems']),
    chapter(2, '（一）进一步加强档案服务能力建设'),
    chapter(2, '（二）进一步加强档案治理能力建设', ['持续开展执法检查和回头看，督促问题整改到位。']),
    chapter(2, '（三）进一步加强档案基础业务建设', ['力争创建省三级以上档案室{S1-14}以上；完成全文扫描{S1-15}。']),
    chapter(2, '（四）进一步加强档案干部队伍建设', ['举办专兼职档案员培训班。计划赴{S1-16}档案馆学习考察。']),
  ],
};
