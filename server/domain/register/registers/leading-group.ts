import { RECORDS_OFFICES, type RegisterDefinition } from '../register-definition.ts';
import { day, line, MUST, pick, SHOWN } from '../register-fields.ts';

export const leadingGroup: RegisterDefinition = {
  code: 'leading_group',
  name: { zh: '领导小组', en: 'Leading groups' },
  group: 'organisation',
  tenantKinds: RECORDS_OFFICES,
  purpose: {
    zh: '档案工作领导小组和专班：组长、成员、办公室、成立文号；人员调整时另登一条。',
    en: 'Leading groups and task teams: head, members, office, document. When people change, a new entry begins.',
  },
  fields: [
    line('name', '名称', 'Name', 80, MUST),
    pick(
      'kind',
      '类别',
      'Kind',
      [
        ['leading', '领导小组', 'leading group'],
        ['team', '工作专班', 'task team'],
        ['appraisal', '鉴定小组', 'appraisal group'],
      ],
      MUST,
    ),
    day('setUpOn', '成立（调整）日期', 'Since', MUST),
    day('endedOn', '截止日期', 'Until', SHOWN),
    line('head', '组长', 'Head', 30, MUST),
    line('members', '成员', 'Members', 300, SHOWN),
    line('document', '文号', 'Document', 60),
  ],
  dayField: 'setUpOn',
  untilField: 'endedOn',
  titleField: 'name',
};
