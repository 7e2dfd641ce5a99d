import { AUTHORITIES, type RegisterDefinition } from '../register-definition.ts';
import { count, day, line, MUST } from '../register-fields.ts';

export const siteVisit: RegisterDefinition = {
  code: 'site_visit',
  name: { zh: '观摩接待', en: 'Visits to sites' },
  group: 'appraisal',
  tenantKinds: AUTHORITIES,
  purpose: {
    zh: '到示范点、观摩点现场观摩的批次：哪个点、谁来、多少人。',
    en: 'Visits to demonstration sites: which one, who came, how many.',
  },
  fields: [
    day('visitedOn', '日期', 'Date', MUST),
    line('site', '点位', 'Site', 80, MUST),
    line('group', '观摩单位', 'Group', 100, MUST),
    count('persons', '人数', 'Persons', MUST),
  ],
  dayField: 'visitedOn',
  titleField: 'site',
};
