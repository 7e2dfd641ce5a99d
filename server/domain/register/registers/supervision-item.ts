import type { RegisterDefinition } from '../register-definition.ts';
import { day, line, MUST, pick, SHOWN, story } from '../register-fields.ts';

/** The catalogue of the government supervision platform as it concerns archives: its codes are what checks are handed on under. */
export const supervisionItem: RegisterDefinition = {
  code: 'supervision_item',
  name: { zh: '监管事项目录清单', en: 'Supervision items' },
  group: 'planning',
  tenantKinds: ['bureau'],
  purpose: {
    zh: '“互联网＋监管”平台上由本单位实施的监管事项及编码，从平台导出后导入这里；监督检查按编码汇总报送。',
    en: 'Items of the government supervision platform with their codes, read in from its export; checks are handed on under them.',
  },
  fields: [
    line('itemCode', '监管事项编码', 'Item code', 40, MUST),
    line('name', '监管事项名称', 'Name', 200, MUST),
    line('mainItem', '监管主项名称', 'Main item', 200, SHOWN),
    pick(
      'legalItem',
      '对应法定检查事项',
      'Matter of the law',
      [
        ['LI1', '1 责任制和管理制度', '1 responsibility and rules'],
        ['LI2', '2 库房设施设备', '2 storage and equipment'],
        ['LI3', '3 工作人员管理', '3 staff'],
        ['LI4', '4 收集整理保管利用', '4 records and their use'],
        ['LI5', '5 信息化和安全', '5 digital work and security'],
        ['LI6', '6 对所属单位监督指导', '6 supervision of units below'],
      ],
      SHOWN,
    ),
    story('basis', '设定依据', 'Legal basis'),
    line('subjects', '监管对象', 'Subjects', 200, SHOWN),
    line('way', '监管方式', 'Way', 100, SHOWN),
    day('validFrom', '启用日期', 'In force from', MUST),
    day('validUntil', '停用日期', 'Out of force on', SHOWN),
  ],
  dayField: 'validFrom',
  untilField: 'validUntil',
  titleField: 'name',
  identity: ['itemCode', 'validFrom'],
};
