import { AUTHORITIES, type RegisterDefinition } from '../register-definition.ts';
import { day, flag, line, MUST, pick, SHOWN } from '../register-fields.ts';

export const staffTransfer: RegisterDefinition = {
  code: 'staff_transfer',
  name: { zh: '人员调动', en: 'Staff changes' },
  group: 'people',
  tenantKinds: AUTHORITIES,
  purpose: {
    zh: '调入、调出、借调、轮岗、退休，一次一条；离岗前档案、账号、钥匙交清。',
    en: 'People who came, left, were lent, rotated or retired, one line each; records, accounts and keys are handed over first.',
  },
  fields: [
    day('movedOn', '日期', 'Date', MUST),
    line('name', '姓名', 'Name', 30, MUST),
    pick(
      'kind',
      '类别',
      'Kind',
      [
        ['in', '调入', 'in'],
        ['out', '调出', 'out'],
        ['lent', '借调', 'lent'],
        ['rotated', '轮岗', 'rotated'],
        ['retired', '退休', 'retired'],
        ['promoted', '任职变动', 'new office'],
      ],
      MUST,
    ),
    line('from', '原单位（岗位）', 'From', 80, SHOWN),
    line('to', '新单位（岗位）', 'To', 80, SHOWN),
    flag('isHandedOver', '已办交接', 'Handed over', SHOWN),
    line('document', '依据文号', 'Document', 60),
  ],
  dayField: 'movedOn',
  titleField: 'name',
};
