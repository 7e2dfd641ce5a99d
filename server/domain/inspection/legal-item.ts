import { z } from 'zod';
import { LEGAL_ITEM_CODES } from './vocabulary.ts';

/** 法定检查事项: the six matters that a bureau may inspect (Archives Law, art. 42). Every checklist item maps to one. */
export const LEGAL_ITEMS = [
  { code: 'LI1', zh: '档案工作责任制和管理制度落实情况', en: 'responsibility and management system', clause: '42(1)' },
  {
    code: 'LI2',
    zh: '档案库房、设施、设备配置使用情况',
    en: 'repositories, facilities and equipment',
    clause: '42(2)',
  },
  { code: 'LI3', zh: '档案工作人员管理情况', en: 'archival personnel management', clause: '42(3)' },
  {
    code: 'LI4',
    zh: '档案收集、整理、保管、提供利用等情况',
    en: 'collection, arrangement, custody and use',
    clause: '42(4)',
  },
  {
    code: 'LI5',
    zh: '档案信息化建设和信息安全保障情况',
    en: 'informatization and information security',
    clause: '42(5)',
  },
  { code: 'LI6', zh: '对所属单位等的档案工作监督和指导情况', en: 'guidance to subordinate units', clause: '42(6)' },
] as const;

export const legalItemCode = z.enum(LEGAL_ITEM_CODES);
