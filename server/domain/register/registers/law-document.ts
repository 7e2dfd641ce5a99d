import { AUTHORITIES, type RegisterDefinition } from '../register-definition.ts';
import { day, line, MUST, pick, SHOWN } from '../register-fields.ts';

export const lawDocument: RegisterDefinition = {
  code: 'law_document',
  name: { zh: '法规标准', en: 'Laws and standards' },
  group: 'organisation',
  tenantKinds: AUTHORITIES,
  purpose: {
    zh: '工作依据的法律、法规、规章和标准：现行有效、即将实施、已经废止的一看便知。',
    en: 'Laws, regulations and standards that the work rests on: in force, coming, or repealed.',
  },
  fields: [
    line('title', '名称', 'Title', 200, MUST),
    pick(
      'kind',
      '类别',
      'Kind',
      [
        ['law', '法律', 'law'],
        ['regulation', '行政法规', 'regulation'],
        ['rule', '部门规章', 'rule'],
        ['local', '地方法规', 'local rule'],
        ['standard', '标准', 'standard'],
        ['method', '管理办法', 'method'],
      ],
      MUST,
    ),
    line('number', '文号（标准号）', 'Number', 60, SHOWN),
    day('validFrom', '施行日期', 'In force since', MUST),
    day('validTo', '废止日期', 'Until', SHOWN),
  ],
  dayField: 'validFrom',
  untilField: 'validTo',
  titleField: 'title',
};
