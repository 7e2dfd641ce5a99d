import { AUTHORITIES, type RegisterDefinition } from '../register-definition.ts';
import { day, line, MUST, measure, pick, SHOWN, WAN_YUAN } from '../register-fields.ts';

export const spending: RegisterDefinition = {
  code: 'spending',
  name: { zh: '经费支出', en: 'Spending' },
  group: 'money',
  tenantKinds: AUTHORITIES,
  purpose: {
    zh: '档案工作经费的实际支出：用在哪里、多少、从哪项预算列支。各地投入按“安全设施”等用途汇总。',
    en: 'What was really spent: on what, how much, from which budget line. Spending on safety facilities and the like is added up by purpose.',
  },
  fields: [
    day('spentOn', '支出日期', 'Spent on', MUST),
    line('item', '事项', 'Item', 100, MUST),
    pick(
      'purpose',
      '用途',
      'Purpose',
      [
        ['safety', '档案安全设施', 'safety facilities'],
        ['digitisation', '数字化', 'digitisation'],
        ['information', '信息化', 'information technology'],
        ['building', '建设改造', 'building'],
        ['special', '专项工作', 'special work'],
        ['running', '日常经费', 'running costs'],
        ['other', '其他', 'other'],
      ],
      MUST,
    ),
    measure('amount', '金额', 'Amount', { ...MUST, unit: WAN_YUAN, most: 1_000_000 }),
    line('payer', '资金来源', 'Paid from', 80, SHOWN),
    line('voucher', '凭证号', 'Voucher', 40),
  ],
  dayField: 'spentOn',
  titleField: 'item',
};
