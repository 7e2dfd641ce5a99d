import { AUTHORITIES, type RegisterDefinition } from '../register-definition.ts';
import { day, flag, helped, line, MUST, pick, SHOWN } from '../register-fields.ts';

export const issuedDocument: RegisterDefinition = {
  code: 'issued_document',
  name: { zh: '发文登记', en: 'Documents issued' },
  group: 'organisation',
  tenantKinds: AUTHORITIES,
  purpose: {
    zh: '本单位印发的文件：工作类别、是否与档案馆（局）联合发文、联合单位。',
    en: 'Documents that this office issued: on what work, whether jointly with the archives or bureau, and with whom else.',
  },
  fields: [
    line('title', '文件标题', 'Title', 200, MUST),
    line('number', '文号', 'Number', 60, SHOWN),
    day('issuedOn', '印发日期', 'Issued on', MUST),
    pick(
      'work',
      '工作类别',
      'Work',
      [
        ['inspection', '监督检查', 'inspection'],
        ['publicity', '宣传', 'publicity'],
        ['training', '培训', 'training'],
        ['filing', '归档指导', 'filing'],
        ['collection', '征集编研', 'collection and research'],
        ['praise', '通报表扬', 'commendation'],
        ['other', '其他', 'other'],
      ],
      MUST,
    ),
    flag('withArchives', '与档案馆（局）联合', 'Jointly with the archives', {
      ...MUST,
      ...helped(
        '档案局发文填是否与档案馆联合，档案馆相反',
        'For a bureau: with the archives; for the archives: with the bureau',
      ),
    }),
    line('partners', '其他联合单位', 'Other partners', 200, SHOWN),
  ],
  dayField: 'issuedOn',
  titleField: 'title',
};
