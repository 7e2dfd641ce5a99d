import { chapter, type ReportTemplate } from './template.ts';

/** 市级: the whole city's work; a task, mechanisms, strengths, people, and an outlook. */
export const city: ReportTemplate = {
  code: 'city',
  name: { zh: '全市档案工作总结', en: "Summary of a city's archives work" },
  tenantKinds: ['bureau'],
  title: '[年]年全市档案工作总结',
  addressee: '省档案局',
  chapters: [
    chapter(
      1,
      '总述',
      [
        '[年]年，全市档案部门围绕中心、服务大局，档案事业取得新进展。刊物刊登档案工作文章{S4-05}，资讯网发布信息{S4-07}。',
      ],
      ['changes', 'honours'],
    ),
    chapter(1, '一、围绕中心，服务大局'),
    chapter(2, '一是抓实重点档案归集', ['两类档案归集到{S4-10}综合档案馆。'], ['events', 'deliveries']),
    chapter(2, '二是坚持以档辅政', [], ['exhibitions', 'publications', 'projects']),
    chapter(2, '三是用好红色档案', [
      '组建红色档案联盟，成员单位{S4-16}；征集红色档案{S4-17 ·上年以来·余}；推出音频节目{S4-18}、电视片{S4-20}、广播节目{S4-22}；编研成果{S4-25}。',
    ]),
    chapter(
      1,
      '二、完善机制，共管共治',
      ['安排档案工作专项经费{S4-27}，市财政档案经费增长{S4-28 ·以上}。监督检查和宣传培训{S4-29}与档案馆联合发文。'],
      ['outsourcing'],
    ),
    chapter(1, '三、突出重点，练强基本功'),
    chapter(
      2,
      '一是突出基层基础',
      [
        '开展归档工作检查{S4-32}，考核机关单位{S4-33}。省示范档案馆{S4-34}；省示范、规范档案室{S4-35}。全覆盖检查乡镇（街道）{S4-36}。',
      ],
      ['inspections', 'guidance'],
    ),
    chapter(
      2,
      '二是突出转型发展',
      ['创成国家级数字档案馆{S4-38}；省级数字档案馆{S4-40}、{S4-42}。信息化建设优秀案例{S4-43}。'],
      ['digitisation', 'cases'],
    ),
    chapter(
      2,
      '三是突出安全防范',
      ['对{S4-44}档案馆开展安全评估，各地投入{S4-45 ·余}更新安全设施。{S4-46}综合档案馆、{S4-47}档案室开展实战演练。'],
      ['safety', 'drills'],
    ),
    chapter(
      1,
      '四、建强队伍，锻造专业力量',
      ['组织集中学习档案业务知识{S2-32}。组建{S4-50}专家组成的档案专家库，{S4-51}入选全国人才队伍。'],
      ['training', 'study'],
    ),
    chapter(
      1,
      '五、下一步打算',
      ['在资源、治理、服务和人才上持续用力，推动全市档案事业高质量发展。'],
      ['next_year', 'problems'],
    ),
  ],
};
