import { chapter, type ReportTemplate } from './template.ts';

/** 综合档案馆: study, staff, intake, guidance, safety, use, law, problems with figures, plan. */
export const archives: ReportTemplate = {
  code: 'archives',
  name: { zh: '档案馆年度工作总结', en: 'Annual summary of an archives' },
  tenantKinds: ['repository'],
  title: '[单位][年]年工作总结及[明年]年工作打算',
  addressee: '区档案局',
  chapters: [
    chapter(
      1,
      '一、加强政治理论学习',
      [
        '[年]年，[单位]坚持以学习促工作，干部职工学习覆盖率{S3-06}。办公会议学习{S3-16}。',
        '国际档案日期间展出照片{S3-11}、图文资料{S3-12}、实物{S3-13}，接待参观者{S3-14}。',
      ],
      ['study', 'exhibitions', 'publications'],
    ),
    chapter(1, '二、建强干部队伍', ['全年调入工作人员{S3-15}。截至报告日实有{S3-63}。'], ['honours', 'changes']),
    chapter(
      1,
      '三、提升归档和资源质量',
      [
        '接收文书档案{S2-11}、{S2-12}；接收两类档案{S2-15}、{S2-16}；馆藏档案由{S2-18}增至{S2-19}。',
        '接收企业退休人员档案{S3-22}：央企{S3-23}{S3-24}；省企{S3-25}{S3-26}；市企{S3-27}{S3-28}；区企{S3-29}{S3-30}。合计{S3-33}{S3-34}。建成归档观摩点{S3-20}。',
      ],
      ['deliveries', 'digitisation', 'events'],
    ),
    chapter(
      1,
      '四、开展业务指导培训',
      [
        '上门指导{S3-35}。举办专题培训{S3-38}，制作课件{S3-39}。开展示范村指导{S3-40}。组织企业培训{S3-41}、{S3-42}，接待企业咨询{S3-43}，指导企业{S3-44}。',
      ],
      ['training', 'guidance'],
    ),
    chapter(
      1,
      '五、保障档案绝对安全',
      ['申请库房维修资金{S3-46}。库房面积{S2-37}。'],
      ['safety', 'drills', 'equipment', 'projects'],
    ),
    chapter(1, '六、做好利用和编研', [
      '截至报告日，接待来访{S3-47}，提供档案利用{S3-48}，复印档案{S3-49}。投稿档案故事{S3-52}。馆藏档案已开放至{S1-06}。',
    ]),
    chapter(
      1,
      '七、推进法治化、规范化建设',
      ['开展档案执法检查{S3-56}，数字化外包检查{S3-57}，针对问题上门指导{S3-58}。'],
      ['outsourcing', 'inspections'],
    ),
    chapter(
      1,
      '八、存在的困难和问题',
      [
        '馆藏档案{S3-60}、{S3-61}，数字化率{S3-62}，规划要求达到{S3-59}。',
        '实有{S3-63}，其中副馆长{S3-64}、工作人员{S3-65}（抽调{S3-66}）；45至49岁{S3-68}、50岁以上{S3-69}；档案专业人员{S3-70}。',
      ],
      ['problems'],
    ),
    chapter(1, '九、[明年]年工作打算', ['馆藏档案数字化率力争达到{S3-72}。'], ['next_year']),
    chapter(2, '（一）强化政治学习'),
    chapter(2, '（二）强化依法治档'),
    chapter(2, '（三）强化档案开发利用'),
    chapter(2, '（四）强化档案安全保障'),
  ],
};
