import { chapter, type ReportTemplate } from './template.ts';

/** 局馆合一的档案部门: thought, service, law, trade, publicity, digital, talent, safety, then problems and plans. */
export const bureauArchives: ReportTemplate = {
  code: 'bureau_archives',
  name: { zh: '档案部门（局馆）年度工作总结', en: 'Annual summary of a bureau with its archives' },
  tenantKinds: ['bureau'],
  title: '[单位][年]年档案工作总结',
  addressee: '区委办公室、市档案局',
  chapters: [
    chapter(
      1,
      '一、[年]年档案工作开展情况',
      ['[年]年，[单位]履行为党管档、为国守史、为民服务职责，档案事业平稳发展。'],
      ['changes', 'honours'],
    ),
    chapter(2, '（一）强化思想建设', ['开展集体学习和主题党日活动{S2-01 ·余}，印发学习资料{S2-02}。'], ['study']),
    chapter(2, '（二）优化服务效能', [
      '全年接待社会各界档案利用者{S2-03}，提供档案{S2-04}，复印档案资料{S2-05}。第三方评估中在{S2-06}同类单位中评为良好。',
    ]),
    chapter(
      2,
      '（三）提升执法检查力度',
      ['联合保密部门开展监督检查，抽查区直单位{S2-07}，提出整改意见{S2-08}。收集法治情况调查问卷{S2-09}。'],
      ['inspections', 'outsourcing'],
    ),
    chapter(
      2,
      '（四）立足主责主业',
      [
        '接收{S2-10}单位文书档案{S2-11}、{S2-12}，共{S2-13}。接收{S2-14}单位两类档案{S2-15}、{S2-16}，共{S2-17}。馆藏档案由{S2-18}增至{S2-19}。',
        '累计指导区直单位{S2-20 ·余}，上门指导{S3-35}。',
      ],
      ['deliveries', 'guidance'],
    ),
    chapter(
      2,
      '（五）聚焦特色活动，开展档案宣传教育',
      [
        '联合区直单位{S2-21}、街道办事处{S2-22}举办展览，展出展板{S2-24}。发放流程图挂图{S2-25}、档案文化扇{S2-26}、公文袋{S2-27}。',
      ],
      ['exhibitions', 'publications'],
    ),
    chapter(
      2,
      '（六）提升档案数字水平',
      [
        '累计完成馆藏档案数字化{S2-28 ·万余}，永久纸质档案数字化率{S2-29 ·以上}。文件级目录数据{S2-30 ·余}。数字档案馆建设自检{S2-31}。',
      ],
      ['digitisation'],
    ),
    chapter(
      2,
      '（七）抓好人才培养',
      ['组织集中学习档案业务知识{S2-32}，参加培训{S2-33}。推荐专家{S2-34}；推荐人才{S2-35}。'],
      ['training', 'cases'],
    ),
    chapter(
      2,
      '（八）筑牢档案安全屏障',
      [
        '库房面积由{S2-36}增至{S2-37}。新增永久档案库{S2-38P}、特种载体库{S2-38S}、资料库{S2-38L}。新增密集架{S2-39}、{S2-40}、{S2-41}。',
        '新增防磁柜{S2-42}、门禁{S2-43}、监控{S2-44}、除湿加湿一体机{S2-45}、空气净化机{S2-46}、防护一体机{S2-47}、漏水检测{S2-48}、红外双鉴探测器{S2-49}、云测仪{S2-50}、灭火柜{S2-51}。',
      ],
      ['equipment', 'safety', 'drills', 'projects'],
    ),
    chapter(1, '二、存在的问题', [], ['problems']),
    chapter(1, '三、下一步工作思路', [], ['next_year']),
    chapter(2, '（一）夯实基础，抓好档案馆建设'),
    chapter(2, '（二）主动服务，推进资源建设'),
    chapter(2, '（三）强化宣传，营造良好氛围'),
  ],
};
