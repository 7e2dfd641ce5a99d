import { AUTHORITIES, type RegisterDefinition } from '../register-definition.ts';
import { day, flag, line, MUST, SHOWN } from '../register-fields.ts';

export const referenceReport: RegisterDefinition = {
  code: 'reference_report',
  name: { zh: '资政参考', en: 'Reports to leaders' },
  group: 'publicity',
  tenantKinds: AUTHORITIES,
  purpose: {
    zh: '报送领导的档案参考、专报，以及得到的批示。',
    en: 'Reports from the archives to leaders, and what they wrote on them.',
  },
  fields: [
    line('title', '题目', 'Title', 200, MUST),
    day('sentOn', '报送日期', 'Sent on', MUST),
    line('receiver', '报送对象', 'To', 80, MUST),
    flag('isNoted', '有批示', 'Answered', SHOWN),
    line('effect', '采用情况', 'Effect', 200, SHOWN),
  ],
  dayField: 'sentOn',
  titleField: 'title',
};
