import { RECORDS_OFFICES, type RegisterDefinition } from '../register-definition.ts';
import { count, day, dueAgain, flag, helped, line, MUST, pick, SHOWN } from '../register-fields.ts';

const NUMBER = /^[0-9A-Za-z][0-9A-Za-z\-—/.()（）〔〕[\]]{0,29}$/;

/** Numbers and movements alone: the pattern keeps words, and with them titles, out. */
export const classifiedCustody: RegisterDefinition = {
  code: 'classified_custody',
  name: { zh: '涉密件交接', en: 'Hand-over of classified papers' },
  group: 'secrecy',
  isConfined: true,
  tenantKinds: RECORDS_OFFICES,
  purpose: {
    zh: '只记本单位登记号和流转环节，不录题名、文号和内容；涉密件本身和它的登记簿不进本系统。',
    en: 'Only the office’s own register number and each movement; no titles, no document numbers, nothing of what they say. The papers themselves stay outside this system.',
  },
  fields: [
    day('movedOn', '日期', 'Date', MUST),
    {
      ...line('number', '本单位登记号', 'Register number', 30, {
        ...MUST,
        ...helped('只写号码，不写题名', 'A number, never a title'),
      }),
      pattern: NUMBER,
    },
    pick(
      'stage',
      '环节',
      'Stage',
      [
        ['receive', '收文登记', 'received'],
        ['distribute', '分送', 'distributed'],
        ['circulate', '传阅', 'circulated'],
        ['borrow', '借阅', 'lent'],
        ['copy', '复印打印', 'copied'],
        ['transfer', '移交', 'handed over'],
        ['return', '清退', 'returned'],
        ['destroy', '销毁', 'destroyed'],
        ['archive', '归档', 'filed'],
      ],
      MUST,
    ),
    count('copies', '份数', 'Copies', { ...MUST, most: 999 }),
    line('from', '交出人', 'Handed over by', 20, MUST),
    line('to', '接收人', 'Received by', 20, MUST),
    line('approver', '批准人', 'Approved by', 20, SHOWN),
    flag('isSigned', '已签字', 'Signed', SHOWN),
    day('returnBy', '应退日期', 'Return by', dueAgain(7)),
  ],
  dayField: 'movedOn',
  titleField: 'number',
};
