import { AUTHORITIES, type RegisterDefinition } from '../register-definition.ts';
import { count, day, line, MUST, pick, SHOWN } from '../register-fields.ts';

export const contribution: RegisterDefinition = {
  code: 'contribution',
  name: { zh: '供稿供料', en: 'Material given' },
  group: 'publicity',
  tenantKinds: AUTHORITIES,
  purpose: {
    zh: '为年鉴、志书、兄弟单位提供的文字、图片和实物，以及参与的编纂校对。',
    en: 'Texts, pictures and objects given for yearbooks, annals and other offices, and editing taken part in.',
  },
  fields: [
    day('givenOn', '日期', 'Given on', MUST),
    line('title', '用于', 'For', 100, MUST),
    line('receiver', '接收单位', 'To', 80, MUST),
    pick(
      'kind',
      '类别',
      'Kind',
      [
        ['text', '文字', 'text'],
        ['picture', '图片', 'pictures'],
        ['object', '实物', 'objects'],
        ['editing', '编纂校对', 'editing'],
      ],
      MUST,
    ),
    count('quantity', '数量', 'Quantity', SHOWN),
  ],
  dayField: 'givenOn',
  titleField: 'title',
};
