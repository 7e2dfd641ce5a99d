import { AUTHORITIES, type RegisterDefinition } from '../register-definition.ts';
import { day, flag, line, MUST, pick, SHOWN } from '../register-fields.ts';

export const exhibit: RegisterDefinition = {
  code: 'exhibit',
  name: { zh: '展品清单', en: 'Exhibits' },
  group: 'publicity',
  tenantKinds: AUTHORITIES,
  purpose: {
    zh: '展览用的展品：哪个展览、原件还是复制件、从哪里借、何时归还。',
    en: 'What was shown: in which exhibition, original or copy, lent by whom, returned when.',
  },
  fields: [
    line('exhibition', '展览名称', 'Exhibition', 100, MUST),
    line('title', '展品名称', 'Exhibit', 200, MUST),
    pick(
      'kind',
      '类别',
      'Kind',
      [
        ['photo', '照片', 'photograph'],
        ['sheet', '图文资料', 'image and text'],
        ['object', '实物', 'object'],
        ['panel', '展板', 'panel'],
        ['media', '音视频', 'sound and film'],
      ],
      MUST,
    ),
    flag('isOriginal', '原件', 'Original', SHOWN),
    line('reference', '档号', 'Reference code', 80),
    line('lender', '来源（出借人）', 'Lent by', 80, SHOWN),
    day('shownOn', '布展日期', 'Shown since', MUST),
    day('returnedOn', '撤展归还日期', 'Returned on', SHOWN),
  ],
  dayField: 'shownOn',
  untilField: 'returnedOn',
  titleField: 'title',
};
