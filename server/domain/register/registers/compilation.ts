import { RECORDS_OFFICES, type RegisterDefinition } from '../register-definition.ts';
import { count, day, line, MUST, pick, SHOWN } from '../register-fields.ts';

export const compilation: RegisterDefinition = {
  code: 'compilation',
  name: { zh: '编研成果', en: 'Compilations' },
  group: 'publicity',
  tenantKinds: RECORDS_OFFICES,
  purpose: {
    zh: '图书、汇编、音频、电视、广播等编研成果；同一题名算一种，集（期）数另记。',
    en: 'Books, collections, audio, television and radio. One title is one work, whatever its episodes.',
  },
  fields: [
    line('title', '名称', 'Title', 200, MUST),
    pick(
      'media',
      '形式',
      'Media',
      [
        ['book', '图书', 'book'],
        ['collection', '汇编（专辑）', 'collection'],
        ['audio', '音频', 'audio'],
        ['tv', '电视', 'television'],
        ['radio', '广播', 'radio'],
        ['short_video', '短视频', 'short video'],
        ['other', '其他', 'other'],
      ],
      MUST,
    ),
    pick(
      'topic',
      '题材',
      'Topic',
      [
        ['red', '红色档案', 'red archives'],
        ['culture', '历史文化', 'history and culture'],
        ['projects', '工程项目', 'projects'],
        ['livelihood', '民生', 'livelihood'],
        ['other', '其他', 'other'],
      ],
      MUST,
    ),
    day('releasedOn', '发布（出版）日期', 'Released on', MUST),
    count('episodes', '集（期）数', 'Episodes', SHOWN),
    line('publisher', '出版（播出）单位', 'Publisher', 80, SHOWN),
    line('number', '书号（备案号）', 'Number', 40),
    count('copies', '印数', 'Copies'),
    line('occasion', '为何编写', 'Occasion', 100),
    line('author', '编者', 'By', 60),
  ],
  dayField: 'releasedOn',
  titleField: 'title',
};
