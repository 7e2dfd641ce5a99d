import { AUTHORITIES, type RegisterDefinition } from '../register-definition.ts';
import { count, day, line, MUST, measure, SHOWN } from '../register-fields.ts';

export const outsideQuestionnaire: RegisterDefinition = {
  code: 'outside_questionnaire',
  name: { zh: '外部问卷结果', en: 'Questionnaires of others' },
  group: 'appraisal',
  tenantKinds: AUTHORITIES,
  purpose: {
    zh: '别的单位或平台组织的问卷、满意度调查的结果：发放、收回、满意率。本系统发出的问卷不在这里记。',
    en: 'Results of questionnaires that others ran: sent, returned, share satisfied. Those sent in this system are not entered here.',
  },
  fields: [
    line('title', '问卷名称', 'Questionnaire', 100, MUST),
    line('organiser', '组织单位', 'Run by', 80, MUST),
    count('sent', '发放份数', 'Sent', SHOWN),
    count('returned', '收回份数', 'Returned', MUST),
    measure('satisfied', '满意率', 'Satisfied', { ...SHOWN, unit: { zh: '%', en: '%' }, most: 100 }),
    day('issuedOn', '公布日期', 'Published on', MUST),
  ],
  dayField: 'issuedOn',
  titleField: 'title',
};
