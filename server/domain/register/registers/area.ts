import { RECORDS_OFFICES, type RegisterDefinition } from '../register-definition.ts';
import { day, flag, line, MUST, measure, pick, SHOWN } from '../register-fields.ts';

export const area: RegisterDefinition = {
  code: 'area',
  name: { zh: '用房', en: 'Rooms other than stacks' },
  group: 'safekeeping',
  tenantKinds: RECORDS_OFFICES,
  purpose: {
    zh: '库房以外的档案用房：阅览、办公、整理、展厅、机房等的面积和用途。用途或面积变了，填停用日期，另登一条。库房本身在“库房”里登记。',
    en: 'Rooms for archives work other than stacks: reading, office, arranging, exhibition, machines. When use or area changes, the entry ends and a new one begins. Stacks themselves stand under Storage.',
  },
  fields: [
    line('name', '房间名称', 'Room', 60, MUST),
    pick(
      'purpose',
      '用途',
      'Purpose',
      [
        ['reading', '查阅大厅（阅览室）', 'reading room'],
        ['office', '办公', 'office'],
        ['arranging', '整理', 'arranging'],
        ['receiving', '接收修复消毒', 'receiving and repair'],
        ['digitising', '数字化加工', 'digitisation'],
        ['exhibition', '展厅', 'exhibition'],
        ['machines', '机房', 'server room'],
        ['control', '中控室', 'control room'],
        ['catalogue', '目录室', 'catalogue room'],
        ['other', '其他', 'other'],
      ],
      MUST,
    ),
    measure('area', '面积', 'Area', { ...MUST, unit: { zh: '㎡', en: 'm²' } }),
    day('validFrom', '启用日期', 'In use since', MUST),
    day('validTo', '停用日期', 'Until', SHOWN),
    flag('apart', '与库房分开', 'Apart from stacks', SHOWN),
    line('note', '说明', 'Note', 200),
  ],
  dayField: 'validFrom',
  untilField: 'validTo',
  titleField: 'name',
};
