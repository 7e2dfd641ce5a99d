import { chapter, type ReportTemplate } from './template.ts';

/** 立档单位综合档案室: responsibility, rules, funds, use, secrecy, then a plan by months. */
export const recordsOffice: ReportTemplate = {
  code: 'records_office',
  name: { zh: '档案室年度工作总结', en: 'Annual summary of a records office' },
  tenantKinds: ['department', 'township', 'village', 'enterprise', 'institution'],
  title: '[单位][年]年度档案工作总结及[明年]年工作计划',
  addressee: '区档案局',
  chapters: [
    chapter(
      1,
      '一、[年]年档案工作总结',
      [
        '[年]年，[单位]认真执行《中华人民共和国档案法》及其实施条例，把档案工作与业务工作同安排、同检查，较好完成了全年任务。',
        '全年接收并整理归档文书档案{S0-01}；会计档案{S0-02}；科技档案{S0-03}；业务档案{S0-04}；特种载体档案{S0-05}。截至报告日，室藏档案{S3-60}、{S3-61}，文件级目录{S2-30}。',
      ],
      ['changes', 'digitisation'],
    ),
    chapter(
      2,
      '（一）严格落实档案责任',
      ['健全分管领导、综合档案室、兼职档案员三级责任，年初明确目标，年中检查，年末考核。'],
      ['study'],
    ),
    chapter(
      2,
      '（二）切实加强档案管理',
      ['修订归档范围和保管期限表，按规定整理、编目和上架。'],
      ['events', 'outsourcing'],
    ),
    chapter(
      2,
      '（三）充分保障档案建设',
      ['年初安排档案工作预算{S0-07}。更换档案室空调{S0-08}。'],
      ['equipment', 'safety', 'projects'],
    ),
    chapter(2, '（四）积极服务档案利用', ['全年接待档案利用者{S0-09}，档案利用登记完整。'], ['exhibitions']),
    chapter(
      2,
      '（五）扎实履行保密责任',
      ['组织签订保密承诺书，承诺遵守保密守则{S0-12}、{S0-13}方面的保密要求。'],
      ['drills', 'honours'],
    ),
    chapter(1, '二、[明年]年工作思路', [], ['next_year', 'problems']),
    chapter(2, '1.进一步加强档案资料收集整理', ['按时完成上年度文件材料归档，做到应归尽归、应收尽收。']),
    chapter(2, '2.进一步加强档案基础业务建设', ['对照检查发现的问题逐项整改，规范目录和档号。']),
    chapter(2, '3.进一步加强档案服务能力建设', ['推进常用档案数字化，方便查阅。']),
    chapter(2, '4.[明年]年主要时间安排', [
      '一至三月，收集上年度文件材料，部署全年工作。',
      '四至六月，完成上年度档案整理归档。',
      '七至九月，开展库房安全检查和自查。',
      '十至十二月，完成数字化任务，总结全年工作。',
    ]),
  ],
};
