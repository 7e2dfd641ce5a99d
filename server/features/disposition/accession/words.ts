import { RETENTION_CODES } from '@/server/domain/archive/retention';
import type {
  AccessionMode,
  Acquisition,
  MaterialKind,
  OwnershipLevel,
  SourceKind,
} from '@/server/domain/disposition/vocabulary';

/* Words of printed registers and exported sheets: they are Chinese documents whatever the reader's language is. */

export type { Quantity } from '@/server/domain/disposition/accession';
export { COUNT_UNIT_WORDS } from '@/server/domain/disposition/vocabulary';

export const SOURCE_WORDS: Readonly<Record<SourceKind, string>> = {
  department: '本单位部门',
  unit: '单位移交',
  enterprise: '企业',
  donor: '征集',
};
export const MODE_WORDS: Readonly<Record<AccessionMode, string>> = {
  filing: '归档',
  transfer: '移交',
  gift: '捐赠',
  purchase: '购买',
  copy: '复制',
  deposit: '寄存',
};
export const ACQUISITION_WORDS: Readonly<Record<Acquisition, string>> = {
  statutory: '法定接收',
  collection: '征集',
  material: '资料收集',
};
export const MATERIAL_KIND_WORDS: Readonly<Record<MaterialKind, string>> = {
  annals: '史志',
  yearbook: '年鉴',
  statistics: '统计资料',
  activity: '活动材料',
  publication: '图书报刊',
  other: '其他资料',
};
export const OWNERSHIP_WORDS: Readonly<Record<OwnershipLevel, string>> = {
  central: '中央企业',
  province: '省属企业',
  city: '市属企业',
  district: '区（市、县）属企业',
};
export const retentionWord = (code: string): string => RETENTION_CODES.find((entry) => entry.code === code)?.zh ?? code;
