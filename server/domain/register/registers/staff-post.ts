import { AUTHORITIES, type RegisterDefinition } from '../register-definition.ts';
import { count, day, line, MUST, pick, SHOWN } from '../register-fields.ts';

export const staffPost: RegisterDefinition = {
  code: 'staff_post',
  name: { zh: '岗位与编制', en: 'Posts' },
  group: 'people',
  tenantKinds: AUTHORITIES,
  purpose: {
    zh: '核定的岗位、编制数和空缺：班子配备、专业岗位一目了然。在岗人员在“人员”里登记。',
    en: 'Posts as they were approved, how many, how many vacant. Who holds them stands under Staff.',
  },
  fields: [
    line('post', '岗位', 'Post', 60, MUST),
    pick(
      'kind',
      '类别',
      'Kind',
      [
        ['leader', '领导职数', 'leaders'],
        ['staff', '管理岗', 'administrative'],
        ['expert', '专业技术岗', 'professional'],
        ['worker', '工勤岗', 'workers'],
      ],
      MUST,
    ),
    count('approved', '核定数', 'Approved', MUST),
    count('filled', '实有数', 'Filled', MUST),
    day('setOn', '核定日期', 'Since', MUST),
    day('endedOn', '截止日期', 'Until', SHOWN),
    line('basis', '依据文号', 'Basis', 80),
  ],
  dayField: 'setOn',
  untilField: 'endedOn',
  titleField: 'post',
};
