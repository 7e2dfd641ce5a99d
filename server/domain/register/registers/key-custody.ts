import { RECORDS_OFFICES, type RegisterDefinition } from '../register-definition.ts';
import { day, line, MUST, SHOWN } from '../register-fields.ts';

export const keyCustody: RegisterDefinition = {
  code: 'key_custody',
  name: { zh: '钥匙保管', en: 'Keys' },
  group: 'safekeeping',
  tenantKinds: RECORDS_OFFICES,
  purpose: {
    zh: '库房、密集架、保险柜的钥匙和门禁卡：谁领用、何时交还。没有交还日期的还在领用人手里。',
    en: 'Keys and cards of stacks, mobile shelving and safes: who has them and since when. Without a day of return they are still out.',
  },
  fields: [
    line('key', '钥匙（门禁卡）编号', 'Key or card', 40, MUST),
    line('opens', '所开位置', 'What it opens', 60, MUST),
    line('holder', '领用人', 'Holder', 30, MUST),
    day('takenOn', '领用日期', 'Taken on', MUST),
    day('returnedOn', '交还日期', 'Returned on', SHOWN),
    line('approver', '批准人', 'Approved by', 30),
  ],
  dayField: 'takenOn',
  untilField: 'returnedOn',
  titleField: 'key',
};
