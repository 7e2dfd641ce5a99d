import { AUTHORITIES, type RegisterDefinition } from '../register-definition.ts';
import { count, day, line, MUST, pick } from '../register-fields.ts';

export const externalAssessment: RegisterDefinition = {
  code: 'external_assessment',
  name: { zh: '第三方评估', en: 'Outside assessments' },
  group: 'appraisal',
  tenantKinds: AUTHORITIES,
  purpose: {
    zh: '第三方和政府组织的评估：同组多少单位、评为什么等次、报告日期。照报告填写。',
    en: 'Assessments by third parties and the government: how many units in the group, which grade, when the report came. As the report has it.',
  },
  fields: [
    line('title', '评估名称', 'Assessment', 100, MUST),
    line('assessor', '评估单位', 'Assessor', 80, MUST),
    pick(
      'peers',
      '同组单位',
      'Peer group',
      [
        ['no_window', '未设窗口区直单位', 'departments without a service window'],
        ['window', '设窗口区直单位', 'departments with a service window'],
        ['archives', '同级档案部门', 'archives offices of the same level'],
        ['other', '其他', 'other'],
      ],
      MUST,
    ),
    count('peerCount', '同组单位数', 'Units in the group', { ...MUST, unit: { zh: '个', en: '' } }),
    pick(
      'result',
      '等次',
      'Grade',
      [
        ['excellent', '优秀', 'excellent'],
        ['good', '良好', 'good'],
        ['fair', '合格', 'fair'],
        ['poor', '不合格', 'poor'],
      ],
      MUST,
    ),
    day('issuedOn', '报告日期', 'Report of', MUST),
  ],
  dayField: 'issuedOn',
  titleField: 'title',
};
