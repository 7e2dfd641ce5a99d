import { ARCHIVES, AUTHORITIES, BUREAUS, type SaidFigures } from '../register-figure-rule.ts';

/** Exhibitions, handouts, submissions, compilations. */
export const PUBLICITY_SAID = {
  'S2-02': {
    rule: { register: 'handout', where: { kind: ['study'] }, sum: 'copies' },
    zh: ['印发学习资料份数', '本年度内发放的学习资料，按发放数量合计；库存不计。', '份'],
    en: [
      'Copies of study material issued',
      'Study material handed out in the year, by copies; stock is left out.',
      'copies',
    ],
    tenantKinds: BUREAUS,
  },
  'S2-21': {
    rule: { register: 'exhibition', where: {}, sum: 'departments' },
    zh: ['联合举办展览的区直单位数', '本年度内开展的展览的联合区直单位数合计。', '个'],
    en: [
      'District units co-hosting exhibitions',
      'Departments that shared in the exhibitions opened in the year.',
      'units',
    ],
    tenantKinds: BUREAUS,
  },
  'S2-22': {
    rule: { register: 'exhibition', where: {}, sum: 'offices' },
    zh: ['联合举办展览的办事处数', '本年度内开展的展览的联合街道办事处数合计。', '个'],
    en: [
      'Sub-district offices co-hosting exhibitions',
      'Sub-district offices that shared in the exhibitions opened in the year.',
      'offices',
    ],
    tenantKinds: BUREAUS,
  },
  'S2-24': {
    rule: { register: 'exhibition', where: {}, sum: 'panels' },
    zh: ['展出展板块数', '本年度内开展的展览的展板合计；巡展的同一展板在同一展览中只登记一次。', '块'],
    en: [
      'Exhibition panels shown',
      'Panels of the exhibitions opened in the year; a panel of one exhibition is entered once.',
      'panels',
    ],
    tenantKinds: BUREAUS,
  },
  'S2-25': {
    rule: { register: 'handout', where: { kind: ['flow_chart'] }, sum: 'copies' },
    zh: ['发放流程图挂图份数', '本年度内发放的数量合计；库存不计。', '份'],
    en: ['Workflow wall charts handed out', 'Handed out in the year; stock is left out.', 'pieces'],
    tenantKinds: BUREAUS,
  },
  'S2-26': {
    rule: { register: 'handout', where: { kind: ['fan'] }, sum: 'copies' },
    zh: ['发放档案文化扇个数', '本年度内发放的数量合计；库存不计。', '个'],
    en: ['Archives fans handed out', 'Handed out in the year; stock is left out.', 'pieces'],
    tenantKinds: BUREAUS,
  },
  'S2-27': {
    rule: { register: 'handout', where: { kind: ['bag'] }, sum: 'copies' },
    zh: ['发放创意公文袋个数', '本年度内发放的数量合计；库存不计。', '个'],
    en: ['Document bags handed out', 'Handed out in the year; stock is left out.', 'pieces'],
    tenantKinds: BUREAUS,
  },
  'S3-11': {
    rule: { register: 'exhibition', where: { occasion: ['archives_day'] }, sum: 'photos' },
    zh: ['国际档案日展出照片幅数', '本年度内开展、场合为国际档案日的展览合计。', '幅'],
    en: [
      'Photographs shown on Archives Day',
      'Of the exhibitions opened in the year for International Archives Day.',
      '',
    ],
    tenantKinds: ARCHIVES,
  },
  'S3-12': {
    rule: { register: 'exhibition', where: { occasion: ['archives_day'] }, sum: 'sheets' },
    zh: ['国际档案日展出图文资料张数', '本年度内开展、场合为国际档案日的展览合计。', '张'],
    en: ['Image-and-text sheets shown', 'Of the exhibitions opened in the year for International Archives Day.', ''],
    tenantKinds: ARCHIVES,
  },
  'S3-13': {
    rule: { register: 'exhibition', where: { occasion: ['archives_day'] }, sum: 'objects' },
    zh: ['国际档案日展出实物资料份数', '本年度内开展、场合为国际档案日的展览合计。', '份'],
    en: ['Objects shown', 'Of the exhibitions opened in the year for International Archives Day.', ''],
    tenantKinds: ARCHIVES,
  },
  'S3-14': {
    rule: { register: 'exhibition', where: { occasion: ['archives_day'] }, sum: 'visitors' },
    zh: ['国际档案日接待参观者人数', '本年度内开展、场合为国际档案日的展览合计。', '人次'],
    en: [
      'Visitors received at the exhibition',
      'Of the exhibitions opened in the year for International Archives Day.',
      '',
    ],
    tenantKinds: ARCHIVES,
  },
  'S3-52': {
    rule: { register: 'submission', where: { kind: ['story'] } },
    zh: ['档案故事投稿篇数', '投稿日期在本年度内的档案故事，刊登与否都计。', '篇'],
    en: ['Archive stories submitted', 'Stories sent in during the year, printed or not.', 'stories'],
    tenantKinds: ARCHIVES,
  },
  'S4-05': {
    rule: { register: 'submission', where: { kind: ['article'], outletKind: ['journal'] }, day: 'printedOn' },
    zh: [
      '指定刊物刊登档案工作成果文章篇数',
      '本年度内刊登在省级以上档案报刊的文章；同一文章登两处算两篇。下级的看报送汇总。',
      '篇',
    ],
    en: [
      'Articles printed in the named journals',
      'Articles printed in the year in archives journals of the province or higher; one text in two outlets counts twice. Those of units are in the roll-up.',
      'articles',
    ],
    tenantKinds: AUTHORITIES,
  },
  'S4-07': {
    rule: { register: 'submission', where: { kind: ['news'], outletKind: ['news_site'] }, day: 'printedOn' },
    zh: ['中国档案资讯网发布档案工作信息篇数', '本年度内在中国档案资讯网发布的工作信息。下级的看报送汇总。', '篇'],
    en: [
      'News published on the China Archives News site',
      'News items published on that site in the year. Those of units are in the roll-up.',
      'items',
    ],
    tenantKinds: AUTHORITIES,
  },
  'S4-16': {
    rule: { register: 'alliance_member', where: { alliance: ['red'] }, when: 'standing', distinct: 'name' },
    zh: ['红色档案联盟成员单位家数', '截止日在联盟内的单位，一家计一次；已退出的不计。', '家'],
    en: [
      'Members of the red archives alliance',
      'Members at the cut-off, each once; those who left are left out.',
      'members',
    ],
    tenantKinds: AUTHORITIES,
  },
  'S4-18': {
    rule: {
      register: 'compilation',
      where: { topic: ['red'], media: ['audio'] },
      when: 'since_last_year',
      sum: 'episodes',
    },
    zh: ['红色音频节目集数', '去年1月1日以来发布、题材为红色档案的音频成果，按集（期）数合计。', '集'],
    en: [
      'Episodes of red audio programmes',
      'Works of this kind on red archives released since 1 January of last year, by episodes.',
      'episodes',
    ],
    tenantKinds: AUTHORITIES,
  },
  'S4-20': {
    rule: {
      register: 'compilation',
      where: { topic: ['red'], media: ['tv'] },
      when: 'since_last_year',
      sum: 'episodes',
    },
    zh: ['红色电视系列片集数', '去年1月1日以来发布、题材为红色档案的电视成果，按集（期）数合计。', '集'],
    en: [
      'Episodes of red television series',
      'Works of this kind on red archives released since 1 January of last year, by episodes.',
      'episodes',
    ],
    tenantKinds: AUTHORITIES,
  },
  'S4-22': {
    rule: {
      register: 'compilation',
      where: { topic: ['red'], media: ['radio'] },
      when: 'since_last_year',
      sum: 'episodes',
    },
    zh: ['红色广播节目期数', '去年1月1日以来发布、题材为红色档案的广播成果，按集（期）数合计。', '期'],
    en: [
      'Issues of red radio programmes',
      'Works of this kind on red archives released since 1 January of last year, by episodes.',
      'issues',
    ],
    tenantKinds: AUTHORITIES,
  },
  'S4-25': {
    rule: { register: 'compilation', where: { topic: ['red'] }, when: 'since_last_year', distinct: 'title' },
    zh: ['红色档案编研成果种数', '去年1月1日以来发布、题材为红色档案的编研成果，各种形式都计，同一题名算一种。', '种'],
    en: [
      'Kinds of red compilation works',
      'Works on red archives of all media released since 1 January of last year; one title is one work.',
      'works',
    ],
    tenantKinds: AUTHORITIES,
  },
} satisfies SaidFigures;
