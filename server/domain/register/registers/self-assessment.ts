import { AUTHORITIES, type RegisterDefinition } from '../register-definition.ts';
import { day, line, MUST, measure, pick, SHOWN } from '../register-fields.ts';

export const selfAssessment: RegisterDefinition = {
  code: 'self_assessment',
  name: { zh: '对标自评', en: 'Self-assessments' },
  group: 'appraisal',
  tenantKinds: AUTHORITIES,
  purpose: {
    zh: '对照数字档案馆测试、业务评价等指标表自检：表的版本、满分、得分、完成日期。',
    en: 'The office’s own check against a test sheet such as that of the digital archives: version, full marks, score, day.',
  },
  fields: [
    pick(
      'scheme',
      '指标表',
      'Sheet',
      [
        ['digital_test', '数字档案馆系统测试', 'digital archives test'],
        ['business', '业务评价', 'business evaluation'],
        ['safety', '安全风险评估', 'safety risk'],
        ['other', '其他', 'other'],
      ],
      MUST,
    ),
    line('version', '版本', 'Version', 40, SHOWN),
    measure('full', '满分', 'Full marks', { ...SHOWN, most: 10_000 }),
    measure('score', '自检得分', 'Score', { ...MUST, most: 10_000 }),
    day('finishedOn', '完成日期', 'Finished on', MUST),
    line('next', '申报情况', 'Application', 200, SHOWN),
  ],
  dayField: 'finishedOn',
  titleField: 'scheme',
};
