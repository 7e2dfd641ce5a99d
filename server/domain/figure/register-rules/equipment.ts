import { RECORDS_OFFICES } from '../figure-definition.ts';
import { ARCHIVES, BUREAUS, type SaidFigures } from '../register-figure-rule.ts';

/** Equipment put into service. */
export const EQUIPMENT_SAID = {
  'S0-08': {
    rule: { register: 'equipment', where: { type: ['air_conditioner'], nature: ['replacement'] }, sum: 'quantity' },
    zh: ['档案室更换空调台数', '启用日期在本年度内、替换旧机的空调，按数量合计；新增的不计。', '台'],
    en: [
      'Air conditioners replaced in the archive room',
      'Air conditioners put into service in the year in place of old ones, by quantity; additions are left out.',
      'units',
    ],
    tenantKinds: RECORDS_OFFICES,
  },
  'S2-42': {
    rule: { register: 'equipment', where: { type: ['magnetic_cabinet'], nature: ['added'] }, sum: 'quantity' },
    zh: ['新增防磁柜个数', '启用日期在本年度内的新增设备，按数量合计；替换旧设备的不计。', '个'],
    en: [
      'Anti-magnetic cabinets added',
      'Put into service in the year as an addition, by quantity; what replaces old equipment is left out.',
      'units',
    ],
    tenantKinds: ARCHIVES,
    seenBy: BUREAUS,
  },
  'S2-43': {
    rule: { register: 'equipment', where: { type: ['access_control'], nature: ['added'] }, sum: 'quantity' },
    zh: ['新增门禁套数', '启用日期在本年度内的新增设备，按数量合计；替换旧设备的不计。', '套'],
    en: [
      'Access-control sets added',
      'Put into service in the year as an addition, by quantity; what replaces old equipment is left out.',
      'units',
    ],
    tenantKinds: ARCHIVES,
    seenBy: BUREAUS,
  },
  'S2-44': {
    rule: { register: 'equipment', where: { type: ['camera'], nature: ['added'] }, sum: 'quantity' },
    zh: ['新增监控个数', '启用日期在本年度内的新增设备，按数量合计；替换旧设备的不计。', '个'],
    en: [
      'Cameras added',
      'Put into service in the year as an addition, by quantity; what replaces old equipment is left out.',
      'units',
    ],
    tenantKinds: ARCHIVES,
    seenBy: BUREAUS,
  },
  'S2-45': {
    rule: { register: 'equipment', where: { type: ['humidity_controller'], nature: ['added'] }, sum: 'quantity' },
    zh: ['新增除湿加湿一体机台数', '启用日期在本年度内的新增设备，按数量合计；替换旧设备的不计。', '台'],
    en: [
      'Humidity controllers added',
      'Put into service in the year as an addition, by quantity; what replaces old equipment is left out.',
      'units',
    ],
    tenantKinds: ARCHIVES,
    seenBy: BUREAUS,
  },
  'S2-46': {
    rule: { register: 'equipment', where: { type: ['air_purifier'], nature: ['added'] }, sum: 'quantity' },
    zh: ['新增空气净化机台数', '启用日期在本年度内的新增设备，按数量合计；替换旧设备的不计。', '台'],
    en: [
      'Air purifiers added',
      'Put into service in the year as an addition, by quantity; what replaces old equipment is left out.',
      'units',
    ],
    tenantKinds: ARCHIVES,
    seenBy: BUREAUS,
  },
  'S2-47': {
    rule: { register: 'equipment', where: { type: ['protection_unit'], nature: ['added'] }, sum: 'quantity' },
    zh: ['新增防护一体机台数', '启用日期在本年度内的新增设备，按数量合计；替换旧设备的不计。', '台'],
    en: [
      'Protection all-in-one units added',
      'Put into service in the year as an addition, by quantity; what replaces old equipment is left out.',
      'units',
    ],
    tenantKinds: ARCHIVES,
    seenBy: BUREAUS,
  },
  'S2-48': {
    rule: { register: 'equipment', where: { type: ['leak_detector'], nature: ['added'] }, sum: 'quantity' },
    zh: ['新增漏水检测个数', '启用日期在本年度内的新增设备，按数量合计；替换旧设备的不计。', '个'],
    en: [
      'Water-leak detectors added',
      'Put into service in the year as an addition, by quantity; what replaces old equipment is left out.',
      'units',
    ],
    tenantKinds: ARCHIVES,
    seenBy: BUREAUS,
  },
  'S2-49': {
    rule: { register: 'equipment', where: { type: ['infrared_detector'], nature: ['added'] }, sum: 'quantity' },
    zh: ['新增红外双鉴探测器个数', '启用日期在本年度内的新增设备，按数量合计；替换旧设备的不计。', '个'],
    en: [
      'Infrared dual detectors added',
      'Put into service in the year as an addition, by quantity; what replaces old equipment is left out.',
      'units',
    ],
    tenantKinds: ARCHIVES,
    seenBy: BUREAUS,
  },
  'S2-50': {
    rule: { register: 'equipment', where: { type: ['cloud_meter'], nature: ['added'] }, sum: 'quantity' },
    zh: ['新增云测仪个数', '启用日期在本年度内的新增设备，按数量合计；替换旧设备的不计。', '个'],
    en: [
      'Cloud environment meters added',
      'Put into service in the year as an addition, by quantity; what replaces old equipment is left out.',
      'units',
    ],
    tenantKinds: ARCHIVES,
    seenBy: BUREAUS,
  },
  'S2-51': {
    rule: { register: 'equipment', where: { type: ['gas_extinguisher'], nature: ['added'] }, sum: 'quantity' },
    zh: ['新增柜式七氟丙烷灭火柜个数', '启用日期在本年度内的新增设备，按数量合计；替换旧设备的不计。', '个'],
    en: [
      'Cabinet FM200 extinguishers added',
      'Put into service in the year as an addition, by quantity; what replaces old equipment is left out.',
      'units',
    ],
    tenantKinds: ARCHIVES,
    seenBy: BUREAUS,
  },
} satisfies SaidFigures;
