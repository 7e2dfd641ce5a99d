import { RECORDS_OFFICES, type RegisterDefinition } from '../register-definition.ts';

export const submission: RegisterDefinition = {
  code: 'submission',
  name: { zh: '投稿与刊登', en: 'Submissions and publications' },
  group: 'publicity',
  tenantKinds: RECORDS_OFFICES,
  purpose: {
    zh: '档案故事、信息、文章的投稿和刊登；投稿数和刊登数是两个数。',
    en: 'Stories, news and articles sent in and printed: two numbers.',
  },
  fields: [
    { kind: 'text', key: 'title', name: { zh: '题目', en: 'Title' }, max: 200, required: true, inList: true },
    { kind: 'date', key: 'submittedOn', name: { zh: '投稿日期', en: 'Submitted on' }, required: true, inList: true },
    {
      kind: 'choice',
      key: 'kind',
      name: { zh: '体裁', en: 'Kind' },
      choices: [
        { code: 'story', zh: '档案故事', en: 'story' },
        { code: 'news', zh: '工作信息', en: 'news' },
        { code: 'article', zh: '文章', en: 'article' },
      ],
      required: true,
      inList: true,
    },
    { kind: 'text', key: 'outlet', name: { zh: '媒体', en: 'Outlet' }, max: 80, required: true, inList: true },
    {
      kind: 'choice',
      key: 'outletKind',
      name: { zh: '媒体类别', en: 'Kind of outlet' },
      choices: [
        { code: 'journal', zh: '省级以上档案报刊', en: 'archives journal, provincial or higher' },
        { code: 'news_site', zh: '中国档案资讯网', en: 'China Archives News site' },
        { code: 'archives_site', zh: '省市档案网站、简报', en: 'archives site or bulletin' },
        { code: 'paper', zh: '报纸、电视台', en: 'paper or television' },
        { code: 'new_media', zh: '政务新媒体（学习强国、公众号）', en: 'new media' },
        { code: 'other', zh: '其他', en: 'other' },
      ],
      inList: true,
    },
    { kind: 'date', key: 'printedOn', name: { zh: '刊登日期', en: 'Printed on' }, inList: true },
    { kind: 'text', key: 'author', name: { zh: '作者', en: 'Author' }, max: 40, inList: true },
  ],
  dayField: 'submittedOn',
  titleField: 'title',
};
