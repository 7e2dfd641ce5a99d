import { RECORDS_OFFICES, type RegisterDefinition } from '../register-definition.ts';
import { count, day, line, MUST, pick, SHOWN } from '../register-fields.ts';

export const promotion: RegisterDefinition = {
  code: 'promotion',
  name: { zh: '宣传活动', en: 'Publicity events' },
  group: 'publicity',
  tenantKinds: RECORDS_OFFICES,
  purpose: {
    zh: '国际档案日、法治宣传日等宣传活动：方式、对象、人数。',
    en: 'Publicity on Archives Day, law days and others: how, for whom, how many people.',
  },
  fields: [
    day('heldOn', '日期', 'Date', MUST),
    line('title', '活动名称', 'Event', 100, MUST),
    pick(
      'occasion',
      '场合',
      'Occasion',
      [
        ['archives_day', '6·9国际档案日', 'International Archives Day'],
        ['law_day', '12·4宪法宣传日', 'Constitution Day'],
        ['law', '普法宣传', 'law publicity'],
        ['anniversary', '重要节庆', 'anniversary'],
        ['other', '其他', 'other'],
      ],
      MUST,
    ),
    pick(
      'form',
      '方式',
      'Form',
      [
        ['desk', '咨询台', 'advice desk'],
        ['board', '展板横幅', 'boards and banners'],
        ['lecture', '讲座', 'lecture'],
        ['online', '线上', 'online'],
        ['visit', '进村（社区、校园）', 'on the spot'],
        ['other', '其他', 'other'],
      ],
      MUST,
    ),
    line('place', '地点', 'Place', 80, SHOWN),
    count('units', '覆盖单位', 'Units reached', SHOWN),
    count('persons', '参加（咨询）人次', 'People reached', SHOWN),
    line('partners', '联合单位', 'With', 200),
  ],
  dayField: 'heldOn',
  titleField: 'title',
};
