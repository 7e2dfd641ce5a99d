import { RECORDS_OFFICES, type RegisterDefinition } from '../register-definition.ts';
import { day, dueAgain, line, MUST, SHOWN, story } from '../register-fields.ts';

export const emergencyPlan: RegisterDefinition = {
  code: 'emergency_plan',
  name: { zh: '应急预案', en: 'Emergency plans' },
  group: 'safety',
  tenantKinds: RECORDS_OFFICES,
  purpose: {
    zh: '现行和历次的应急预案：版本、批准人、组织、通讯录、抢救顺序、物资；修订后旧版填废止日期。',
    en: 'Emergency plans by version: who approved, organisation, telephone list, order of rescue, goods. An older version gets the day it was replaced.',
  },
  fields: [
    line('title', '预案名称', 'Plan', 100, MUST),
    line('version', '版本', 'Version', 30, MUST),
    day('approvedOn', '批准日期', 'Approved on', MUST),
    line('approver', '批准人', 'Approved by', 30, SHOWN),
    story('roles', '组织与通讯录', 'Roles and telephones'),
    story('order', '抢救顺序', 'Order of rescue'),
    story('goods', '物资清单', 'Goods'),
    day('reviewBy', '下次复核', 'Review by', dueAgain(30)),
    day('replacedOn', '废止日期', 'Replaced on', SHOWN),
  ],
  dayField: 'approvedOn',
  untilField: 'replacedOn',
  titleField: 'title',
};
