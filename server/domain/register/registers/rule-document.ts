import { RECORDS_OFFICES, type RegisterDefinition } from '../register-definition.ts';
import { count, day, dueAgain, flag, helped, line, MUST, pick, SHOWN, story } from '../register-fields.ts';

export const ruleDocument: RegisterDefinition = {
  code: 'rule_document',
  name: { zh: '规章制度', en: 'Rules' },
  group: 'organisation',
  tenantKinds: RECORDS_OFFICES,
  purpose: {
    zh: '本单位的档案管理制度，按版本登记：归档、保管、借阅、保密、鉴定销毁等；修订后旧版填废止日期。',
    en: 'The office’s own rules by version: filing, keeping, lending, secrecy, disposal. An older version gets the day it was replaced.',
  },
  fields: [
    line('title', '制度名称', 'Rule', 100, MUST),
    pick(
      'kind',
      '类别',
      'Kind',
      [
        ['filing', '收集归档', 'filing'],
        ['keeping', '保管', 'keeping'],
        ['use', '查阅利用', 'use'],
        ['secrecy', '保密', 'secrecy'],
        ['disposal', '鉴定销毁', 'disposal'],
        ['safety', '安全', 'safety'],
        ['electronic', '电子档案', 'electronic records'],
        ['duty', '岗位责任', 'duties'],
        ['other', '其他', 'other'],
      ],
      MUST,
    ),
    pick('scope', '适用范围', 'For', [
      ['unit', '全单位', 'the whole office'],
      ['room', '档案室（馆库）', 'the archive room'],
    ]),
    flag(
      'mustConfirm',
      '要求全员确认阅读',
      'Everybody confirms',
      helped(
        '保密制度不勾选也要确认；别的制度勾选后才要',
        'Secrecy rules are confirmed in any case, others where this is ticked',
      ),
    ),
    line('version', '版本', 'Version', 30, MUST),
    day('issuedOn', '发布日期', 'Issued on', MUST),
    day('replacedOn', '废止日期', 'Replaced on', SHOWN),
    line('approver', '批准人', 'Approved by', 30),
    day('reviewBy', '复核期限', 'Review by', dueAgain(30)),
    story('content', '主要内容', 'What it says'),
    count('confirmed', '已确认阅读', 'Confirmed reading', { unit: { zh: '人', en: '' } }),
    story('readers', '已确认人员', 'Who confirmed', helped('姓名用顿号隔开', 'Names, with commas between them')),
    story('unread', '未确认人员', 'Who has not', helped('姓名用顿号隔开', 'Names, with commas between them')),
  ],
  dayField: 'issuedOn',
  untilField: 'replacedOn',
  titleField: 'title',
};
