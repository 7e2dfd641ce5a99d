import { z } from 'zod';
import { retentionCode } from '@/server/domain/archive/archive-item';
import { uuid } from '@/server/domain/shared/ids';

/** 打印件: what the unit prints, from which records, in which shape (DA/T 22-2015 and its annexes; GB/T 9705; GB/T 11821; GB/T 11822). */

export type PrintFormat = 'pdf' | 'xlsx' | 'docx';
/** What a form is printed from. */
export type PrintSource = 'items' | 'volumes' | 'boxes' | 'places' | 'fonds';

interface PrintForm {
  source: PrintSource;
  formats: readonly PrintFormat[];
}

export const PRINT_FORMS = {
  /** 归档文件目录 */
  item_catalogue: { source: 'items', formats: ['pdf', 'xlsx', 'docx'] },
  /** 案卷目录 */
  volume_catalogue: { source: 'items', formats: ['pdf', 'xlsx', 'docx'] },
  /** 卷内文件目录 */
  file_list: { source: 'volumes', formats: ['pdf', 'xlsx', 'docx'] },
  /** 照片目录 */
  photo_list: { source: 'items', formats: ['pdf', 'xlsx', 'docx'] },
  /** 底片目录 */
  negative_list: { source: 'items', formats: ['pdf', 'xlsx', 'docx'] },
  /** 会计档案目录 */
  accounting_catalogue: { source: 'items', formats: ['pdf', 'xlsx', 'docx'] },
  /** 会计档案移交清册 */
  accounting_transfer: { source: 'items', formats: ['pdf', 'xlsx', 'docx'] },
  /** 科技档案案卷目录 */
  project_catalogue: { source: 'items', formats: ['pdf', 'xlsx', 'docx'] },
  /** 录音录像档案目录 */
  recording_catalogue: { source: 'items', formats: ['pdf', 'xlsx', 'docx'] },
  /** 实物档案目录 */
  object_catalogue: { source: 'items', formats: ['pdf', 'xlsx', 'docx'] },
  /** 归档文件整理说明 */
  arrangement_note: { source: 'items', formats: ['docx', 'pdf'] },
  /** 归档章贴 */
  filing_stamps: { source: 'items', formats: ['pdf'] },
  /** 分隔页: barcode sheets for the scanner */
  separator_sheets: { source: 'items', formats: ['pdf'] },
  /** 备考表 */
  note_sheet: { source: 'boxes', formats: ['pdf', 'docx'] },
  /** 卷内备考表 */
  volume_note: { source: 'volumes', formats: ['pdf', 'docx'] },
  /** 案卷封面 */
  volume_cover: { source: 'volumes', formats: ['pdf'] },
  /** 卷脊 */
  volume_spine: { source: 'volumes', formats: ['pdf'] },
  /** 盒脊 */
  box_spine: { source: 'boxes', formats: ['pdf'] },
  /** 盒封面 */
  box_cover: { source: 'boxes', formats: ['pdf'] },
  /** 盒标签 */
  box_labels: { source: 'boxes', formats: ['pdf'] },
  /** 库位标签 */
  place_labels: { source: 'places', formats: ['pdf'] },
  /** 全宗单 */
  fonds_record: { source: 'fonds', formats: ['pdf', 'xlsx', 'docx'] },
  /** 全宗卡片 */
  fonds_card: { source: 'fonds', formats: ['pdf', 'docx'] },
} as const satisfies Record<string, PrintForm>;
export type PrintFormCode = keyof typeof PRINT_FORMS;
export const PRINT_FORM_CODES = Object.keys(PRINT_FORMS) as [PrintFormCode, ...PrintFormCode[]];
export const printFormCode = z.enum(PRINT_FORM_CODES);

export const PAPERS = ['A4', 'A3'] as const;
export type PaperSize = (typeof PAPERS)[number];
const offsetMm = z.number().min(-50).max(50).multipleOf(0.1);

export const printSettingView = z.object({
  form: printFormCode,
  paper: z.enum(PAPERS),
  format: z.enum(['pdf', 'xlsx', 'docx']),
  /** How far everything is moved, for sheets that bear their own print. */
  offsetXMm: z.number(),
  offsetYMm: z.number(),
});
export type PrintSetting = z.infer<typeof printSettingView>;
export const savePrintSettingInput = z.strictObject({
  form: printFormCode,
  paper: z.enum(PAPERS),
  format: z.enum(['pdf', 'xlsx', 'docx']),
  offsetXMm: offsetMm,
  offsetYMm: offsetMm,
});
export type SavePrintSettingInput = z.infer<typeof savePrintSettingInput>;

export const printInput = z.strictObject({
  form: printFormCode,
  format: z.enum(['pdf', 'xlsx', 'docx']).default('pdf'),
  paper: z.enum(PAPERS).default('A4'),
  offsetXMm: offsetMm.default(0),
  offsetYMm: offsetMm.default(0),
  /** 目录封面 before each book. */
  withCover: z.boolean().default(true),
  /** Positions of a label sheet that are used up. */
  skip: z.number().int().min(0).max(63).default(0),
  fondsId: uuid.optional(),
  categoryCode: z.string().min(1).max(20).optional(),
  filingYear: z.number().int().min(1000).max(2999).optional(),
  retentionCode: retentionCode.optional(),
  orgCode: z.string().min(1).max(20).optional(),
  /** 项目号, or the name of a project without one. */
  project: z.string().min(1).max(500).optional(),
  /** Chosen records, volumes or boxes instead of a whole year. */
  itemIds: z.array(uuid).min(1).max(500).optional(),
  boxIds: z.array(uuid).min(1).max(500).optional(),
  placeId: uuid.optional(),
  /** The records of a 数字化批次. */
  digitisationBatchId: uuid.optional(),
});
export type PrintInput = z.infer<typeof printInput>;

/** More rows are printed year by year: nobody binds such a book. */
export const MOST_PRINTED = 50_000;
/** A word processor opens no more than this in bearable time. */
export const MOST_IN_WORD = 5_000;

/** 导出全宗: the whole description of one fonds for another system. */
export const exportFondsInput = z.strictObject({
  fondsId: uuid,
  format: z.enum(['ead3', 'csv']),
  /** Older office programs read GB18030 only. */
  encoding: z.enum(['utf-8', 'gb18030']).default('utf-8'),
});
export type ExportFondsInput = z.infer<typeof exportFondsInput>;

export const madeFileView = z.object({
  state: z.enum(['owed', 'running', 'done', 'failed', 'cancelled']),
  done: z.number().int(),
  total: z.number().int().nullable(),
  isReady: z.boolean(),
  errorCode: z.string().nullable(),
});
export type MadeFileView = z.infer<typeof madeFileView>;
