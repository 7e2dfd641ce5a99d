import { AUTHORITIES, type RegisterDefinition } from '../register-definition.ts';
import { day, dueAgain, line, MUST, pick, SHOWN } from '../register-fields.ts';

export const softwareAsset: RegisterDefinition = {
  code: 'software_asset',
  name: { zh: '软件与信息系统', en: 'Software and systems' },
  group: 'safekeeping',
  tenantKinds: AUTHORITIES,
  purpose: {
    zh: '档案业务用的软件、信息系统和授权：用途、承建单位、等级保护、维保到期。服务器、扫描仪在“设施设备”里登记。',
    en: 'Software and systems for archives work: purpose, maker, protection level, end of support. Servers and scanners stand under Equipment.',
  },
  fields: [
    line('name', '名称', 'Name', 80, MUST),
    pick(
      'kind',
      '类别',
      'Kind',
      [
        ['system', '业务系统', 'system'],
        ['licence', '软件授权', 'licence'],
        ['database', '数据库', 'database'],
        ['security', '安全软件', 'security'],
        ['other', '其他', 'other'],
      ],
      MUST,
    ),
    day('since', '启用日期', 'In use since', MUST),
    day('until', '停用日期', 'Until', SHOWN),
    line('vendor', '承建（供应）单位', 'Vendor', 80, SHOWN),
    pick(
      'protection',
      '等级保护',
      'Protection level',
      [
        ['none', '未定级', 'none'],
        ['two', '二级', 'level 2'],
        ['three', '三级', 'level 3'],
      ],
      SHOWN,
    ),
    day('supportUntil', '维保到期', 'Supported until', dueAgain(60)),
  ],
  dayField: 'since',
  untilField: 'until',
  titleField: 'name',
};
