import { z } from 'zod';
import { FINDING_DOCUMENTS, FINDING_SEVERITIES, type FindingDocument, INSPECTION_RESULTS } from './vocabulary.ts';

/** 问题程度. */
export const findingSeverity = z.enum(FINDING_SEVERITIES);

/** 检查结果. */
export const inspectionResult = z.enum(INSPECTION_RESULTS);

/** 执法文书 that the system makes. The words are those printed on the document. */
export const ENFORCEMENT_DOCUMENTS = [
  { code: 'NOTICE', zh: '检查通知书', en: 'inspection notice', series: '检' },
  { code: 'RECTIFY', zh: '责令限期整改通知书', en: 'order to remedy hazards', series: '改' },
  { code: 'CORRECT', zh: '责令限期改正通知书', en: 'order to correct violations', series: '责' },
  { code: 'ADVICE', zh: '整改意见书', en: 'improvement advice', series: '意' },
  { code: 'RECHECK', zh: '复查意见书', en: 'recheck opinion', series: '复' },
  { code: 'RECORD', zh: '检查记录', en: 'inspection record', series: '录' },
] as const;
export type EnforcementDocumentCode = (typeof ENFORCEMENT_DOCUMENTS)[number]['code'];

/** What a finding is issued as. */
export const findingDocument = z.enum(FINDING_DOCUMENTS);

/** What must be printed beside the order: on what it rests, and what follows when it is not obeyed. */
export const DOCUMENT_BASIS: Record<FindingDocument, { legalBasis: string; consequence: string }> = {
  RECTIFY: {
    legalBasis: '《中华人民共和国档案法》第四十五条',
    consequence: '逾期未整改的，依照《中华人民共和国档案法》第四十八条第八项处理。',
  },
  CORRECT: {
    legalBasis: '《中华人民共和国档案法实施条例》第四十八条至第五十一条',
    consequence: '拒不改正的，依照《中华人民共和国档案法》第四十八条第六项处理。',
  },
  ADVICE: {
    legalBasis: '《中华人民共和国档案法》第八条、第四十二条',
    consequence: '本意见为监督指导意见，请按期整改并报送结果。',
  },
};

export const enforcementDocumentTitle = (code: EnforcementDocumentCode): string =>
  ENFORCEMENT_DOCUMENTS.find((document) => document.code === code)?.zh ?? code;

/** The counter that gives out numbers without gaps, and the number as printed: 清档检〔2026〕6号. */
export const documentSeries = (code: EnforcementDocumentCode, year: number): string => `inspection.${code}:${year}`;
export const formatDocumentNumber = (
  code: EnforcementDocumentCode,
  issuerName: string,
  year: number,
  sequence: number,
): string => {
  const series = ENFORCEMENT_DOCUMENTS.find((document) => document.code === code)?.series ?? '';
  return `${Array.from(issuerName)[0] ?? ''}档${series}〔${year}〕${sequence}号`;
};

/** What every unit is asked to have at hand, until a bureau says otherwise. */
export const DEFAULT_MATERIALS = [
  '近三年归档文件目录',
  '文件材料归档范围和档案保管期限表及其批复',
  '库房温湿度记录',
  '档案利用登记',
  '档案服务外包合同与备案材料',
] as const;
export const NOTICE_LEGAL_BASIS = '《中华人民共和国档案法》第四十二条、第四十三条';
