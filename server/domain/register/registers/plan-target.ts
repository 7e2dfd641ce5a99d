import { AUTHORITIES, type RegisterDefinition } from '../register-definition.ts';
import { day, helped, line, MUST, measure, pick, SHOWN, year } from '../register-fields.ts';

export const planTarget: RegisterDefinition = {
  code: 'plan_target',
  name: { zh: '计划指标', en: 'Plan targets' },
  group: 'planning',
  tenantKinds: AUTHORITIES,
  purpose: {
    zh: '年度计划和五年规划里要达到的数：指标、目标值、责任人。上级规定的和本单位自定的分开记。',
    en: 'What the year’s plan and the five-year plan mean to reach: indicator, value, owner. Demands from above and own targets apart.',
  },
  fields: [
    pick(
      'plan',
      '计划',
      'Plan',
      [
        ['annual', '年度计划', 'yearly plan'],
        ['five_year', '五年规划', 'five-year plan'],
        ['programme', '专项行动', 'programme'],
      ],
      MUST,
    ),
    pick(
      'source',
      '谁定的',
      'Set by',
      [
        ['own', '本单位目标', 'this office'],
        ['superior', '上级要求', 'a superior'],
      ],
      MUST,
    ),
    pick(
      'indicator',
      '指标',
      'Indicator',
      [
        ['scanned_pages', '全文扫描页数', 'pages to be scanned'],
        ['digitisation_rate', '馆藏档案数字化率', 'digitisation rate of the holdings'],
        ['study_visits', '考察学习档案馆', 'archives to be visited'],
        ['rated_rooms', '省三级及以上档案室', 'rated records offices'],
        ['accessions', '接收档案', 'accessions'],
        ['trained', '培训人次', 'people trained'],
        ['submissions', '投稿篇数', 'submissions'],
        ['other', '其他', 'other'],
      ],
      MUST,
    ),
    line('name', '指标说明', 'In words', 100, SHOWN),
    year('planYear', '计划年度', 'Plan year', {
      ...SHOWN,
      ...helped('五年规划填末年', 'For a five-year plan its last year'),
    }),
    measure('target', '目标值', 'Target', { ...MUST, most: 1_000_000_000 }),
    line('unit', '单位', 'Unit', 20, SHOWN),
    line('owner', '责任人', 'Owner', 30, SHOWN),
    day('setOn', '确定日期', 'Set on', MUST),
    day('validTo', '截止日期', 'Until'),
  ],
  dayField: 'setOn',
  untilField: 'validTo',
  titleField: 'indicator',
};
